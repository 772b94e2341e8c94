"""The number words, scales and units that are read in text; the data stand in numerals.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from fractions import Fraction
from importlib import resources

from briefbook.core.figures.language_tables import OTHER_SCALES, OTHER_UNITS

_DATA = tomllib.loads(
    resources.files("briefbook.core.figures").joinpath("numerals.toml").read_text(encoding="utf-8")
)

WORDS: dict[str, int] = _DATA["words"]
SCALES: dict[str, int] = {**OTHER_SCALES, **_DATA["scales"]}
SUFFIXES: dict[str, int] = _DATA["suffixes"]
MYRIADS: dict[str, int] = _DATA["myriads"]
HUNDREDS: dict[str, int] = _DATA["hundreds"]
LOOSE: dict[str, Fraction] = {word: Fraction(value) for word, value in _DATA["loose"].items()}
UNITS: dict[str, str] = {**OTHER_UNITS, **_DATA["units"]}
MONTHS: list[str] = _DATA["months"]["names"]
#: Numbers in other signs, and in words of other languages.
FOREIGN_WORDS: dict[str, int] = _DATA["foreign"]
HAN_DIGITS: dict[str, int] = _DATA["han_digits"]
HAN_POWERS: dict[str, int] = _DATA["han_powers"]
HANGUL_DIGITS: dict[str, int] = _DATA["hangul_digits"]
HANGUL_POWERS: dict[str, int] = _DATA["hangul_powers"]
COUNTERS: dict[str, list[str]] = _DATA["counters"]
NO_ROMAN = frozenset(_DATA["no_roman"]["words"])
PARTS: dict[str, int] = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5,
    "sixth": 6, "eighth": 8, "tenth": 10,
}  # fmt: skip


def any_of(spellings: Iterable[str]) -> str:
    """Return a regular expression for any of these spellings, the longest first."""
    return "|".join(re.escape(word) for word in sorted(spellings, key=lambda w: (-len(w), w)))
