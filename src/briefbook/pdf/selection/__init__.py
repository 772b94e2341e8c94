"""The part of the book that one PDF file holds: volumes, chapters, lists left out, page starts."""
