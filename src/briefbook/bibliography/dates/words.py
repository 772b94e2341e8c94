"""How a date of a bibliography entry reads: in a label, in the list, and as CSL-JSON."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from briefbook.bibliography.dates.text import (
    BibDate,
    Point,
    month_number,
    read_edtf,
    read_month,
    read_year,
)

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = ("spring", "summer", "autumn", "winter")
_CENTURIES = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}


def year_words(date: BibDate) -> str:
    """Return what a label prints: ``1990–1995``, ``2003–``, ``50 BCE``, ``c. 1850``, ``2010b``."""
    if date.literal:
        return date.literal
    if not date.span:
        return _label_year(date.start) + date.letter
    first, last = _label_year(date.start), _label_year(date.end)
    if first == last:
        return first
    return f"{first.removesuffix(' BCE') if last.endswith(' BCE') else first}–{last}"


def date_words(date: BibDate) -> str:
    """Return the whole date: ``24 February 2022, 05:30 UTC``, ``spring 2001``, ``March 2019``."""
    if date.literal:
        return date.literal
    if not date.span or date.start is None or date.end is None:
        dash = "–" if date.span else ""
        return f"{_words(date.start)}{dash}" if date.start else f"{dash}{_words(date.end)}"
    start, end = date.start, date.end
    if (start.year, start.month) == (end.year, end.month) and start.day and end.day:
        return f"{start.day}–{_words(end)}"
    if start.year == end.year and start.month and end.month:
        blank = " " if start.day or end.day else ""
        return f"{_words(start).removesuffix(f' {_year(start)}')}{blank}–{blank}{_words(end)}"
    if not any((start.month, start.season, end.month, end.season)):
        return year_words(date)
    return f"{_words(start)} – {_words(end)}"


def _label_year(point: Point | None) -> str:
    """Return a year; its qualifiers are left out where a month is given, which they qualify."""
    finer = point is not None and (point.month or point.season)
    return _year(replace(point, circa=False, uncertain=False) if point and finer else point)


def _year(point: Point | None) -> str:
    if point is None:
        return ""
    if point.unknown_digits == 2:
        century = point.year // 100 + 1
        words = f"{century}{_CENTURIES.get(century, 'th')} century"
    elif point.unknown_digits:
        words = (
            f"{point.year}s"
            if point.unknown_digits == 1
            else f"{point.year // 1000 + 1}. millennium"
        )
    else:
        words = str(point.year) if point.year > 0 else f"{1 - point.year} BCE"
    return f"{'c. ' if point.circa else ''}{words}{'?' if point.uncertain else ''}"


def _words(point: Point | None) -> str:
    if point is None:
        return ""
    year = _year(point)
    if point.season:
        return f"{_SEASONS[point.season - 1]} {year}"
    if not point.month:
        return year
    circa = "c. " if point.circa else ""
    day = f"{point.day} " if point.day else ""
    time = f", {point.time}" if point.time and point.day else ""
    return f"{circa}{day}{_MONTHS[point.month - 1]} {year.removeprefix('c. ')}{time}"


def csl_date(date: BibDate) -> dict[str, Any]:
    """Return a CSL-JSON date variable; CSL counts years without a zero, so 50 BCE is -50.

    ``literal`` holds what date-parts cannot say (a decade, an open end, a year's letter).
    """
    points = [point for point in (date.start, date.end) if point is not None]
    if not points:
        return {"literal": date.literal} if date.literal else {}
    item: dict[str, Any] = {"date-parts": [_parts(point) for point in points]}
    if any(point.circa or point.uncertain for point in points):
        item["circa"] = True
    if points[0].season and not date.span:
        item["season"] = points[0].season
    if (
        date.literal
        or date.letter
        or (date.span and len(points) == 1)
        or any(p.unknown_digits for p in points)
    ):
        item["literal"] = year_words(date)
    return item


def _parts(point: Point) -> list[int]:
    parts = [point.year if point.year > 0 else point.year - 1]
    if point.month:
        parts.append(point.month)
        if point.day:
            parts.append(point.day)
    return parts


def edtf(date: BibDate) -> str:
    """Return the date in EDTF; empty for words."""
    if date.literal or not date:
        return ""
    first, last = (_edtf(point) if point else ".." for point in (date.start, date.end))
    return f"{first}/{last}" if date.span else first


def _edtf(point: Point) -> str:
    sign = "-" if point.year < 0 else ""
    year = f"{sign}{abs(point.year):04}"
    if point.unknown_digits:
        year = year[: -point.unknown_digits] + "X" * point.unknown_digits
    month = point.month or (point.season + 20 if point.season else 0)
    text = f"Y{year}" if len(year) > 5 else year
    text += f"-{month:02}" if month else ""
    text += f"-{point.day:02}" if point.day else ""
    if point.time:
        clock, _, zone = point.time.partition(" UTC")
        utc = " UTC" in point.time
        text += f"T{clock}{zone or ('Z' if utc else '')}"
    mark = {(True, True): "%", (True, False): "~", (False, True): "?"}
    return text + mark.get((point.circa, point.uncertain), "")


def from_csl_date(item: dict[str, Any], exact: str = "") -> BibDate:
    """Read a CSL-JSON date back; ``exact`` is its EDTF, where an item keeps it beside or in it.

    Takes ``raw`` and ``literal`` as other programs write them.
    """
    exact = exact or str(item.get("edtf", ""))
    if exact and (found := read_edtf(exact)):
        return found
    literal = str(item.get("literal") or item.get("raw") or "").strip()
    parts = [part for part in item.get("date-parts", ()) if part and _whole(part[0])]
    if literal and (not parts or _is_year(literal)):
        return read_words(literal)
    if not parts:
        return BibDate()
    points = [_from_parts(part, item) for part in parts[:2]]
    if len(parts) == 2:
        return BibDate(points[0], points[1], span=True)
    return BibDate(points[0])


def _is_year(literal: str) -> bool:
    year = read_year(literal)
    return bool(year.start) or not year.literal


def read_words(literal: str) -> BibDate:
    """Read a year, ``May 2020``, ``3 May 2020`` and ``1er mai 2020``; anything else stays words."""
    if _is_year(literal):
        return read_year(literal)
    day_first = r"(?:(\d{1,2})(?:\.|er|º|ª)?\s+(?:de\s+)?)?"
    match = re.fullmatch(
        rf"{day_first}([^\W\d]+)\.?\s+(?:(\d{{1,2}}),\s*|de\s+)?(\d{{4}})", literal
    )
    if match and month_number(match[2]):
        return read_month(read_year(match[4]), match[2], match[1] or match[3] or "")
    return BibDate(literal=literal)


def _whole(number: object) -> bool:
    return str(number).lstrip("-").isdigit() and int(str(number)) != 0


def _from_parts(part: list[Any], item: dict[str, Any]) -> Point:
    numbers = [int(str(number)) for number in part[:3] if _whole(number)]
    year = numbers[0] if numbers[0] > 0 else numbers[0] + 1
    month = numbers[1] if len(numbers) > 1 and 1 <= numbers[1] <= 12 else 0
    day = numbers[2] if month and len(numbers) > 2 and 1 <= numbers[2] <= 31 else 0
    season = int(str(item["season"])) if str(item.get("season", "")) in {"1", "2", "3", "4"} else 0
    return Point(year, month, day, season, circa=bool(item.get("circa")))
