"""The figures and dates of a text as claims that can be looked up in another text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefbook.core.figures import Figure, find_figures, format_value
from briefbook.core.numerals import MONTHS, PARTS, any_of

#: Units of time and measure whose change changes the claim, by the spellings they have.
_UNITS = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week",
    "month": "month", "year": "year", "yr": "year", "mile": "mile", "kilometre": "km",
    "kilometer": "km", "km": "km", "metre": "m", "meter": "m", "foot": "foot", "feet": "foot",
    "inch": "inch", "inches": "inch", "kilogram": "kg", "kg": "kg", "gram": "g", "ton": "ton",
    "tonne": "tonne", "litre": "litre", "liter": "litre", "barrel": "barrel",
    "hectare": "hectare", "acre": "acre", "calorie": "calorie", "kilocalorie": "kilocalorie",
}  # fmt: skip
_UNIT = re.compile(rf"(?:\s+|-)({any_of(_UNITS)})s?\b", re.IGNORECASE)
#: Numbers that are no figures of the prose: they belong to a reference.
_REFERENCE = re.compile(
    r"(?:¶¶?|§§?|\b(?:chapters?|notes?|figures?|tables?|paragraphs?|pp?\.|No\.|Nos\.))\s*"
    r"(?:\d+[a-z]?(?:\s*(?:[,–-]|and)\s*))*$",
    re.IGNORECASE,
)
#: What a text must have for one of the slow patterns to find something in it.
_MAY_REFER = ("¶", "§", "chapter", "note", "figure", "table", "paragraph", "p.", "no.", "nos.")
_MAY_PART = ("hal", "third", "quarter", "fourth", "fifth", "sixth", "eighth", "tenth")
_MAY_DATE = re.compile("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
_VAGUE = re.compile(
    r"dozens?|hundreds?|thousands?|millions?|billions?|trillions?|decades?|centur(?:y|ies)",
    re.IGNORECASE,
)

#: A part of something, where that is surely meant: “by a third”, “nearly half”, “a quarter of”.
_PART = re.compile(
    r"\b(?:by|down|up|nearly|almost|about|roughly|around|over|under|than|some)\s+(?:an?\s+|one\s+)?"
    rf"({any_of(PARTS)})\b|\ban?\s+({any_of(PARTS)})(?=\s+of\b)",
    re.IGNORECASE,
)
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


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure or a date: the text from ``start`` to ``end``, and the keys that identify it.

    ``keys`` must all be found; ``unit`` is the unit of time or measure behind a figure.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    is_date: bool = False
    unit: str = ""


def find_claims(text: str) -> list[Claim]:
    """Return the figures and dates of a text, in order; days belong to their date."""
    return _claims(text)


def _claims(text: str, *, days: bool = False) -> list[Claim]:
    """Return the claims; with ``days`` those within dates too, as the numbers they are."""
    dates = list(_dates(text))
    claims = [*dates]
    plain = text.lower()
    refers = any(word in plain for word in _MAY_REFER)
    parts = any(word in plain for word in _MAY_PART)
    for figure in find_figures(text):
        inside = not days and any(d.start <= figure.start and figure.end <= d.end for d in dates)
        key = _figure_key(figure)
        if key and not inside and not (refers and _REFERENCE.search(text[: figure.start])):
            # “million.” can be an abbreviation, or the end of a sentence.
            end = figure.end - figure.text.endswith(".")
            claims.append(Claim(figure.start, end, (key,), unit=_unit(text, figure.end)))
    for match in _PART.finditer(text) if parts else ():
        place = match.start(1) if match[1] else match.start(2)
        claims.append(Claim(place, match.end(), (f"1/{PARTS[(match[1] or match[2]).lower()]}",)))
    return sorted(claims, key=lambda c: (c.start, c.end))


@lru_cache(maxsize=65536)
def known_claims(text: str) -> dict[str, frozenset[str]]:
    """Return the keys of all figures and dates of a text, each with the units it stands with."""
    found: dict[str, set[str]] = {}
    # A day of the text is a number too, for who writes “the 20th”.
    for claim in _claims(text, days=True):
        for key in claim.keys:
            found.setdefault(key, set()).update({claim.unit} if claim.unit else ())
            if claim.is_date:
                found.setdefault(key.split("-")[0], set())
    return {key: frozenset(units) for key, units in found.items()}


def _figure_key(figure: Figure) -> str:
    if figure.certain:
        return figure.key
    if _VAGUE.fullmatch(figure.text):
        # “hundreds”, “several million”: no number, but an order of magnitude.
        span = {"d": "decade", "c": "century"}.get(figure.text[0].lower(), "")
        if figure.text.lower().startswith("dozen"):
            span = "dozen"
        return f"~{span or format_value(figure.value)}"
    return ""


def _unit(text: str, end: int) -> str:
    match = _UNIT.match(text, end)
    return _UNITS[match[1].lower()] if match else ""


def _dates(text: str) -> Iterator[Claim]:
    if "day" in text:
        for match in _WEEKDAY.finditer(text):
            yield Claim(*match.span(), (match[1].lower(),), is_date=True)
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
            yield Claim(*match.span(), keys, is_date=True)
    for match in _MONTH_ALONE.finditer(text):
        if any(s <= match.start() and match.end() <= e for s, e in taken):
            continue
        if _is_month(text, match):
            key = f"month{_MONTH_NUMBER[match[1].lower()]}"
            yield Claim(*match.span(), (key,), is_date=True)


def _is_month(text: str, match: re.Match[str]) -> bool:
    if match[1] not in ("May", "March", "Mar", "Jan", "Jun", "Dec"):
        return True
    followed = re.match(r"\.?,?\s+(?:1[0-9]{3}|20[0-9]{2})\b", text[match.end() :])
    return bool(followed or _MONTH_SURE.search(text[: match.start()]))
