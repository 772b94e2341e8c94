"""Months, days and weekdays in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
#: Months that are also words count only where something says that they are months.
_MONTH_SURE = re.compile(
    r"\b(?:in|of|since|until|till|by|from|last|next|this|early|late|mid|through|during|before|after)"
    r"[\s-]+$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b")


def find_dates(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield where each month, day of a month or weekday stands, and its keys."""
    if "day" in text:
        for match in _WEEKDAY.finditer(text):
            yield *match.span(), (match[1].lower(),)
    if not _MAY_DATE.search(text):
        return
    taken: list[tuple[int, int]] = []
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


def _is_month(text: str, match: re.Match[str]) -> bool:
    if match[1] not in ("May", "March", "Mar", "Jan", "Jun", "Dec"):
        return True
    followed = re.match(r"\.?,?\s+(?:1[0-9]{3}|20[0-9]{2})\b", text[match.end() :])
    return bool(followed or _MONTH_SURE.search(text[: match.start()]))
