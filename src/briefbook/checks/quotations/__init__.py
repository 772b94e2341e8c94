"""Quotations are word for word in the block that is cited for them."""
