"""Editions in other languages: what is not translated, and what has changed since it was."""
