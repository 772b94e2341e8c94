"""Work on documents in several processes, with the result and the messages of a single one.

All fork, so that each process has what Sphinx has read: ``forks`` is the one way to do so.
``documents`` calls a function for each document; ``two_steps`` calls two, between which the
processes exchange results; ``at_end`` runs the last steps of a build beside the rest. What needs
a new interpreter instead, for Typst's threads or for memory that is given back, is in
``core/processes/fresh.py``.
"""
