"""The head of the article: its headline, standfirst and byline, where the page has them."""

from __future__ import annotations

import re
from dataclasses import replace

from briefbook.core.words.text import normalise, tidy, word_count
from briefbook.sources.readers.web.elements import names, seen_text
from briefbook.sources.readers.web.metadata.facts import Facts
from briefbook.sources.readers.web.metadata.title import cut_site
from briefbook.sources.readers.web.walk import Unit
from briefbook.sources.reading.article import Omission
from briefbook.sources.reading.boilerplate import is_running
from briefbook.sources.reading.bylines import date_of_line, read_byline

_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|subheadline|sub-?head(?:line)?|subtitle|article__summary"
    r"|article-summary|lead-?in|description|teaser-?text|intro)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LONGEST_STANDFIRST = 70
#: So many units before the first paragraph can belong to the head.
_REACH = 12
_UP = 2
_LONGEST_DATE = 8


def mark_head(units: list[Unit], taken: list[bool], facts: Facts) -> None:
    """Mark, in place, the headline and the standfirst; take the byline for its facts."""
    first = next((place for place, is_in in enumerate(taken) if is_in and _runs(units[place])), -1)
    if first < 0:
        return
    title = _headline(units, taken, facts, first)
    start = title if title >= 0 else max(0, first - _REACH)
    if first - start > _REACH:
        start = first
    # A byline may stand before it, a paragraph of the text may not.
    end = first + (1 if is_running(units[first].text) else 2)
    for place in range(start, min(end, len(units))):
        piece = units[place].piece
        if piece is None or place == title:
            continue
        if _is_standfirst(units[place], facts):
            units[place].piece = replace(piece, kind="standfirst", level=0)
            taken[place] = True
            break
    times = units[first].element.iter("time")
    if any(tidy(seen_text(time)) == units[first].text for time in times):
        _leave_date_line(units, taken, first)
    for place in range(start, first):
        piece = units[place].piece
        if piece and not taken[place] and read_byline(piece.text, above_text=True):
            taken[place] = True


def _leave_date_line(units: list[Unit], taken: list[bool], place: int) -> None:
    """Leave a day without its year, or the like, out by name: the page has the date besides."""
    text = units[place].text
    if word_count(text) <= _LONGEST_DATE and not read_byline(text):
        units[place].piece, units[place].omission = None, Omission("date line", text)
        taken[place] = True


def _headline(units: list[Unit], taken: list[bool], facts: Facts, first: int) -> int:
    """Return the place of the heading that is the title, marked and taken; -1 without one."""
    wanted = _plain(facts.metadata.title)
    found, level = -1, 0
    for place, unit in enumerate(units[: first + _REACH]):
        piece = unit.piece
        if piece is None or piece.kind != "heading" or not wanted:
            continue
        # Of several the first, but the page's h1 before what only repeats it.
        better = found < 0 or (place <= first and piece.level == 1 and level != 1)
        if better and _plain(cut_site(piece.text, facts.sites)) == wanted:
            found, level = place, piece.level
    if found >= 0 and (piece := units[found].piece):
        units[found].piece = replace(piece, kind="headline", level=0)
        taken[found] = True
    return found


def _is_standfirst(unit: Unit, facts: Facts) -> bool:
    piece = unit.piece
    if piece is None or piece.kind not in {"paragraph", "heading"}:
        return False
    count = word_count(piece.text)
    if not 4 <= count <= _LONGEST_STANDFIRST or date_of_line(piece.text) is not None:
        return False
    if _plain(piece.text) == _plain(facts.metadata.standfirst):
        return True
    near = [unit.element, *list(unit.element.iterancestors())[:_UP]]
    return any(_STANDFIRST.search(names(each)) for each in near)


def _runs(unit: Unit) -> bool:
    return unit.piece is not None and unit.piece.kind not in {"heading", "caption"}


def _plain(text: str) -> str:
    # A date in an element of its own may be glued to what follows it.
    return "".join(normalise(text).casefold().split()).rstrip(".")
