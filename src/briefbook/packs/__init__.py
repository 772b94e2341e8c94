"""Packs: a part of the book for some readers, built from a tree that never held the rest.

``plan`` reads ``packs.toml``. ``cutting`` writes the tree. ``building`` builds it as any book.
``scanning`` shares no code with it: it compares the book with the tree and searches every file
that was built for the difference.
"""
