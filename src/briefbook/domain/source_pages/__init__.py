"""The source register, and the card at the head of a chapter."""
