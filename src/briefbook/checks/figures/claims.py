"""The figures and dates of a text as claims that can be looked up in another text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from briefbook.checks.figures.context import (
    MAY_BOUND,
    MAY_RATE,
    bound_around,
    directions,
    rate_after,
    unit_after,
)
from briefbook.checks.figures.counts import find_counts
from briefbook.checks.figures.dates import either_key, find_dates
from briefbook.checks.figures.discourse import is_discourse
from briefbook.checks.figures.times import find_times
from briefbook.checks.figures.trends import MAY_TREND, trends
from briefbook.core.figures.find import Figure, find_figures, format_value
from briefbook.core.figures.number_words import lower_words
from briefbook.core.figures.numerals import PARTS, WORDS, any_of

#: Numbers that are no figures of the prose: they belong to a reference.
_REFERENCE = re.compile(
    r"(?:¶¶?|§§?|\b(?:chapters?|notes?|figures?|tables?|paragraphs?|pp?\.|No\.|Nos\.))\s*"
    r"(?:\d+[a-z]?(?:\s*(?:[,–-]|and)\s*))*$",
    re.IGNORECASE,
)
#: What a text must have for one of the slow patterns to find something in it.
_MAY_REFER = frozenset(
    "chapter chapters note notes figure figures table tables paragraph paragraphs p pp no nos"
    .split()
)  # fmt: skip
_MAY_PART = frozenset(PARTS)
_NO_SHARE = (
    "cities countries places days weeks months years hours minutes dimensions january february "
    "march april may june july august september october november december"
).split(" ")
_VAGUE = re.compile(
    r"dozens?|hundreds?|thousands?|millions?|billions?|trillions?|decades?|centur(?:y|ies)",
    re.IGNORECASE,
)

#: … a number of others: “two in three”, but not “three in 2024” or “two in one”.
_SHARE = re.compile(
    rf"(?<![\w.,-])({any_of(WORDS)}|\d{{1,2}})\s+(?:in|out\s+of)\s+(?:every\s+)?"
    rf"({any_of(WORDS)}|\d{{1,2}}|100|1,?000)\b(?![.,]?\d|\s+(?:{any_of(_NO_SHARE)}))",
    re.IGNORECASE,
)
_MAY_SHARE = re.compile(
    r" (?:in|out of) (?:every )?(?:\d|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
)
_ANY_PART = re.compile(rf"\b({any_of(PARTS)})s?\b", re.IGNORECASE)
#: A part of something, where that is surely meant: “by a third”, “nearly half”, “a quarter of”.
_PART = re.compile(
    r"\b(?:by|down|up|nearly|almost|about|roughly|around|over|under|than|some)\s+(?:an?\s+|one\s+)?"
    rf"({any_of(PARTS)})\b|\ban?\s+({any_of(PARTS)})(?=\s+of\b)"
    r"|(?<!first )(?<!second )(?<!other )(?<!latter )(?<!better )(?<!the )\b(half)"
    r"(?=\s+(?:of|the|his|her|its|their|our)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure or a date: the text from ``start`` to ``end``, and the keys that identify it.

    ``keys`` must all be found. Of a figure, ``unit`` is the unit of time or measure behind it,
    ``rate`` the time for which it is given, ``bound`` whether it is an ``upper`` or a ``lower``
    one, ``leads_to`` the figure that it rises or falls to, and ``trend`` which way it goes. Of
    ``either`` one must be found: the times of day that a time can mean.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    is_date: bool = False
    unit: str = ""
    rate: str = ""
    bound: str = ""
    leads_to: str = ""
    trend: str = ""
    either: tuple[str, ...] = ()

    @property
    def has_sense(self) -> bool:
        """Whether anything but its value says what the figure means."""
        return bool(self.unit or self.rate or self.bound or self.leads_to or self.trend)


@dataclass(frozen=True, slots=True)
class Known:
    """The units, rates, bounds and directions that a figure has in a text."""

    units: frozenset[str] = frozenset()
    rates: frozenset[str] = frozenset()
    bounds: frozenset[str] = frozenset()
    leads_to: frozenset[str] = frozenset()
    trends: frozenset[str] = frozenset()


_NOTHING = Known()


def find_claims(text: str) -> list[Claim]:
    """Return the figures and dates of a text, in order; days belong to their date."""
    return _claims(text)


def _claims(text: str, *, known: bool = False) -> list[Claim]:
    """Return the claims; with ``known`` all that a claim elsewhere may be looked up among.

    These are also the days of dates, as the numbers they are, and every ordinal.
    """
    dates = [Claim(start, end, keys, is_date=True) for start, end, keys in find_dates(text)]
    times = [Claim(start, end, (), either=options) for start, end, options in find_times(text)]
    parts = [*_shares(text), *_parts(text, every=known)]
    told = [*dates, *times, *parts]
    figures = [
        f
        for f in _figures(text)
        if known or not (_inside(f, told) or is_discourse(text, f.start, f.end))
    ]
    counts = [Claim(*found[:2], (found[2],)) for found in find_counts(text, every=known)]
    found = [
        *dates,
        *times,
        *figures,
        *(c for c in counts if not _inside(c, [*figures, *parts])),
        *parts,
    ]
    return sorted(found, key=lambda c: (c.start, c.end))


def _inside(claim: Claim, others: list[Claim]) -> bool:
    return any(other.start <= claim.start and claim.end <= other.end for other in others)


def _figures(text: str) -> list[Claim]:
    words = lower_words(text)
    refers = "¶" in text or "§" in text or not words.isdisjoint(_MAY_REFER)
    timed, bounded = not words.isdisjoint(MAY_RATE), not words.isdisjoint(MAY_BOUND)
    found: list[Claim] = []
    for figure in find_figures(text):
        key = _figure_key(figure)
        if key and not (refers and _REFERENCE.search(text[: figure.start])):
            # “million.” can be an abbreviation, or the end of a sentence.
            end = figure.end - figure.text.endswith(".")
            unit = unit_after(text, figure.end)
            found.append(
                Claim(
                    figure.start, end, (key,), unit=unit,
                    rate=rate_after(text, figure.end) if timed else "",
                    bound=bound_around(text, figure.start, figure.end, unit) if bounded else "",
                )
            )  # fmt: skip
    if not words.isdisjoint(MAY_TREND):
        ways = trends(text, [(c.start, c.end) for c in found])
        found = [replace(c, trend=ways[c.start]) if c.start in ways else c for c in found]
    led = directions(text, [(c.start, c.end, c.keys[0]) for c in found]) if found[1:] else {}
    return [replace(c, leads_to=led[c.start]) if c.start in led else c for c in found]


def _parts(text: str, *, every: bool) -> Iterator[Claim]:
    """Yield parts of something; with ``every`` also what may be an ordinal instead."""
    if _MAY_PART.isdisjoint(lower_words(text)):
        return
    for match in _PART.finditer(text):
        start = next(match.start(n) for n in (1, 2, 3) if match[n])
        word = (match[1] or match[2] or match[3]).lower()
        bound = bound_around(text, start, match.end(), "")
        yield Claim(start, match.end(), (_part_key(word),), bound=bound)
    for match in _ANY_PART.finditer(text) if every else ():
        yield Claim(*match.span(), (_part_key(match[1].lower()),))


def _part_key(word: str) -> str:
    return format_value(Fraction(1, PARTS[word]))


def _shares(text: str) -> Iterator[Claim]:
    """Yield shares: “two in three”, “1 in 5”, “one out of every four”."""
    if not _MAY_SHARE.search(text):
        return
    for match in _SHARE.finditer(text):
        part, whole = (_count(match[n]) for n in (1, 2))
        if 0 < part < whole:
            bound = bound_around(text, match.start(), match.end(), "")
            yield Claim(*match.span(), (format_value(Fraction(part, whole)),), bound=bound)


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else WORDS[word.lower()]


@lru_cache(maxsize=65536)
def known_claims(text: str) -> dict[str, Known]:
    """Return the keys of all figures and dates of a text, each with what it stands with."""
    found: dict[str, Known] = {}
    for claim in _claims(text, known=True):
        for key in claim.keys:
            before = found.get(key, _NOTHING)
            found[key] = _with(before, claim) if claim.has_sense else before
            if claim.is_date:
                found.setdefault(key.split("-")[0], _NOTHING)
                found.setdefault(either_key(key) or key, _NOTHING)
        for option in claim.either:
            found.setdefault(option, _NOTHING)
    for key in [*found]:
        if other := _same_share(key):
            found.setdefault(other, found[key])
    return found


def _same_share(key: str) -> str:
    """Return a share in the other spelling: ``0.2`` for ``20%``, ``20%`` for ``0.2``."""
    number = key.removesuffix("%")
    if number == key and "/" not in key and not key.startswith("0."):
        return ""
    try:
        value = Fraction(number)
    except ValueError:
        return ""
    if number != key:
        return format_value(value / 100) if 0 < value < _ALL else ""
    return f"{format_value(value * 100)}%" if 0 < value < 1 else ""


_ALL = 100


def _with(known: Known, claim: Claim) -> Known:
    return Known(
        known.units | {claim.unit} - {""},
        known.rates | {claim.rate} - {""},
        known.bounds | {claim.bound} - {""},
        known.leads_to | {claim.leads_to} - {""},
        known.trends | {claim.trend} - {""},
    )


def _figure_key(figure: Figure) -> str:
    if figure.certain:
        return figure.key
    if _VAGUE.fullmatch(figure.text):
        # “hundreds”, “several million”: no number, but an order of magnitude.
        span = {"d": "decade", "c": "century"}.get(figure.text[0].lower(), "")
        if figure.text.lower().startswith("dozen"):
            span = "dozen"
        return f"~{span or format_value(figure.value)}"
    return ""
