"""Ordinals and multiples in words: “the fourteenth day”, “tripled”, “a tenfold rise”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbook.core.figures.number_words import lower_words
from briefbook.core.figures.numerals import WORDS, any_of
from briefbook.core.figures.ordinal_words import find_centuries, find_ordinal_words

_STEMS = {"fif": 5, "eigh": 8, "nin": 9, "twelf": 12} | {
    (word[:-1] + "ie" if word.endswith("y") else word): value
    for word, value in WORDS.items()
    if value > 3 and word not in ("five", "eight", "nine", "twelve")
}
_ONES = {"first": 1, "second": 2, "third": 3}
_TENS = {word: value for word, value in WORDS.items() if value >= 20 and value % 10 == 0}
_ORDINAL = re.compile(
    rf"\b(?:({any_of(_TENS)})[-\s])?(?:({any_of(_STEMS)})th|({any_of(_ONES)}))\b", re.IGNORECASE
)
_MULTIPLES = {"halv": 0, "doubl": 2, "trebl": 3, "tripl": 3, "quadrupl": 4, "quintupl": 5}
_MULTIPLE = re.compile(
    rf"\b(?:({any_of(_MULTIPLES)})(?:ed|es|ing)|({any_of(WORDS)}|\d+)[-\s]?fold"
    rf"|(?:to|will|would|could|can|may|might|must|should|shall)\s+({any_of(_MULTIPLES)})e)\b",
    re.IGNORECASE,
)
#: What a source can have for them.
_SAID = {"double": 2, "treble": 3, "triple": 3, "quadruple": 4, "quintuple": 5, "twice": 2}
_TIMES = re.compile(rf"\b(?:({any_of(_SAID)})|({any_of(WORDS)}|\d+) times)\b", re.IGNORECASE)
#: One of these words must stand in a text for one of the patterns to find something.
#: “Three times the budget”, “twice as many”, but not “three times a week”.
_COMPARES = re.compile(
    r"\s+(?:the|as|what|that|those|its|his|her|their|our|more|larger|bigger|higher|greater|faster"
    r"|longer|last)\b",
    re.IGNORECASE,
)
_ORDINALS = frozenset((*(f"{stem}th" for stem in _STEMS), *_ONES))
_MULTIPLIED = frozenset(
    (
        "fold",
        *(f"{word}fold" for word in WORDS),
        *(stem + ending for stem in _MULTIPLES for ending in ("e", "ed", "es", "ing")),
    )
)
_MULTIPLIERS = frozenset((*_SAID, "times"))
#: Smaller ordinals mostly count what the editors tell: “a second report”.
_COUNTED = 10


def find_counts(text: str, *, every: bool) -> Iterator[tuple[int, int, str]]:
    """Yield where ordinals and multiples stand, and their keys: ``14``, ``×3``.

    With ``every`` also doubtful ones, when the text is a source to be searched.
    """
    words = lower_words(text)
    for match in _ORDINAL.finditer(text) if not words.isdisjoint(_ORDINALS) else ():
        value = _TENS.get((match[1] or "").lower(), 0)
        value += _STEMS.get((match[2] or "").lower(), 0) + _ONES.get((match[3] or "").lower(), 0)
        if every or value > _COUNTED:
            yield *match.span(), str(value)
    for start, end, number in find_ordinal_words(text):
        if every or number > _COUNTED:
            yield start, end, str(number)
    for start, end, number in find_centuries(text):
        yield start, end, str(number)
    for match in _MULTIPLE.finditer(text) if not words.isdisjoint(_MULTIPLIED) else ():
        yield *match.span(), _multiple(match)
    for match in () if words.isdisjoint(_MULTIPLIERS) else _TIMES.finditer(text):
        if every or _COMPARES.match(text, match.end()):
            yield *match.span(), f"×{_SAID.get((match[1] or '').lower()) or _number(match[2])}"


def _multiple(match: re.Match[str]) -> str:
    if match[2]:
        return f"×{_number(match[2])}"
    factor = _MULTIPLES[(match[1] or match[3]).lower()]
    return f"×{factor}" if factor else "0.5"


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else WORDS[word.lower()]
