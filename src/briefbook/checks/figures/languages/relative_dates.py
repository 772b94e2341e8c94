"""Times that a text gives by the day on which it appeared: “last month”, “지난달”.

“On 3 March” in an article of June 2024 is of 2024, and “on Tuesday” the last Tuesday before it.
What may be another year, as “in September” before September, can be neither found nor refuted.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from briefbook.checks.figures.dates.days import find_dates
from briefbook.checks.figures.languages.sense_tables import english, senses_of

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?$")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = re.compile(r"month(\d+)(?:-(\d+))?")
_MONTHS = 12
#: “4일”, “4日”: a day of the month, but no length of time and no day of a named month.
_DAY_ALONE = re.compile(
    r"(?<![\d월月.,])(?<![월月] )(3[01]|[12]\d|[1-9])[일日號号]"
    r"(?!\s?(?:간|동안|째|만에|이상|이내|연속|정도|間|以|目|本|元|程))"
)


@lru_cache(maxsize=8192)
def told_by(text: str, date: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of figures and dates that a text of a date means, surely and perhaps.

    The year that a month perhaps is of stands behind the month's key: ``month9 2024``.
    ``date`` is EDTF, ``2024-11-05`` or less; of another form, or none, nothing can be told.
    """
    when = _DATE.fullmatch(date)
    if when is None:
        return frozenset(), frozenset()
    year, month, day = int(when[1]), int(when[2] or 0), int(when[3] or 0)
    sure = {key for name in _times(text) for key in _of_time(name, year, month, day)}
    perhaps: set[str] = set()
    for key in _dates(text):
        if match := _MONTH.fullmatch(key):
            _of_month(int(match[1]), year, month, sure, perhaps)
        elif key in _DAYS and day:
            perhaps |= _of_weekday(_DAYS.index(key), dt.date(year, month, day), sure)
    if month and day:
        for match in _DAY_ALONE.finditer(text):
            sure |= {*_of_day(int(match[1]), dt.date(year, month, day))}
    if sure:
        # Told by the day itself, the rest of the text mostly is of its year too.
        perhaps.add(str(year))
    return frozenset(sure), frozenset(perhaps - sure)


def _times(text: str) -> Iterator[str]:
    for senses in (english(), *senses_of(text)):
        yield from (name for name, pattern in senses.times if pattern.search(text))


def _dates(text: str) -> Iterator[str]:
    """Yield the keys of the dates of a text that have no year."""
    for _start, _end, keys in find_dates(text):
        if not keys[-1].isdecimal():
            yield from keys


def _of_time(name: str, year: int, month: int, day: int) -> Iterator[str]:
    step = {"last": -1, "this": 0, "next": 1}.get(name.partition("_")[0], 0)
    if name.endswith("year"):
        yield str(year + step)
    elif name.endswith("month") and month:
        place = month - 1 + step
        yield f"month{place % _MONTHS + 1}"
        yield str(year + place // _MONTHS)
    elif day and "_" not in name:
        offset = {"yesterday": -1, "today": 0, "tomorrow": 1}[name]
        yield from _day(dt.date(year, month, day) + dt.timedelta(offset))


def _day(date: dt.date) -> Iterator[str]:
    yield from (str(date.year), f"month{date.month}", f"month{date.month}-{date.day}")
    yield _DAYS[date.weekday()]


def _of_day(day: int, date: dt.date) -> Iterator[str]:
    """Yield the keys of the last day of a number up to a date: “4일” in news of 5 November."""
    while date.day != day:
        date -= dt.timedelta(1)
    yield from _day(date)


def _of_month(other: int, year: int, month: int, sure: set[str], perhaps: set[str]) -> None:
    if month and other <= month:
        sure.add(str(year))
        perhaps.add(f"month{other} {year + 1}")
    else:
        perhaps |= {f"month{other} {each}" for each in (year, year - 1)}


def _of_weekday(weekday: int, date: dt.date, sure: set[str]) -> set[str]:
    back = (date.weekday() - weekday) % 7
    sure |= {*_day(date - dt.timedelta(back))}
    # “Will meet on Friday”, or a week before.
    around = (date + dt.timedelta(7 - back), date - dt.timedelta(back + 7))
    return {key for each in around for key in _day(each)}
