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
    {"ml": 1, "litre": 1000},
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
    rf"\b(?:(?P<below>nearly|almost|just under|approaching)"
    rf"|(?P<above>more than|(?:just|well|slightly|a little) over|over|above|upwards of)"
    rf"|about|around|roughly|approximately|close to|some|circa|an estimated){_MONEY}",
    re.IGNORECASE,
)
#: What a text must have for a number in it to be rounded.
MAY_HEDGE = frozenset(
    "nearly almost under close approaching more over above upwards about around roughly"
    " approximately some circa estimated".split()
)
_MOST_APART = Fraction(1, 20)
#: “More than a billion” is true of 1.3 billion, and misleads where it is far more.
_MOST_ABOVE = Fraction(1, 3)
#: A bare number between these is a year, which nothing is rounded to.
_YEARS = (1700, 2100)


def hedge_before(text: str, start: int) -> str:
    """Return how a figure is said to be rounded: ``near``, ``below``, ``above``; else nothing."""
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
    if not hedge or match is None:
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
            right = gap < 0 if hedge == "below" else gap > 0 if hedge == "above" else gap != 0
            most = _MOST_ABOVE if hedge == "above" else _MOST_APART
            if near and right and abs(gap) <= value * most:
                yield other


def _step(digits: str) -> Fraction:
    """Return the place to which a number is given: 100 for 1200, a tenth for 83.5."""
    _whole, _, decimals = digits.partition(".")
    if decimals:
        return Fraction(1, 10 ** len(decimals))
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))
