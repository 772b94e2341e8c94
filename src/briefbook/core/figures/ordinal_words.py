"""Ordinals and centuries of other languages: ``dix-neuvième``, ``XXIe siècle``, ``siglo XXI``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbook.core.figures.language_tables import LANGUAGES
from briefbook.core.figures.spoken_total import SpokenTotal

_CARDINALS = LANGUAGES["fr"].values
#: Quatre loses its e before -ième, cinq and neuf change; un is one behind “et” alone.
_STEMS = {word.removesuffix("e"): value for word, value in _CARDINALS.items()} | {
    "cinqu": 5, "neuv": 9, "quatr": 4, "un": 1,
}  # fmt: skip
_STEM = "|".join(sorted(map(re.escape, _STEMS), key=len, reverse=True))
_CARDINAL = "|".join(sorted(map(re.escape, _CARDINALS), key=len, reverse=True))
#: What makes an ordinal of the number words before it.
ORDINAL_BEHIND = re.compile(rf"(?:-|\s+et\s+|-et-)(?:{_STEM})ièmes?\b", re.IGNORECASE)
_ORDINAL = re.compile(
    rf"\b(?P<before>(?:(?:{_CARDINAL})(?:-et-|-|\s+et\s+))*)(?P<stem>{_STEM})ièmes?\b",
    re.IGNORECASE,
)
#: “Deux dixièmes” and “un vingtième” are parts.
_PART = re.compile(rf"\b(?:{_CARDINAL})\s+$", re.IGNORECASE)
_CENTURY = re.compile(
    r"\b(?P<fr>[ivxl]+)(?:e|è|ème|er|ᵉ|ᵉʳ)?\s+siècles?\b"
    r"|\bsiglos?\s+(?P<es>[IVXL]+)\b"
    r"|\b(?P<ru>[IVXL]+)(?:-?го|-?м)?\s+(?:век|столет|століт|вік)\w*",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def find_ordinal_words(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where the ordinals of French stand, spelt out, and their numbers."""
    if "ième" not in text.lower():
        return
    for match in _ORDINAL.finditer(text):
        if _PART.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        words = re.split(r"[\s-]+", match["before"].lower())
        values = [_CARDINALS[word] for word in words if word in _CARDINALS]
        values.append(_STEMS[match["stem"].lower()])
        total = SpokenTotal(values[0], by_twenties=True)
        if all(map(total.add, values[1:])):
            yield *match.span(), int(total.value)


def find_centuries(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where centuries stand that are numbered in Roman, and their numbers."""
    for match in _CENTURY.finditer(text):
        group = str(match.lastgroup)
        yield *match.span(group), _roman(match[group])


def _roman(numeral: str) -> int:
    values = [_ROMAN[sign] for sign in numeral.lower()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
