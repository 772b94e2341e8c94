"""The figures and dates of a text as claims that can be looked up in another text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from briefbook.checks.evidence.kept_claims import MEMO
from briefbook.checks.figures.claim import Claim
from briefbook.checks.figures.context import (
    MAY_BOUND,
    MAY_RATE,
    bound_around,
    directions,
    has_bound_sign,
    rate_after,
    unit_after,
)
from briefbook.checks.figures.counted_things import counts_something, things_behind
from briefbook.checks.figures.counts import find_counts
from briefbook.checks.figures.dates.date_claims import date_claims, with_month
from briefbook.checks.figures.dates.times import find_times
from briefbook.checks.figures.dates.years import OF_FIRST, decade_at, is_year, year_of
from briefbook.checks.figures.discourse import is_discourse
from briefbook.checks.figures.languages.other_senses import (
    bound_beside,
    hedge_beside,
    leads_on,
    parts_beside,
    trends_beside,
    unit_beside,
)
from briefbook.checks.figures.languages.periods import find_periods
from briefbook.checks.figures.languages.sense_tables import senses_of
from briefbook.checks.figures.near_values import AS_ONE, MAY_HEDGE, hedge_before
from briefbook.checks.figures.shares import find_any_parts, find_parts, find_shares
from briefbook.checks.figures.trends import MAY_TREND, compared, trend_before, trends
from briefbook.checks.figures.vague_amounts import figure_key, with_vague_joined
from briefbook.core.figures.find import find_figures
from briefbook.core.figures.myriads import counted_by_jo
from briefbook.core.figures.number_words import lower_words

#: Numbers that are not figures of the prose: they belong to a reference.
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


def find_claims(text: str) -> Sequence[Claim]:
    """Return the figures and dates of a text, in order; days belong to their date."""
    return all_claims(text)


def all_claims(text: str, *, known: bool = False) -> Sequence[Claim]:
    """Return the claims; with ``known`` all that a claim elsewhere may be looked up among.

    These are also the days of dates, as the numbers they are, and every ordinal.
    """
    memo = MEMO.get()
    return memo.claims(text, known, _all_claims) if memo else _all_claims(text, known)


def _all_claims(text: str, known: bool) -> list[Claim]:
    dates = date_claims(text)
    times = [Claim(start, end, (), either=options) for start, end, options in find_times(text)]
    parts = [part for part in _parts(text, known=known) if not _inside(part, times)]
    times += [
        Claim(start, end, (), is_date=True, either=options)
        for start, end, options in find_periods(text, known=known)
    ]
    told = [*dates, *times, *parts]
    counts = [Claim(*found[:2], (found[2],)) for found in find_counts(text, every=known)]
    # “Three times the budget” is not a three.
    told += [c for c in counts if c.keys[0].startswith("×")]
    figures = [
        f
        for f in _figures(text)
        if known or not (_inside(f, told) or is_discourse(text, f.start, f.end))
    ]
    found = [
        *dates,
        *times,
        *(with_month(figure, dates) for figure in figures),
        *(c for c in counts if not _inside(c, [*figures, *parts])),
        *parts,
    ]
    return sorted(found, key=lambda c: (c.start, c.end)) if found[1:] else found


def _parts(text: str, *, known: bool) -> Iterator[Claim]:
    for start, end, key, doubtful in find_any_parts(text) if known else ():
        yield Claim(start, end, (key,), trend=_trend(text, start, end), doubtful=doubtful)
    for start, end, key in (*find_shares(text), *find_parts(text)):
        yield Claim(
            start, end, (key,), bound=bound_around(text, start, end, ""),
            trend=_trend(text, start, end), hedge=hedge_before(text, start) or AS_ONE,
        )  # fmt: skip
    for start, end, key in parts_beside(text, every=known):
        yield Claim(
            start, end, (key,), bound=bound_beside(text, start, end),
            hedge=hedge_beside(text, start, end),
        )  # fmt: skip


def _trend(text: str, start: int, end: int) -> str:
    """Return which way a part goes: “rose by a fifth”, “a third more”."""
    return trend_before(text, start) or compared(text, end)


def _inside(claim: Claim, others: list[Claim]) -> bool:
    return any(other.start <= claim.start and claim.end <= other.end for other in others)


def _figures(text: str) -> list[Claim]:
    if _NUMBERED.fullmatch(text):
        return []
    words = lower_words(text)
    refers = "¶" in text or "§" in text or not words.isdisjoint(_MAY_REFER)
    timed, bounded = not words.isdisjoint(MAY_RATE), not words.isdisjoint(MAY_BOUND)
    bounded = bounded or has_bound_sign(text)
    hedged = not words.isdisjoint(MAY_HEDGE)
    dated = "in" in words
    found: list[Claim] = []
    for figure in with_vague_joined(find_figures(text), text):
        key = decade_at(text, figure.start, figure.end) or figure_key(figure, text)
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
                    counts=bool(unit or figure.unit) or counts_something(text, end),
                    things=() if unit or figure.unit else things_behind(text, end),
                    other=counted_by_jo(figure.text),
                    year=year_of(text, figure.start, figure.end) if dated else "",
                )
            )  # fmt: skip
    if hedged:
        found = [_with_words(claim, text) for claim in _hedged_together(found, text)]
    if not words.isdisjoint(MAY_TREND):
        ways = trends(text, _without_years_of_first(found, text))
        found = [replace(c, trend=ways[c.start]) if c.start in ways else c for c in found]
    steps = _without_years_of_first(found, text)
    keys = {c.start: c.keys[0] for c in found}
    led = directions(text, [(*step, keys[step[0]]) for step in steps]) if found[1:] else {}
    found = [replace(c, leads_to=led[c.start]) if c.start in led else c for c in found]
    return _in_other_languages(text, found) if senses_of(text) else found


def _without_years_of_first(found: Sequence[Claim], text: str) -> list[tuple[int, int]]:
    """Return where figures stand; one whose year follows goes on to the end of that year."""
    spans: list[tuple[int, int]] = []
    for claim in found:
        if not spans or claim.start >= spans[-1][1]:
            year = OF_FIRST.match(text, claim.end)
            spans.append((claim.start, year.end() if year else claim.end))
    return spans


_BEHIND = re.compile(r"(?:\s+[a-z][\w'’-]*){2}", re.IGNORECASE)


def _with_words(claim: Claim, text: str) -> Claim:
    behind = _BEHIND.match(text, claim.end) if claim.hedge else None
    return replace(claim, beside=" ".join(behind[0].lower().split())) if behind else claim


_AND = re.compile(
    r"(?:\s+(?!by\b|to\b|of\b|in\b|on\b)[a-z-]+){0,3}?,?\s+(?:and|or)\s+(?:US\$|[$€£¥])?"
)


def _hedged_together(found: Sequence[Claim], text: str) -> Iterator[Claim]:
    """Yield figures; “about” holds for both of “about 788,000 cases and 5,600 deaths”."""
    last: Claim | None = None
    for claim in found:
        together = last is not None and last.hedge == "near" and not claim.hedge
        if last and together and _AND.fullmatch(text, last.end, claim.start):
            claim = replace(claim, hedge="near")  # noqa: PLW2901
        last = claim
        yield claim


def _steps(found: Sequence[Claim], text: str) -> Iterator[tuple[Claim, Claim]]:
    """Yield figures that follow each other, with and without a bare year between them."""
    yield from pairwise(found)
    for one, year, other in zip(found, found[1:], found[2:], strict=False):
        if is_year(text, year.start, year.end):
            yield one, other


def _in_other_languages(text: str, found: list[Claim]) -> list[Claim]:
    """Give figures what the words of another language around them say."""
    ways = trends_beside(text, [(c.start, c.end) for c in found])
    following = {
        one.start: other.keys[0]
        for one, other in _steps(found, text)
        if one.keys != other.keys and leads_on(text, text[one.end : other.start])
    }
    return [
        replace(
            c,
            unit=c.unit or unit_beside(text, c.end),
            bound=c.bound or bound_beside(text, c.start, c.end),
            hedge=c.hedge or hedge_beside(text, c.start, c.end),
            trend=c.trend or ways.get(c.start, ""),
            leads_to=c.leads_to or following.get(c.start, ""),
        )
        for c in found
    ]
