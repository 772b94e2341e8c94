"""The results of comparing a claim with a text, best first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Result(StrEnum):
    """How a quotation relates to the text that it was compared with, best first."""

    EXACT = "exact"
    NORMALISED = "normalised"
    FORM = "form"
    NEAR = "near"
    ALTERED = "altered"
    #: Nothing here can read what the text says, so that nothing is wrong.
    NOT_COMPARED = "not compared"
    NOT_FOUND = "not found"
    UNCHECKED = "unchecked"

    @property
    def verified(self) -> bool:
        """Whether the words are the source's."""
        return self in (Result.EXACT, Result.NORMALISED)


@dataclass(frozen=True, slots=True)
class Match:
    """The result, and for all but a full match what the text has instead (``nearest``)."""

    result: Result
    nearest: str = ""
    likeness: float = 1.0


def best_match(matches: Iterable[Match]) -> Match:
    """Return the best of several matches."""
    order = list(Result)
    return min(matches, key=lambda m: (order.index(m.result), -m.likeness))
