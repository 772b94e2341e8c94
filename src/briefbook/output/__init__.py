"""What every output shares: how the command line knows it; the book's order, contents, labels."""
