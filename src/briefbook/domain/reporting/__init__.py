"""Messages about the book, and the files that they name."""
