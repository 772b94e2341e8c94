"""The figures and dates of a text as claims that can be looked up in another text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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
from briefbook.checks.figures.date_context import date_runs, year_after
from briefbook.checks.figures.dates import either_key, find_dates
from briefbook.checks.figures.discourse import is_discourse
from briefbook.checks.figures.near_values import MAY_HEDGE, hedge_before
from briefbook.checks.figures.shares import find_parts, find_shares, same_share
from briefbook.checks.figures.times import find_times
from briefbook.checks.figures.trends import MAY_TREND, compared, trends
from briefbook.core.figures.find import Figure, find_figures, format_value
from briefbook.core.figures.number_words import lower_words
from briefbook.core.figures.numerals import UNITS
from briefbook.core.figures.patterns import UNIT_AFTER

#: Numbers that are no figures of the prose: they belong to a reference.
_REFERENCE = re.compile(
    r"(?:¶¶?|§§?|\b(?:chapters?|notes?|figures?|tables?|paragraphs?|pp?\.|No\.|Nos\.))\s*"
    r"(?:\d+[a-z]?(?:\s*(?:[,–-]|and)\s*))*$",
    re.IGNORECASE,
)
#: A heading that counts and says nothing: “Section 3”.
_NUMBERED = re.compile(
    r"\s*(?:section|part|chapter|step|annex|appendix)\s+\d+[.:]?\s*", re.IGNORECASE
)
#: What a text must have for one of the slow patterns to find something in it.
_MAY_REFER = frozenset(
    "chapter chapters note notes figure figures table tables paragraph paragraphs p pp no nos"
    .split()
)  # fmt: skip
_VAGUE = re.compile(
    r"dozens?|hundreds?|thousands?|millions?|billions?|trillions?|decades?|centur(?:y|ies)",
    re.IGNORECASE,
)
_EXACT = re.compile("dozen|hundred|thousand|million|billion|trillion", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure or a date: the text from ``start`` to ``end``, and the keys that identify it.

    ``keys`` must all be found. Of a figure, ``unit`` is the unit of time or measure behind it,
    ``rate`` the time for which it is given, ``bound`` whether it is an ``upper`` or a ``lower``
    one, ``leads_to`` the figure that it rises or falls to, and ``trend`` which way it goes. Of
    ``either`` one must be found: the times of day that a time can mean. A date that begins a run
    of dates ``leads_to`` its end.
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
    #: How a figure is said to be rounded: ``near``, ``below`` or ``above``.
    hedge: str = ""
    #: The year that a date is given.
    year: str = ""

    @property
    def has_sense(self) -> bool:
        """Whether anything besides its value determines the figure's meaning."""
        sense = self.unit or self.rate or self.bound or self.leads_to or self.trend or self.year
        return bool(sense)


@dataclass(frozen=True, slots=True)
class Known:
    """The units, rates, bounds and directions that a figure has in a text."""

    units: frozenset[str] = frozenset()
    rates: frozenset[str] = frozenset()
    bounds: frozenset[str] = frozenset()
    leads_to: frozenset[str] = frozenset()
    trends: frozenset[str] = frozenset()
    #: Of a date; empty strings for where it stands without a year.
    years: frozenset[str] = frozenset()


_NOTHING = Known()


def find_claims(text: str) -> list[Claim]:
    """Return the figures and dates of a text, in order; days belong to their date."""
    return _claims(text)


def _claims(text: str, *, known: bool = False) -> list[Claim]:
    """Return the claims; with ``known`` all that a claim elsewhere may be looked up among.

    These are also the days of dates, as the numbers they are, and every ordinal.
    """
    dates = _dates(text)
    times = [Claim(start, end, (), either=options) for start, end, options in find_times(text)]
    parts = [
        Claim(
            start, end, (key,), bound=bound_around(text, start, end, ""), trend=compared(text, end)
        )
        for start, end, key in (*find_shares(text), *find_parts(text, every=known))
    ]
    told = [*dates, *times, *parts]
    counts = [Claim(*found[:2], (found[2],)) for found in find_counts(text, every=known)]
    # “Three times the budget” is no three.
    told += [c for c in counts if c.keys[0].startswith("×")]
    figures = [
        f
        for f in _figures(text)
        if known or not (_inside(f, told) or is_discourse(text, f.start, f.end))
    ]
    found = [
        *dates,
        *times,
        *figures,
        *(c for c in counts if not _inside(c, [*figures, *parts])),
        *parts,
    ]
    return sorted(found, key=lambda c: (c.start, c.end)) if found[1:] else found


