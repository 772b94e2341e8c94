"""How a process that runs things one after another says that one of them has ended."""

DONE = "\0ended with status "
"""Begins its line on standard output; the exit status follows, negative for a signal's number."""
