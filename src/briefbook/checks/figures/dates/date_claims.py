"""The dates of a text as claims, each with the year, bound and run that it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefbook.checks.figures.claim import Claim
from briefbook.checks.figures.dates.days import date_runs, find_dates, year_after
from briefbook.checks.figures.languages.other_senses import date_bound
from briefbook.checks.figures.languages.sense_tables import english, senses_of

#: So many letters stand between a month and its year at most: “3 березня, 2025”.
_BESIDE = 4


def date_claims(text: str) -> list[Claim]:
    """Return the dates, each with its year, which both ends of a run can share."""
    found = [Claim(start, end, keys, is_date=True) for start, end, keys in find_dates(text)]
    runs = date_runs([(c.start, c.end) for c in found], text) if found[1:] else {}
    dates: list[Claim] = []
    for claim in reversed(found):
        year = claim.keys[-1] if claim.keys[-1].isdecimal() else year_after(text, claim.end)
        if claim.start in runs and dates:
            claim = replace(claim, leads_to=dates[-1].keys[0])  # noqa: PLW2901
            year = year or dates[-1].year
        bound = date_bound(text, claim.start, claim.end, (*senses_of(text), english()))
        dates.append(replace(claim, year=year, bound=bound))
    return dates[::-1]


def with_month(claim: Claim, dates: Sequence[Claim]) -> Claim:
    """Give a year the month beside it: of “March 2025”, of “2025년 3월”."""
    for date in dates:
        apart = max(date.start - claim.end, claim.start - date.end)
        if apart <= _BESIDE and date.keys[0].startswith("month"):
            return replace(claim, month=date.keys[0].partition("-")[0])
    return claim
