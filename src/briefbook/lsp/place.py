"""What stands at a place of a line: a citation, a term or a link, whole or half typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_CITE = re.compile(r"\{cite(?::[a-z]+)?\}`(?P<said>[^`]*)")
_TERM = re.compile(r"\{term\}`(?P<said>[^`]*)")
_LINK = re.compile(r"\]\(#(?P<said>[a-z0-9-]*)|\{(?:ref|numref)\}`(?P<ref>[^`]*)")
_PART = re.compile(r"(?P<key>[^,{}\s]*)(?:\{(?P<locator>[^}]*)\}?)?")


class Kind(Enum):
    """What can stand there."""

    KEY = "key"
    LOCATOR = "locator"
    TERM = "term"
    ID = "id"


@dataclass(frozen=True, slots=True)
class Place:
    """``said`` from column ``start`` to before ``end``; of a locator ``key`` is its source."""

    kind: Kind
    said: str
    start: int
    end: int
    key: str = ""


def place_at(line: str, column: int) -> Place | None:
    """Return what the cursor stands in or behind; ``None`` where that is prose."""
    for match in _CITE.finditer(line):
        if match.start("said") <= column <= match.end("said"):
            return _in_citation(match["said"], match.start("said"), column)
    for match in _TERM.finditer(line):
        if match.start("said") <= column <= match.end("said"):
            said = match["said"]
            target = re.search(r"<([^<>]*)>?$", said)
            start = match.start("said") + (target.start(1) if target else 0)
            return Place(Kind.TERM, target[1] if target else said, start, match.end("said"))
    for match in _LINK.finditer(line):
        group = "said" if match["said"] is not None else "ref"
        if match.start(group) <= column <= match.end(group):
            return Place(Kind.ID, match[group], match.start(group), match.end(group))
    return None


def _in_citation(said: str, offset: int, column: int) -> Place | None:
    for match in _PART.finditer(said):
        if not match["key"] or not offset + match.start() <= column <= offset + match.end():
            continue
        inside = match["locator"] is not None and column >= offset + match.start("locator")
        group = "locator" if inside else "key"
        start, end = (offset + at for at in match.span(group))
        kind = Kind.LOCATOR if inside else Kind.KEY
        return Place(kind, match[group], start, end, match["key"])
    # Behind a comma or at the very beginning nothing of the key is typed yet.
    return Place(Kind.KEY, "", column, column)
