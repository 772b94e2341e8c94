"""What of a pack was passed on, kept as an edition of its own, and what is new since."""
