"""A draft as passages, each with the place that reports name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefbook.checks.evidence.prose import Prose


@dataclass(frozen=True, slots=True)
class DraftPassage:
    """A paragraph, heading, item, cell row or note of a draft, with its quotations and sentences.

    ``number`` counts the passages from 1, ``pages`` are those on which it is, as printed.
    ``list_item`` says that it is one of the list of works at the end, which claims nothing.
    """

    prose: Prose
    number: int
    pages: tuple[str, ...] = ()
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft: what the user called it, its passages, notes by label, and lines if it has any.

    ``not_read`` lists what was not read, one line each.
    """

    name: str
    passages: tuple[DraftPassage, ...]
    notes: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()
