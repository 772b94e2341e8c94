"""Reported figures and events are in the blocks that their rows name."""
