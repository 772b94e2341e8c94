"""Files: inside the book, written whole or not at all, several as one; some by their format."""
