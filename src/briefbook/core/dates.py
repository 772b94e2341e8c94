"""Dates as sources give them: a subset of EDTF (ISO 8601-2), and how a reader sees them.

``2024``, ``2024-11``, ``2024-11-05``, ``2024-11-05T14:30Z``; ``~`` about, ``?`` uncertain, ``%``
both; ``202X`` and
``2024-1X`` for digits that are not known; ``A/B`` for some time between A and B.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from briefbook.core.words.labels import day_words, label, labels, message

_DATE = re.compile(
    r"(?P<year>[0-9]{2}[0-9X]{2})"
    r"(?:-(?P<month>[0-9]{2}|[01X]X)(?:-(?P<day>[0-9]{2}|[0-3X]X)"
    r"(?:T(?P<time>[0-2][0-9]:[0-5][0-9])(?::[0-5][0-9])?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
    r")?)?(?P<mark>[~?%]?)"
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MARKS = {
    "~": message("about {date}"), "?": message("perhaps {date}"),
    "%": message("perhaps about {date}"),
}  # fmt: skip


class DateError(ValueError):
    """The text is not a date that EDTF allows; the message says what is expected."""


@dataclass(frozen=True, slots=True)
class Date:
    """One date with its precision: ``month`` and ``day`` are empty where not given."""

    year: str
    month: str
    day: str
    mark: str
    #: The hour of the day, as ``14:30 UTC``; empty where it is not given.
    time: str = ""

    def words(self) -> str:
        """Return e.g. ``5 November 2024``, ``about November 2024``, ``the 2020s``."""
        said = self._plain()
        return label(_MARKS[self.mark], date=said) if self.mark else said

    def _plain(self) -> str:
        if "X" in self.year:
            return label("the {year}s", year=self.year.replace("X", "0"))
        month = int(self.month) if self.month and "X" not in self.month else 0
        day = int(self.day) if month and self.day and "X" not in self.day else 0
        time = f", {self.time}" if self.time and day else ""
        if not labels().english:
            return day_words(int(self.year), month, day) + time
        words = (str(day) if day else "", _MONTHS[month - 1] if month else "", self.year)
        return " ".join(filter(None, words)) + time


def parse_date(text: str) -> tuple[Date, ...]:
    """Read a date, or the two ends of a span.

    Raises :class:`DateError` for anything else, and for a span that runs backwards.
    """
    parts = tuple(_parse_one(part, text) for part in text.strip().split("/"))
    if len(parts) > 2:
        raise DateError(f"{text!r} has more than two ends; expected e.g. 2025-07-05/2025-07-13")
    if len(parts) == 2 and _key(parts[0]) > _key(parts[1]):
        raise DateError(f"{text!r} runs backwards; put the earlier date first")
    return parts


def _key(date: Date) -> tuple[str, str, str]:
    return (date.year.replace("X", "0"), date.month or "00", date.day or "00")


def _parse_one(part: str, whole: str) -> Date:
    match = _DATE.fullmatch(part.strip())
    if match is None:
        raise DateError(
            f"{whole!r} is not a date; expected e.g. 2024, 2024-11, 2024-11-05, 2024-11~ or "
            "2025-07-05/2025-07-13"
        )
    zone = {"Z": " UTC", None: ""}.get(match["zone"], f" UTC{match['zone']}")
    time = f"{match['time']}{zone}" if match["time"] else ""
    date = Date(match["year"], match["month"] or "", match["day"] or "", match["mark"], time)
    if int(date.year.replace("X", "0")) == 0:
        raise DateError(f"{whole!r}: there is no year {date.year}; years begin with 0001")
    month = date.month if date.month.isdigit() else "01"
    if not 1 <= int(month) <= 12:
        raise DateError(f"{whole!r}: there is no month {date.month}")
    if date.day.isdigit() and not 1 <= int(date.day) <= _last_of_month(date, int(month)):
        raise DateError(f"{whole!r}: there is no day {date.day} in month {date.month}")
    return date


def date_words(text: str) -> str:
    """Say a date for a reader: ``between 5 July 2025 and 13 July 2025`` in its shortest form."""
    dates = parse_date(text)
    if len(dates) == 1:
        return dates[0].words()
    first, last = dates
    one_month = (first.year, first.month) == (last.year, last.month) and first.day and last.day
    if one_month and labels().english:
        return f"between {int(first.day)} and {last.words()}"
    return label("between {first} and {last}", first=first.words(), last=last.words())


#: Why a date is inferred where `briefbook add` found it so.
_OWN_REASONS = (
    message("read off the page"),
    message("from its address"),
    message("the only date on the page"),
    message("the page was last changed then"),
)


def basis_words(basis: str) -> str:
    """Return what a date is based on: ``stated``, or ``inferred:`` and why."""
    if basis.startswith("inferred:"):
        why = basis.removeprefix("inferred:").strip()
        return label("inferred: {why}", why=label(why) if why in _OWN_REASONS else why)
    return label("stated") if basis == "stated" else basis


def first_day(text: str) -> str:
    """Return a date that sorts: the first day that the EDTF text allows; empty for empty."""
    return _day(parse_date(text)[0], "0", "01", "01") if text else ""


def last_day(text: str) -> str:
    """Return a date that sorts: the last day that the EDTF text allows; empty for empty."""
    return _day(parse_date(text)[-1], "9", "12", "31") if text else ""


def _day(date: Date, digit: str, month: str, day: str) -> str:
    """Fill what is not known; an unknown digit of a month or day leaves the whole part open."""
    known_month = date.month if date.month.isdigit() else month
    known_day = date.day if date.day.isdigit() else ""
    if not known_day:
        known_day = day if day == "01" else f"{_last_of_month(date, int(known_month)):02}"
    return f"{date.year.replace('X', digit)}-{known_month}-{known_day}"


def _last_of_month(date: Date, month: int) -> int:
    year = int(date.year.replace("X", "9"))
    return calendar.monthrange(year, month)[1]


def day_number(text: str) -> tuple[float, float]:
    """Return the first and the last day that an EDTF text allows, in days since 1970-01-01."""
    epoch = dt.date(1970, 1, 1)
    days = (dt.date.fromisoformat(end(text)) for end in (first_day, last_day))
    first, last = ((day - epoch).days for day in days)
    return float(first), float(last)
