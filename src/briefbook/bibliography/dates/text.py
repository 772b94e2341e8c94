"""Dates of bibliography entries: EDTF levels 0 and 1 (ISO 8601-2), and what older files write.

``2024-11-05``, ``2003/``, ``../2003``, ``-0049`` (50 BCE), ``2001-21`` (spring), ``199X``,
``1850~``, ``1850?``, ``2022-02-24T05:30:00Z``; ``year = {c. 1850}``, ``{2010b}``, ``{in press}``
and ``month = mar`` or ``{March}``.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass, replace

_POINT = re.compile(
    r"(?P<year>-?[0-9]{3,4}|-?[0-9]{1,3}X{1,3}|Y-?[0-9]{5,9}|[12][0-9]{2}[uxX]|[12][0-9][uxX]{2})"
    r"(?:-(?P<month>[0-9]{1,2}|XX|uu)(?:-(?P<day>[0-9]{1,2}|XX|uu))?)?"
    r"(?:[T ](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)"
    r"(?P<zone>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
    r"(?P<mark>[~?%]{0,2})"
)
_OPEN = {"", "..", "open", "unknown", "*"}
_YEAR_WORDS = re.compile(r"(?:c|ca|circa|about|um|около)\.?[\s~]*(-?[0-9]{3,4})(s?)", re.IGNORECASE)
_YEAR_LETTER = re.compile(r"([12][0-9]{3})([a-z])")
_YEAR_SPAN = re.compile(r"([0-9]{4})\s*(?:--?|–|/)\s*([0-9]{2}|[0-9]{4})")
_YEAR_MARKED = re.compile(r"[\[(“\"]?\s*([12][0-9]{3})\s*(\??)\s*[\])”\"]?\??[.,]?")
#: Dates that are not EDTF and can mean one thing alone.
_DAY_LAST = re.compile(r"([12][0-9]{3})[/.]([0-9]{1,2})[/.]([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([12][0-9]{3})")
_SLASHED = re.compile(r"(?:([0-9]{1,2})/)?([0-9]{1,2})/([12][0-9]{3})")
_DECADE = re.compile(r"(?:the\s+)?([12][0-9]{2})0['’]?s", re.IGNORECASE)
_SEASONS = {21: 1, 22: 2, 23: 3, 24: 4, 25: 1, 26: 2, 27: 3, 28: 4, 29: 1, 30: 2, 31: 3, 32: 4}
_UNDATED = {"n.d.", "nd", "n. d.", "s.d.", "o. j.", "o.j.", "undated", "no date", "s. a.", "s.a."}


@dataclass(frozen=True, slots=True)
class Point:
    """One date; ``year`` is astronomical (0 is 1 BCE); 0 for a month or day that is not given."""

    year: int
    month: int = 0
    day: int = 0
    season: int = 0
    time: str = ""
    circa: bool = False
    uncertain: bool = False
    #: How many of the year's last digits are not known: 1 for a decade, 2 for a century.
    unknown_digits: int = 0


@dataclass(frozen=True, slots=True)
class BibDate:
    """A date, a span (``None`` for an open end), or words such as ``in press``.

    ``literal`` is printed in place of a date, which then only sorts: ``[1998]``.
    """

    start: Point | None = None
    end: Point | None = None
    span: bool = False
    letter: str = ""
    literal: str = ""

    def __bool__(self) -> bool:
        return bool(self.start or self.end or self.literal)


def read_edtf(text: str) -> BibDate | None:
    """Read a ``date`` field; ``None`` where it is not EDTF."""
    ends = [end.strip() for end in text.strip().split("/")]
    if not any(ends) or len(ends) > 2:
        return None
    points = [_point(end) for end in ends]
    for end, point in zip(ends, points, strict=True):
        if point is None and (end.lower() not in _OPEN or len(ends) == 1):
            return None
    if len(points) == 1:
        return BibDate(points[0])
    return BibDate(points[0], points[1], span=True) if any(points) else None


def read_year(text: str) -> BibDate:
    """Read a ``year`` field: a year in any of its ways, or words, which are kept whole."""
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    if match := _DAY_LAST.fullmatch(text):
        text = f"{match[1]}-{match[2]}-{match[3]}"
    elif match := _DAY_FIRST.fullmatch(text):
        text = f"{match[3]}-{match[2]}-{match[1]}"
    elif match := _SLASHED.fullmatch(text):
        text = _unslashed(match) or text
    found = read_edtf(text)
    if found:
        return found
    return _other_year(text) or BibDate(literal="" if text.lower() in _UNDATED else text)


def _unslashed(match: re.Match[str]) -> str:
    """Return ``21/03/2019``, ``03/21/2019`` and ``09/2011`` as EDTF; none for ``03/04/2019``."""
    first, second, year = int(match[1] or 0), int(match[2]), match[3]
    if first > 12 or first == second:
        return f"{year}-{second:02}-{first:02}"
    if not first:
        return f"{year}-{second:02}"
    return f"{year}-{first:02}-{second:02}" if second > 12 else ""


def _other_year(text: str) -> BibDate | None:
    """Read what is not EDTF: 1850s, 2010b, c. 1850, 1990--95, [1998]."""
    if match := _DECADE.fullmatch(text):
        return BibDate(Point(int(match[1]) * 10, unknown_digits=1))
    if match := _YEAR_LETTER.fullmatch(text):
        return BibDate(Point(int(match[1])), letter=match[2])
    if match := _YEAR_WORDS.fullmatch(text):
        return BibDate(Point(int(match[1]), circa=True, unknown_digits=1 if match[2] else 0))
    if match := _YEAR_SPAN.fullmatch(text):
        last = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
        return BibDate(Point(int(match[1])), Point(int(last)), span=True)
    match = _YEAR_MARKED.fullmatch(text)
    if match is None:
        return None
    # [1998] says that the work does not give its year.
    supplied = f"[{match[1]}{match[2]}]" if text.startswith("[") else ""
    return BibDate(Point(int(match[1]), uncertain="?" in text), literal=supplied)


def read_month(date: BibDate, month: str, day: str = "") -> BibDate:
    """Add ``month`` (a number, a name, two joined, ``12~mar`` or a season) to a year."""
    if date.start is None or date.span or date.start.month or date.start.season or not month:
        return date
    start, date = date.start, replace(date, literal="")
    words = re.findall(r"\d+|[^\W\d_]+", month)
    named = [word for word in words if not word.isdigit()]
    months = [number for word in named or words if (number := month_number(word))]
    days = [int(word) for word in words if word.isdigit()] if named else []
    if not months:
        season = {"spring": 1, "summer": 2, "fall": 3, "autumn": 3, "winter": 4}.get(
            words[0].lower() if words else "", 0
        )
        return replace(date, start=replace(start, season=season))
    if len(days) == 2 and len(months) == 1 and _exists(start.year, months[0], days[1]):
        begin, end = (replace(start, month=months[0], day=each) for each in days)
        return replace(date, start=begin, end=end, span=True)
    known_day = int(day) if day.isdigit() else days[0] if len(days) == 1 else 0
    if not (known_day and _exists(start.year, months[0], known_day)):
        known_day = 0
    first = replace(start, month=months[0], day=known_day)
    if len(months) == 2 and months[1] > months[0]:
        return replace(date, start=first, end=replace(start, month=months[1]), span=True)
    return replace(date, start=first)


_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_OTHER_MONTHS = {
    "mär": 3, "mrz": 3, "mai": 5, "juin": 6, "juil": 7, "okt": 10, "dez": 12, "fév": 2, "avr": 4,
    "aoû": 8, "déc": 12, "ene": 1, "abr": 4, "ago": 8, "dic": 12,
}  # fmt: skip


def month_number(word: str) -> int:
    """Return 1 to 12 for a number or a name, by its first letters; 0 for anything else."""
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 and len(word) <= 2 else 0
    begin = word.lower()[:3]
    if begin in _MONTHS:
        return _MONTHS.index(begin) + 1
    return _OTHER_MONTHS.get(begin, 0)


def _point(text: str) -> Point | None:
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    year = match["year"].replace("u", "X").replace("x", "X").removeprefix("Y")
    digits = year.count("X")
    number, mark = int(year.replace("X", "0")), match["mark"]
    point = Point(
        number,
        circa="~" in mark or "%" in mark,
        uncertain="?" in mark or "%" in mark,
        unknown_digits=digits,
        time=match["time"][:5] + _zone(match["zone"]) if match["time"] else "",
    )
    month = match["month"] or ""
    if not month.isdigit():
        return point
    if int(month) in _SEASONS:
        return None if match["day"] else replace(point, season=_SEASONS[int(month)])
    if not 1 <= int(month) <= 12:
        return None
    day = match["day"] or ""
    if day.isdigit() and not _exists(number, int(month), int(day)):
        return None
    return replace(point, month=int(month), day=int(day) if day.isdigit() else 0)


def _zone(zone: str | None) -> str:
    return {None: "", "Z": " UTC"}.get(zone, f" UTC{zone}")


def _exists(year: int, month: int, day: int) -> bool:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    last = 29 if month == 2 and leap else calendar.monthrange(2023, month)[1]
    return 1 <= day <= last
