"""Footnotes with kinds and permanent ids, and lists of them."""
