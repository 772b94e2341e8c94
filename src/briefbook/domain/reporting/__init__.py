"""What is said of the book, and the files that it is said of."""
