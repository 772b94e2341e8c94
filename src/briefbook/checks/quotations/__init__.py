"""Check that quotations are word for word in a block that is cited for them."""
