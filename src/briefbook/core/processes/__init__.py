"""Processes that end with the command, and signals that end it."""
