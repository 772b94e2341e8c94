"""Equivalents of a figure that a source may have: in another unit, or not rounded.

“1.12 kilometres” is 1,120 metres, and “about 83 percent” is 83.4 percent. Rounding must be stated:
by “about” in either direction, by “nearly” only upwards, by “more than” only downwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from briefbook.core.figures.figure import format_value

#: Units of one kind, each with how many of the first it is.
_KINDS = (
    {"mm": 1, "cm": 10, "m": 1000, "km": 1_000_000},
    {"mg": 1, "g": 1000, "kg": 1_000_000, "tonne": 1_000_000_000},
    {"ml": 1, "litre": 1000, "m³": 1_000_000, "km³": 10**15},
    {"m²": 1, "hectare": 10_000, "km²": 1_000_000},
    {"kW": 1, "MW": 1000, "GW": 1_000_000},
    {"second": 1, "minute": 60, "hour": 3600},
    {"day": 1, "week": 7},
    {"month": 1, "year": 12, "decade": 120, "century": 1200},
)
#: “A decade”, as a claim has it, and the same in years.
_SPANS = {"~decade": ("10", "year"), "~century": ("100", "year")}
_KEY = re.compile(r"(\D*)(\d+(?:\.\d+)?)(%?)")
_MONEY = r"\s+(?:an?\s+)?(?:US\$|[$€£¥])?$"
_HEDGE = re.compile(
    rf"\b(?:(?P<below>nearly|almost|not even|not quite"
    rf"|(?:just|slightly|a little) (?:under|below)|approaching)"
    rf"|(?<!no )(?<!not )(?P<less>(?:less|fewer) than|(?:well |far )?under|below)"
    rf"|(?P<above>(?:just|slightly|a little) (?:more than|over|above))"
    rf"|(?<!no )(?<!not )(?P<more>more than|(?:well )?over|above|upwards of)"
    rf"|about|around|roughly|approximately|close to|some|circa|an estimated){_MONEY}",
    re.IGNORECASE,
)
#: What a text must have for a number in it to be rounded.
MAY_HEDGE = frozenset(
    "nearly almost even quite under below less fewer close approaching more over above upwards"
    " about around roughly approximately some circa estimated".split()
)
#: The hedges that lie on one side.
BELOW, ABOVE = ("below", "less"), ("above", "more")
#: “Four in five”, which without any hedge is not exact to the point.
AS_ONE = "as one"
_MOST_APART = Fraction(1, 20)
#: “More than a billion” is true of 1.3 billion, and misleads where it is far more.
_MOST_ABOVE = Fraction(1, 3)
#: A bare number between these is a year, which nothing is rounded to.
_YEARS = (1700, 2100)


def hedge_before(text: str, start: int) -> str:
    """Return how a figure is said to be rounded; else nothing.

    ``near``, ``below`` and ``above`` are close to it, ``less`` and ``more`` on that side of it.
    """
    match = _HEDGE.search(text[max(0, start - 24) : start])
    return "" if match is None else (match.lastgroup or "near")


def in_other_units(key: str, unit: str) -> Iterator[tuple[str, str]]:
    """Yield the same figure as key and unit: ``("1120", "m")`` for ``("1.12", "km")``."""
    if key in _SPANS:
        yield _SPANS[key]
        key, unit = _SPANS[key]
    yield from ((span, "") for span, same in _SPANS.items() if same == (key, unit))
    match = _KEY.fullmatch(key)
    if not unit or match is None or match[1] or match[3]:
        return
    value = Fraction(match[2])
    for kind in _KINDS:
        for other, factor in kind.items() if unit in kind else ():
            if other != unit:
                yield format_value(value * kind[unit] / factor), other


def rounded_to(key: str, hedge: str, known: Iterable[str]) -> Iterator[str]:
    """Yield the keys of a source that a key is the rounded form of."""
    match = _KEY.fullmatch(key)
    if hedge in ("", AS_ONE) or match is None:
        return
    value, step = Fraction(match[2]), _step(match[2])
    for other in known:
        theirs = _KEY.fullmatch(other)
        if theirs is None or (theirs[1], theirs[3]) != (match[1], match[3]):
            continue
        exact = Fraction(theirs[2])
        if not other.isdecimal() or not _YEARS[0] <= exact <= _YEARS[1]:
            gap = exact - value
            near = abs(gap) * 2 <= step if hedge == "near" else abs(gap) < step
            right = gap < 0 if hedge in BELOW else gap > 0 if hedge in ABOVE else gap != 0
            most = _MOST_ABOVE if hedge in ("above", "more", "less") else _MOST_APART
            if near and right and abs(gap) <= value * most:
                yield other


def _step(digits: str) -> Fraction:
    """Return the place to which a number is given: 100 for 1200, a tenth for 83.5."""
    _whole, _, decimals = digits.partition(".")
    if decimals:
        return Fraction(1, 10 ** len(decimals))
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))
