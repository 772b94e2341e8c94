"""Terms are used, and linked where a chapter first mentions them."""
