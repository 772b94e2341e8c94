"""What other extensions leave to be printed: graphs, and the outputs of notebooks."""
