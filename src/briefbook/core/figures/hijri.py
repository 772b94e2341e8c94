"""Years, months and days of the Islamic calendar as those of the common one.

By the tabular calendar (Dershowitz and Reingold, *Calendrical Calculations*, chapter 7); as months
begin by the sighting of the moon, a day may be one earlier or later than it says.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from briefbook.core.figures.fractions import ascii_digits
from briefbook.core.figures.language_tables import HIJRI_MONTHS
from briefbook.core.figures.numerals import any_of

_YEAR = r"(1[2-5]\d\d)"
_ERA = r"(?:\s?(?:هـ|ه(?!\w)|هجرية|هجري|AH\b|A\.H\.|هجرى))"
_DATE = re.compile(
    rf"(?<!\d)(?:(\d{{1,2}})\s+)?(?:من\s+)?({any_of(HIJRI_MONTHS)})(?:\s+(\d{{1,2}}),?)?"
    rf"(?:\s+(?:عام|سنة|لعام)?\s*{_YEAR}{_ERA}?)",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(rf"(?<!\d){_YEAR}{_ERA}|\bAH\s?{_YEAR}\b")
#: A year of that calendar in which somebody prints.
_MAY = re.compile(r"(?<!\d)1[2-5]\d\d(?!\d)")
#: Its first day, 16 July 622 of the Julian calendar, as an ordinal of ``datetime``.
_EPOCH = 227015


def hijri_keys(text: str) -> Iterator[str]:
    """Yield the years, months and days that the Islamic dates of a text are."""
    plain = ascii_digits(text)
    if not _MAY.search(plain):
        return
    for match in _DATE.finditer(plain):
        month, year = HIJRI_MONTHS[match[2].lower()], int(match[4])
        day = int(match[1] or match[3] or 0)
        yield from _keys(year, month, day)
    for match in _YEAR_ALONE.finditer(plain):
        year = int(match[1] or match[2])
        yield from {str(_common(year, 1, 1).year), str(_common(year, 12, 29).year)}


def _keys(year: int, month: int, day: int) -> Iterator[str]:
    for offset in (-1, 0, 1) if day else (0, 29):
        date = _common(year, month, day or 1) + dt.timedelta(offset)
        yield from (str(date.year), f"month{date.month}")
        if day:
            yield f"month{date.month}-{date.day}"


def _common(year: int, month: int, day: int) -> dt.date:
    days = day + (month - 1) * 29 + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return dt.date.fromordinal(_EPOCH - 1 + days)
