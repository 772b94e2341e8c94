"""Packs: a part of the book for some readers, built from a tree that never held the rest.

``plan`` reads ``packs.toml``. ``cutting`` writes the tree. ``building`` builds it as any book.
``scanning`` knows nothing of the cutting: it compares the book with the tree and looks for the
difference in every file that was built.
"""
