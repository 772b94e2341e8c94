"""What every output shares: how the command line knows it, and the order of the book."""
