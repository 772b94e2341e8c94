"""What a .bib file is made of: blocks, fields, the parts of a value, each with its place."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ValuePart:
    """One part of a value: text, or the name of an ``@string``."""

    text: str
    macro: bool
    offset: int


@dataclass(frozen=True, slots=True)
class RawField:
    """A field's name in lower case, the parts that ``#`` joins, and where the name is."""

    name: str
    pieces: tuple[ValuePart, ...]
    offset: int


@dataclass(slots=True)
class BibBlock:
    """An entry, a ``@string`` or a broken block; ``error`` says what is wrong at ``at``."""

    type: str
    offset: int
    key: str = ""
    fields: list[RawField] = field(default_factory=list)
    error: str = ""
    at: int = 0
    #: What is wrong beside, though the block could be read: (offset, message).
    remarks: list[tuple[int, str]] = field(default_factory=list)


class Lines:
    """From an offset in the text to its line and column, both from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column."""
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
