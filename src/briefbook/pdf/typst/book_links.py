"""Links within the book, as the translator writes them and the merge resolves them."""

from __future__ import annotations

from dataclasses import dataclass

SCHEME = "briefbook:"
"""Begins the address of a document or a place in this book."""


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a label leads: the place's name, words for it, and the file if it is another one."""

    name: str
    words: str
    file: str = ""
