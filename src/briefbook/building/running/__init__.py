"""Sphinx in a process of its own, and why it failed, in one line."""
