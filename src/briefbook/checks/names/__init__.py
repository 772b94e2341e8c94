"""Names are in the block that is cited for them, or are known."""
