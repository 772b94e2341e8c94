"""The two ends of a range share what follows the last: ``10 to 12 million dollars``."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from briefbook.core.figures.numerals import SCALES, SUFFIXES, any_of
from briefbook.core.figures.patterns import BETWEEN, RANGE

if TYPE_CHECKING:
    from briefbook.core.figures.figure import Figure

_SCALES = {**SCALES, **SUFFIXES}
_FALLS = 10
"""How many times the last number the first may be and still share its scale."""
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_MILLIONS = re.compile(r"(?<=\d)m\b")
_TRAILING = re.compile(rf"(?:\b|(?<=\d))({any_of(_SCALES)})s?\b", re.IGNORECASE)


def share_scale(text: str, figures: list[Figure]) -> list[Figure]:
    """Give ``10`` in ``10 to 12 million`` its scale, and both ends of a range one unit."""
    shared = list(figures)
    for place in range(len(shared) - 1):
        first, last = shared[place : place + 2]
        between = text[first.end : last.start]
        joined = not _YEAR.fullmatch(first.text) and (
            RANGE.fullmatch(between) or between.strip() in _joining(text[: first.start])
        )
        if ending := _whole_year(first, last, between):
            shared[place + 1] = replace(last, value=ending)
        elif joined and first.certain and last.certain and _one_unit(first, last):
            shared[place : place + 2] = _range(first, last)
    return shared


def _joining(before: str) -> tuple[str, ...]:
    """Return the words that join a range behind “between” and its like in other languages."""
    last = re.search(r"(\w+)\s*$", before[-20:])
    return BETWEEN.get(last[1].lower(), ()) if last else ()


def _whole_year(first: Figure, last: Figure, between: str) -> Fraction | None:
    """Return 1872 for the 72 of “1871–72”."""
    years = _YEAR.fullmatch(first.text) and re.fullmatch(r"\d\d", last.text)
    if not years or between not in ("–", "-", "—", "/"):
        return None
    ending = first.value - first.value % 100 + last.value
    return ending if ending > first.value else None


def _one_unit(first: Figure, last: Figure) -> bool:
    """Tell whether two numbers can be the ends of one range: not “by 8 percent to 41 million”."""
    return first.unit == last.unit or (first.unit != "%" and "" in (first.unit, last.unit))


def _range(first: Figure, last: Figure) -> tuple[Figure, Figure]:
    scale = _trailing_scale(last.text)
    small = first.value < 1000 or "," in first.text
    # “from 184 to 133 million” falls; in “from 900 to 1.2 million” the scale is the last one's.
    if scale > 1 and small and first.value * scale < _FALLS * last.value:
        first = replace(first, value=first.value * scale)
    unit = first.unit or last.unit
    return replace(first, unit=unit), replace(last, unit=last.unit or unit)


def _trailing_scale(text: str) -> int:
    if _MILLIONS.search(text):
        return 1_000_000
    match = _TRAILING.search(text)
    return _SCALES[match[1].lower()] if match else 1
