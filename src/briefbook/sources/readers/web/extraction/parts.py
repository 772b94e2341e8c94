"""An article in several parts: readers often take one of them and miss the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from briefbook.sources.readers.web.elements import names
from briefbook.sources.readers.web.extraction.beside import Beside
from briefbook.sources.readers.web.extraction.votes import Votes
from briefbook.sources.readers.web.walk import Unit

#: How many letters, and how many paragraphs in holders of one kind, show where the article runs.
_RUNNING, _SHOWN = 40, 3
_LINKED = 0.5
_UP = 2

_REPLY = re.compile(r"(?:^|[\s_-])(?:answers?|repl(?:y|ies)|comments?)(?:$|[\s_-])", re.IGNORECASE)

_Holder = tuple[str, ...]


def take_other_parts(
    units: Sequence[Unit], taken: list[bool], votes: Votes, beside: Beside
) -> None:
    """Take, in place, the paragraphs that some reader takes in holders like those of the taken.

    Another article on the page, behind an ``h1`` or in an ``article`` of its own, is no part.
    """
    places = [place for place, is_in in enumerate(taken) if is_in and _runs(units[place])]
    holders = Counter(_holder(units[place]) for place in places)
    shown = {holder for holder, count in holders.items() if count >= _SHOWN}
    if not shown:
        return
    articles = {_article(units[place]) for place in places}
    said = Counter(unit.text for unit in units if unit.piece)
    for place in range(places[0], _next_article(units, places[0])):
        unit = units[place]
        # What stands there again and again is said by the page, of what it could not show.
        if taken[place] or beside.units[place] or not _runs(unit) or said[unit.text] > 1:
            continue
        heard = any(vote[place] for vote in votes.values())
        alike = _holder(unit) in shown and _article(unit) in articles
        if heard and alike and not any(map(_replies, beside.paths[place])):
            taken[place] = True


def _runs(unit: Unit) -> bool:
    kind = unit.piece.kind if unit.piece else ""
    running = kind in {"paragraph", "quote"} and unit.linked <= _LINKED
    return running and len(unit.text) >= _RUNNING


def _holder(unit: Unit) -> _Holder:
    """Return what a paragraph is in, by its tags and classes."""
    said = [unit.element.tag]
    for above, _step in zip(unit.element.iterancestors(), range(_UP), strict=False):
        said += [above.tag, above.get("class") or ""]
    return tuple(said)


def _replies(element: Any) -> bool:
    """Tell whether an element is a post that answers what the page is about."""
    return bool(_REPLY.search(names(element)))


def _article(unit: Unit) -> Any:
    return next(unit.element.iterancestors("article"), None)


def _next_article(units: Sequence[Unit], first: int) -> int:
    """Return where a second ``h1`` follows the text's beginning."""
    for place in range(first + 1, len(units)):
        piece = units[place].piece
        if piece and piece.kind == "heading" and piece.level == 1:
            return place
    return len(units)
