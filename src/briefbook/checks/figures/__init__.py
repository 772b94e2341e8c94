"""Figures and dates stand in the block that is cited for them."""
