"""Months, days and weekdays in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from briefbook.checks.figures.languages.other_dates import find_other_dates
from briefbook.core.figures.numerals import MONTHS

#: What a text must have for one of the slow patterns to find something in it.
_MAY_DATE = re.compile("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
_MONTH_NUMBER = {name: place % 12 + 1 for place, name in enumerate(MONTHS[:12])} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_MONTH = "|".join(sorted((m.capitalize() for m in _MONTH_NUMBER), key=len, reverse=True))
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|–|—|\bto\b|\band\b)\s*"
_DAY_FIRST = re.compile(rf"(?<![\d,.])\b{_DAY}(?:{_TO}{_DAY})?\s+(?:of\s+)?({_MONTH})\b\.?")
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\.?\s+{_DAY}(?:{_TO}{_DAY})?\b(?![,.]?\d)")
_MONTH_ALONE = re.compile(rf"\b({_MONTH})\b")
_MAY_DIGITS = re.compile(r"\d[-./]\s?\d")
_MONTHS_OF_YEAR, _DAYS_OF_MONTH = 12, 31
#: Months that are also words count only where something says that they are months.
_MONTH_SURE = re.compile(
    r"\b(?:in|of|since|until|till|by|from|last|next|this|early|late|mid|through|during|before|after)"
    r"[\s-]+$",
    re.IGNORECASE,
)
#: Dates in digits: the international form, and the day first with full stops or, where only one
#: reading is possible, with strokes.
_ISO = re.compile(r"(?<![\d-])([12]\d{3})-(0\d|1[0-2])-([0-2]\d|3[01])(?![\d-])")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d{2})(?!\d)")
_STROKES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d{2})(?![\d/])")
_WEEKDAY = re.compile(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b")
#: What joins the ends of a run of dates, and the year behind a month or a day.
_RUN = re.compile(
    r"(?:,?\s+\d{4})?(?:\s*[–—-]\s*|\s+(?:to|until|till|through)\s+)(?:the\s+)?", re.IGNORECASE
)
_YEAR = re.compile(r"\.?,?\s+(?:of\s+)?(1[5-9]\d\d|20\d\d)\b")


def find_dates(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield where each month, day of a month or weekday stands, and its keys."""
    if _MAY_DIGITS.search(text):
        yield from _in_digits(text)
    if "day" in text:
        for match in _WEEKDAY.finditer(text):
            yield *match.span(), (match[1].lower(),)
    others = list(find_other_dates(text))
    yield from others
    if _MAY_DATE.search(text):
        # Other languages have some of the names too: “5. November”.
        yield from _in_words(text, [(start, end) for start, end, _keys in others])


def _in_words(
    text: str, taken: list[tuple[int, int]]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for pattern, days_first in ((_DAY_FIRST, True), (_MONTH_FIRST, False)):
        for match in pattern.finditer(text):
            first, second, name = (
                (match[1], match[2], match[3]) if days_first else (match[2], match[3], match[1])
            )
            if any(s < match.end() and match.start() < e for s, e in taken):
                continue
            taken.append(match.span())
            month = f"month{_MONTH_NUMBER[name.lower()]}"
            days = [first, *([second] if second else [])]
            keys = tuple(f"{month}-{int(day)}" for day in days)
            yield *match.span(), keys
    for match in _MONTH_ALONE.finditer(text):
        if any(s <= match.start() and match.end() <= e for s, e in taken):
            continue
        if _is_month(text, match):
            key = f"month{_MONTH_NUMBER[match[1].lower()]}"
            yield *match.span(), (key,)


def _in_digits(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for match in _ISO.finditer(text):
        yield *match.span(), (f"month{int(match[2])}-{int(match[3])}", match[1])
    for pattern in (_DOTTED, _STROKES):
        for match in pattern.finditer(text):
            first, second = int(match[1]), int(match[2])
            if pattern is _STROKES and first <= _MONTHS_OF_YEAR < second:
                first, second = second, first
            either = pattern is _STROKES and max(first, second) <= _MONTHS_OF_YEAR
            if 1 <= second <= _MONTHS_OF_YEAR and 1 <= first <= _DAYS_OF_MONTH:
                day = f"either{min(first, second)}-{max(first, second)}"
                yield *match.span(), (day if either else f"month{second}-{first}", match[3])


def either_key(key: str) -> str:
    """Return the key of a date in digits that does not distinguish day and month."""
    month, _, day = key.removeprefix("month").partition("-")
    return "either" + "-".join(map(str, sorted((int(month), int(day))))) if day else ""


def _is_month(text: str, match: re.Match[str]) -> bool:
    if match[1] not in ("May", "March", "Mar", "Jan", "Jun", "Dec"):
        return True
    followed = re.match(r"\.?,?\s+(?:1[0-9]{3}|20[0-9]{2})\b", text[match.end() :])
    return bool(followed or _MONTH_SURE.search(text[: match.start()]))


def date_runs(dates: Iterable[tuple[int, int]], text: str) -> dict[int, int]:
    """Return, by the start of each date from which a run goes, the start of its end."""
    return {
        one[0]: other[0]
        for one, other in pairwise(dates)
        if _RUN.fullmatch(text[one[1] : other[0]])
    }


def year_after(text: str, end: int) -> str:
    """Return the year that follows a month or a day."""
    match = _YEAR.match(text, end)
    return match[1] if match else ""