def _dates(text: str) -> list[Claim]:
    """Return the dates, each with its year, which both ends of a run can share."""
    found = [Claim(start, end, keys, is_date=True) for start, end, keys in find_dates(text)]
    runs = date_runs([(c.start, c.end) for c in found], text) if found[1:] else {}
    dates: list[Claim] = []
    for claim in reversed(found):
        year = claim.keys[-1] if claim.keys[-1].isdecimal() else year_after(text, claim.end)
        if claim.start in runs and dates:
            claim = replace(claim, leads_to=dates[-1].keys[0])  # noqa: PLW2901
            year = year or dates[-1].year
        dates.append(replace(claim, year=year))
    return dates[::-1]


def _inside(claim: Claim, others: list[Claim]) -> bool:
    return any(other.start <= claim.start and claim.end <= other.end for other in others)


def _figures(text: str) -> list[Claim]:
    if _NUMBERED.fullmatch(text):
        return []
    words = lower_words(text)
    refers = "¶" in text or "§" in text or not words.isdisjoint(_MAY_REFER)
    timed, bounded = not words.isdisjoint(MAY_RATE), not words.isdisjoint(MAY_BOUND)
    hedged = not words.isdisjoint(MAY_HEDGE)
    found: list[Claim] = []
    for figure in find_figures(text):
        key = _figure_key(figure, text)
        if key and not (refers and _REFERENCE.search(text[: figure.start])):
            # “million.” can be an abbreviation, or the end of a sentence.
            end = figure.end - figure.text.endswith(".")
            unit = unit_after(text, figure.end)
            found.append(
                Claim(
                    figure.start, end, (key,), unit=unit,
                    rate=rate_after(text, figure.end) if timed else "",
                    bound=bound_around(text, figure.start, figure.end, unit) if bounded else "",
                    hedge=hedge_before(text, figure.start) if hedged else "",
                )
            )  # fmt: skip
    if not words.isdisjoint(MAY_TREND):
        ways = trends(text, [(c.start, c.end) for c in found])
        found = [replace(c, trend=ways[c.start]) if c.start in ways else c for c in found]
    led = directions(text, [(c.start, c.end, c.keys[0]) for c in found]) if found[1:] else {}
    return [replace(c, leads_to=led[c.start]) if c.start in led else c for c in found]


@lru_cache(maxsize=65536)
def known_claims(text: str) -> dict[str, Known]:
    """Return the keys of all figures and dates of a text, each with its context."""
    found: dict[str, Known] = {}
    for claim in _claims(text, known=True):
        for key in claim.keys:
            before = found.get(key, _NOTHING)
            found[key] = _with(before, claim) if claim.has_sense or claim.is_date else before
            if other := _shared_percent(key, claim.leads_to):
                found[other] = _with(found.get(other, _NOTHING), claim)
            if claim.is_date:
                for less in (key.split("-")[0], either_key(key) or key):
                    found[less] = _with(found.get(less, _NOTHING), claim)
        for option in claim.either:
            found.setdefault(option, _NOTHING)
    for key in [*found]:
        if other := same_share(key):
            found.setdefault(other, found[key])
    return found


def _shared_percent(key: str, leads_to: str) -> str:
    """Return ``26%`` for the 26 of “19 percent, down from 26”: both ends are percentages."""
    plain = key.isdecimal() and leads_to.endswith("%")
    return f"{key}%" if plain else ""


def _with(known: Known, claim: Claim) -> Known:
    return Known(
        known.units | {claim.unit} - {""},
        known.rates | {claim.rate} - {""},
        known.bounds | {claim.bound} - {""},
        known.leads_to | {claim.leads_to} - {""},
        known.trends | {claim.trend} - {""},
        known.years | {claim.year} if claim.is_date else known.years,
    )


#: “A dozen” is twelve, “the dozen” and “several thousand” are no numbers.
_ONE_OF_THEM = re.compile(r"\ban?\s+$", re.IGNORECASE)


def _figure_key(figure: Figure, text: str) -> str:
    if figure.certain:
        return figure.key
    before = text[max(0, figure.start - 3) : figure.start]
    if _EXACT.fullmatch(figure.text) and _ONE_OF_THEM.search(before):
        unit = UNIT_AFTER.match(text, figure.end)
        return replace(
            figure, unit=UNITS[(unit[1] or unit[2]).lower()] if unit else figure.unit
        ).key
    if _VAGUE.fullmatch(figure.text):
        # “hundreds”, “several million”: no number, but an order of magnitude.
        span = {"d": "decade", "c": "century"}.get(figure.text[0].lower(), "")
        if span and figure.text[-1] in "sS":
            span += "s"  # “decades”: more than ten years
        if figure.text.lower().startswith("dozen"):
            span = "dozen"
        return f"~{span or format_value(figure.value)}"
    return ""
