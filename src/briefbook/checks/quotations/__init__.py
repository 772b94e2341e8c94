"""Quotations stand word for word in the block that is cited for them."""
