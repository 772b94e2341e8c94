"""The reading edition: the book together with the full text of its sources."""
