"""What was passed on of a pack, stored as an edition of its own, and what is new since."""
