"""Months, days and weekdays in other languages: ``3. März``, ``3 березня``, ``3월 3일``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbook.core.figures.fractions import ascii_digits
from briefbook.core.figures.language_tables import (
    OTHER_MONTHS,
    OTHER_WEEKDAYS,
    UNSURE_MONTHS,
)
from briefbook.core.figures.numerals import any_of
from briefbook.core.figures.other_languages import languages_of

_CJK_DAY = re.compile(r"(?<!\d)(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_CJK_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])\s?(?:月|월)(?![\s]?\d|曜)")
_NAME = rf"(?<![^\W\d_])[ובלמהوب]{{0,2}}({any_of(OTHER_MONTHS)})(?![^\W\d_])"
_MONTH = re.compile(_NAME, re.IGNORECASE)
_DAY_BEFORE = re.compile(
    r"(?<![\d.,])(?:(\d{1,2})\.?\s?(?:-|–|—|до|bis|à|al|ל)\s?)?"
    r"(\d{1,2})(?:\.|er|º|-?го)?\s+(?:de\s+|من\s+)?ב?$"
)
_YEAR_AFTER = re.compile(r"\.?,?\s+(?:del?\s+)?(?:1[89]|20)\d\d(?!\d)")
#: “Sonntagabend”, “freitags”.
_PART_OF_DAY = "(?:früh|morgen|vormittag|mittag|nachmittag|abend|nacht)?s?"
_WEEKDAY = re.compile(
    rf"(?<![^\W\d_])({any_of(OTHER_WEEKDAYS)}){_PART_OF_DAY}(?![a-zа-яіїєґ])", re.IGNORECASE
)


def find_other_dates(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield where each date of a text in another language stands, and its keys."""
    if text.isascii() and not languages_of(text):
        return
    plain = ascii_digits(text)
    for match in _CJK_DAY.finditer(plain):
        if 1 <= int(match[1]) <= 12 and 1 <= int(match[2]) <= 31:
            yield *match.span(), (f"month{int(match[1])}-{int(match[2])}",)
    for match in _CJK_MONTH.finditer(plain):
        yield *match.span(), (f"month{match[1]}",)
    if not languages_of(text):
        return
    for match in _WEEKDAY.finditer(plain):
        yield *match.span(), (OTHER_WEEKDAYS[match[1].lower()],)
    for match in _MONTH.finditer(plain):
        yield from _month(plain, match)


def _month(plain: str, match: re.Match[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    name = match[1].lower()
    month = f"month{OTHER_MONTHS[name]}"
    day = _DAY_BEFORE.search(plain[max(0, match.start() - 16) : match.start()])
    if day and 1 <= int(day[2]) <= 31:
        days = [each for each in day.groups() if each]
        start = match.start() - len(day[0])
        yield start, match.end(), tuple(f"{month}-{int(each)}" for each in days)
    elif name not in UNSURE_MONTHS or _YEAR_AFTER.match(plain, match.end()):
        yield *match.span(), (month,)
