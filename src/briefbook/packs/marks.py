"""Handling marks in their order: TLP 2.0, or the book's own list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefbook.core.tables.vocabularies import terms


@dataclass(frozen=True, slots=True)
class MarkOrder:
    """Marks from the least to the most restricted."""

    marks: tuple[str, ...]

    def known(self, mark: str) -> bool:
        """Return whether a mark is in the list."""
        return mark in self.marks

    def above(self, mark: str, limit: str) -> bool:
        """Return whether ``mark`` is more restricted than ``limit``."""
        return self.marks.index(mark) > self.marks.index(limit)

    def highest(self, marks: Iterable[str]) -> str:
        """Return the most restricted of some marks; the least of all where there are none."""
        return self.marks[max((self.marks.index(mark) for mark in marks if mark), default=0)]

    def shown(self) -> str:
        """Return the list for a message."""
        return ", ".join(self.marks)


def tlp() -> MarkOrder:
    """Return the marks of the Traffic Light Protocol 2.0."""
    return MarkOrder(terms("handling"))
