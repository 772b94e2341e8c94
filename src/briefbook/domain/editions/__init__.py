"""What the book promised and promises: changes, broken promises, the list of anchors."""
