"""Reported figures and events stand in the blocks that their rows name."""
