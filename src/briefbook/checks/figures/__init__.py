"""Figures and dates are in the block that is cited for them."""
