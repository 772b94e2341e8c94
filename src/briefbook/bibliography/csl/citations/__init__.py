"""Citations: works told apart, their positions in a text, rendered and collapsed."""
