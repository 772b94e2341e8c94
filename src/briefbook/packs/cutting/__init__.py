"""Cutting: the tree of a pack, written from the parts of the book that it may hold.

One file per kind of source. Nothing here is used by ``scanning``, which proves the result.
"""
