"""Dates as articles write them, as EDTF (ISO 8601-2)."""

from __future__ import annotations

import re
from datetime import date

from briefbook.core.figures.language_tables import ERAS, OTHER_MONTHS
from briefbook.core.figures.numerals import MONTHS, any_of

_MONTH = {name: place % 12 + 1 for place, name in enumerate(MONTHS[:12])}
_MONTH |= {name[:3]: place for name, place in _MONTH.items()} | {"sept": 9}
_RUSSIAN = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_ROMANCE = (
    "gennaio janeiro januari", "febbraio fevereiro februari", "março maart", "aprile",
    "maggio maio mei", "giugno junho", "luglio julho", "augustus", "settembre setembro",
    "ottobre outubro", "", "dicembre dezembro",
)  # fmt: skip
_MONTH = {**OTHER_MONTHS, **_MONTH} | {
    name: place for place, names in enumerate(_ROMANCE, start=1) for name in names.split()
}
#: The months by name, as alternatives of a pattern.
MONTH_NAMES = any_of(_MONTH)
_OF = r"(?:d(?:el?|i)\s+)?"
#: A day by name, or as computers write it, can be of an old book.
_YEAR = r"(?P<y>(?:1[5-9]|20)\d\d)"
#: “«3» марта” in forms that leave room for the day.
_DAY = r"(?<!\d)[«“\"]?(?P<d>\d{1,2})[»”\"]?"
_PATTERNS = (
    re.compile(rf"(?<!\d){_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    re.compile(
        r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?[년年]\s?(?P<m>\d{1,2})\s?[월月]\s?(?P<d>\d{1,2})\s?[일日]"
    ),
    re.compile(
        rf"(?P<era>{any_of(ERAS)})\s?(?P<y>\d{{1,3}}|元)\s?[년年]\s?(?P<m>\d{{1,2}})\s?[월月]"
        r"\s?(?P<d>\d{1,2})\s?[일日]"
    ),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)\. (?P<m>\d{1,2})\. (?P<d>\d{1,2})(?:\.|(?!\d))"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[./](?P<m>\d{1,2})[./](?P<d>\d{1,2})(?!\d)"),
    re.compile(
        rf"\b(?P<name>{MONTH_NAMES})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_DAY}(?:st|nd|rd|th|er|º)?\.?\s+{_OF}(?P<name>{MONTH_NAMES})\.?,?\s+{_OF}"
        rf"{_YEAR}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_DAY}\s+(?P<name>(?:{'|'.join(_RUSSIAN)})\w{{0,6}})\s+{_YEAR}",
        re.IGNORECASE,
    ),
    # With dots the day comes first everywhere; with strokes only a number above twelve tells.
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>1[3-9]|2\d|3[01])/(?P<m>\d{1,2})/(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<m>\d{1,2})/(?P<d>1[3-9]|2\d|3[01])/(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(rf"\b(?P<name>{MONTH_NAMES})\.?,?\s+{_YEAR}\b(?P<d>)", re.IGNORECASE),
)
#: What each of the patterns has: a line without it need not be searched for every month.
_ANY_YEAR = re.compile(r"\d{4}|[년年]")


def find_date(text: str) -> str:
    """Return the first complete date (or month and year) in a text as EDTF, else nothing."""
    return part_date(text)[0]


def part_date(text: str) -> tuple[str, str]:
    """Return the date that :func:`find_date` finds, and the text without it."""
    for pattern in _PATTERNS if _ANY_YEAR.search(text) else ():
        for match in pattern.finditer(text):
            if found := _edtf(match):
                return found, f"{text[: match.start()]} {text[match.end() :]}"
    return "", text


def _edtf(match: re.Match[str]) -> str:
    parts = match.groupdict()
    month = _month(parts["name"]) if parts.get("name") else int(parts["m"])
    year = int(parts["y"].replace("元", "1")) + ERAS.get(parts.get("era") or "", 0)
    if not parts["d"]:
        return f"{year}-{month:02}"
    try:
        return date(year, month, int(parts["d"])).isoformat()
    except ValueError:
        return ""


def _month(name: str) -> int:
    low = name.lower()
    if low in _MONTH:
        return _MONTH[low]
    starts = [place for place, start in enumerate(_RUSSIAN, start=1) if low.startswith(start)]
    # “мая” starts like “март” only in its first two letters; the longest start wins.
    return max(starts, key=lambda place: len(_RUSSIAN[place - 1]))


def year_of(edtf: str) -> str:
    """Return the first year of an EDTF date, or nothing."""
    match = re.match(r"\d{4}", edtf)
    return match[0] if match else ""
