"""Documents shared out to processes, with the outcome and the messages that one process has.

All fork, so that each process has what Sphinx has read: ``forks`` is the one way to do so.
``documents`` calls a function for each document, ``two_steps`` two with a meeting between them, and
``at_end`` does what ends a build beside the rest of it. What needs a new interpreter instead, for
Typst's threads or for memory that is given back, is in ``core/processes/fresh.py``.
"""
