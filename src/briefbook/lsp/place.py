"""What is at the cursor: a citation, a term or a link, complete or half typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_CITE = re.compile(r"\{cite(?::[a-z]+)?\}`(?P<said>[^`]*)")
_TERM = re.compile(r"\{term\}`(?P<said>[^`]*)")
_LINK = re.compile(r"\]\(#(?P<said>[a-z0-9-]*)|\{(?:ref|numref)\}`(?P<ref>[^`]*)")
_PART = re.compile(r"(?P<key>[^,{}\s]*)(?:\{(?P<locator>[^}]*)\}?)?")


class CompletionKind(Enum):
    """What can be completed at the cursor."""

    KEY = "key"
    LOCATOR = "locator"
    TERM = "term"
    ID = "id"


@dataclass(frozen=True, slots=True)
class CursorContext:
    """``said`` in columns ``start`` to ``end``, exclusive; of a locator ``key`` is its source."""

    kind: CompletionKind
    said: str
    start: int
    end: int
    key: str = ""


def place_at(line: str, column: int) -> CursorContext | None:
    """Return what the cursor is in or behind; ``None`` where that is prose."""
    for match in _CITE.finditer(line):
        if match.start("said") <= column <= match.end("said"):
            return _in_citation(match["said"], match.start("said"), column)
    for match in _TERM.finditer(line):
        if match.start("said") <= column <= match.end("said"):
            said = match["said"]
            target = re.search(r"<([^<>]*)>?$", said)
            start = match.start("said") + (target.start(1) if target else 0)
            return CursorContext(
                CompletionKind.TERM, target[1] if target else said, start, match.end("said")
            )
    for match in _LINK.finditer(line):
        group = "said" if match["said"] is not None else "ref"
        if match.start(group) <= column <= match.end(group):
            return CursorContext(
                CompletionKind.ID, match[group], match.start(group), match.end(group)
            )
    return None


def _in_citation(said: str, offset: int, column: int) -> CursorContext | None:
    for match in _PART.finditer(said):
        if not match["key"] or not offset + match.start() <= column <= offset + match.end():
            continue
        inside = match["locator"] is not None and column >= offset + match.start("locator")
        group = "locator" if inside else "key"
        start, end = (offset + at for at in match.span(group))
        kind = CompletionKind.LOCATOR if inside else CompletionKind.KEY
        return CursorContext(kind, match[group], start, end, match["key"])
    # Behind a comma or at the very beginning nothing of the key is typed yet.
    return CursorContext(CompletionKind.KEY, "", column, column)
