"""The book theme: its settings, the frame of a page, and what is left out of it."""
