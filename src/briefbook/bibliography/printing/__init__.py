"""How a work is listed and cited in the book's own format."""
