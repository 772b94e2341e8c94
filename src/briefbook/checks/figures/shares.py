"""Parts and shares of something: “by a third”, “half of them”, “two in three”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache

from briefbook.checks.figures.near_values import ABOVE, AS_ONE, BELOW
from briefbook.core.figures.figure import format_value
from briefbook.core.figures.number_words import lower_words
from briefbook.core.figures.numerals import PARTS, WORDS, any_of

#: One find: start, end, key.
FoundShare = tuple[int, int, str]

_MAY_PART = frozenset(PARTS)
_NO_SHARE = (
    "cities countries places days weeks months years hours minutes dimensions january february "
    "march april may june july august september october november december"
).split(" ")
#: … a number of others: “two in three”, but not “three in 2024” or “two in one”.
_SHARE = re.compile(
    rf"(?<![\w.,-])({any_of(WORDS)}|\d{{1,2}})\s+(?:in|out\s+of)\s+(?:every\s+)?"
    rf"({any_of(WORDS)}|\d{{1,2}}|100|1,?000)\b(?![.,]?\d|\s+(?:{any_of(_NO_SHARE)}))",
    re.IGNORECASE,
)
#: “One household in eight”, but not “one man in two cars”.
_ONE_OF = re.compile(
    rf"\b(one|1)(?:\s+(?!of\b|in\b|out\b)[a-z-]+){{1,2}}\s+(?:in|out\s+of)\s+(?:every\s+)?"
    rf"({any_of(WORDS)}|\d{{1,2}}|100|1,?000)\b(?![.,]?\d|\s+[a-z-]*[a-rt-z]s\b)"
    rf"(?!\s+(?:{any_of(_NO_SHARE)}))",
    re.IGNORECASE,
)
_MAY_SHARE = re.compile(
    r" (?:in|out of) (?:every )?(?:\d|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
)
#: “A third”, “a full third”, but not “a distant third”.
_ARTICLE = re.compile(r"\b(?:an?|one|another)\s+(?:(?:full|good|whole)\s+)?$", re.IGNORECASE)
_ANY_PART = re.compile(rf"\b({any_of(PARTS)})s?\b", re.IGNORECASE)
#: A part of something, where that is surely meant: “by a third”, “nearly half”, “a quarter of”.
_PART = re.compile(
    r"\b(?:by|down|up|nearly|almost|about|roughly|around|over|under|than|some|least|most|up\s+to)"
    r"\s+(?:an?\s+|one\s+)?"
    rf"({any_of(PARTS)})\b(?!\s+an?\b)|\ban?\s+({any_of(PARTS)})(?=\s+of\b)"
    rf"|\ban?\s+({any_of(PARTS)})(?=\s+(?:more|less|fewer|higher|lower|larger|smaller)\b)"
    r"|(?<!first )(?<!second )(?<!other )(?<!latter )(?<!better )(?<!the )\b(half)"
    r"(?=\s+(?:of|the|his|her|its|their|our|what|as)\b)",
    re.IGNORECASE,
)


def find_parts(text: str) -> Iterator[FoundShare]:
    """Yield parts of something."""
    for match in () if _MAY_PART.isdisjoint(lower_words(text)) else _PART.finditer(text):
        start = match.start(match.lastindex or 0)
        word = match[match.lastindex or 0].lower()
        yield start, match.end(), _part_key(word)


def find_any_parts(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield what may be a part of something, and whether it may as well be an ordinal."""
    for match in () if _MAY_PART.isdisjoint(lower_words(text)) else _ANY_PART.finditer(text):
        article = _ARTICLE.search(text[max(0, match.start() - 24) : match.start()])
        yield *match.span(), _part_key(match[1].lower()), article is None


def _part_key(word: str) -> str:
    return format_value(Fraction(1, PARTS[word]))


def find_shares(text: str) -> Iterator[FoundShare]:
    """Yield shares: “two in three”, “1 in 5”, “one out of every four”."""
    if not _MAY_SHARE.search(text):
        return
    for match in (*_SHARE.finditer(text), *_ONE_OF.finditer(text)):
        part, whole = (_count(match[n]) for n in (1, 2))
        if 0 < part < whole:
            yield *match.span(), format_value(Fraction(part, whole))


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else WORDS[word.lower()]


@lru_cache(maxsize=8192)
def same_share(key: str) -> str:
    """Return a share in the other spelling: ``0.2`` for ``20%``, ``20%`` for ``0.2``."""
    number = key.removesuffix("%")
    if number == key and "/" not in key and not key.startswith("0."):
        return ""
    try:
        value = Fraction(number)
    except ValueError:
        return ""
    if number != key:
        return format_value(value / 100) if 0 < value < _ALL else ""
    return f"{format_value(value * 100)}%" if 0 < value < 1 else ""


def said_as_percent(key: str) -> Iterator[str]:
    """Yield the percentages as which a part is told: ``33%``, ``33.3%`` for ``1/3``."""
    if "/" in key and not key.endswith("%"):
        value = Fraction(key) * 100
        yield from dict.fromkeys(f"{format_value(round(value, n))}%" for n in (0, 1, 2))


def percent_in(known: Iterable[str], key: str) -> Iterator[str]:
    """Yield the percentages of a text that a part is told as.

    What is only another part of the text, rounded, does not count: one in 45 is not one in 44.
    """
    mine = set(said_as_percent(key))
    if mine:
        keys = set(known)
        yield from sorted(mine & keys - {each for part in keys for each in said_as_percent(part)})


def nearly_same_share(key: str, hedge: str, known: Iterable[str]) -> Iterator[str]:
    """Yield the shares of a text that one is the rough form of: “just under a third” for 30%."""
    mine = _share(key)
    if hedge == AS_ONE and mine.denominator > _COARSE:
        return
    # A percentage is rounded to its last digit (near_values.py); a part in words is rougher.
    for other in known if hedge and mine and not key.endswith("%") else ():
        gap = (_share(other) or mine) - mine
        right = gap < 0 if hedge in BELOW else gap > 0 if hedge in ABOVE else gap != 0
        if right and abs(gap) <= _most_apart(mine, hedge):
            yield other


#: Rough is what is four hundredths of the whole away; “four in five” is good for a hundredth.
_ROUGHLY, _NEARLY = Fraction(4, 100), Fraction(1, 100)
_COARSE = 10
#: “More than a quarter” is less than a third.
_SIMPLE = [Fraction(part) for part in "0 1/10 1/5 1/4 1/3 1/2 2/3 3/4 4/5 9/10 1".split()]


def _most_apart(mine: Fraction, hedge: str) -> Fraction:
    """Return how far from a part may be what it is the rough form of."""
    if hedge == AS_ONE:
        return _NEARLY
    if hedge in ("less", "more") and mine in _SIMPLE:
        place = _SIMPLE.index(mine)
        return abs(mine - _SIMPLE[place + (1 if hedge == "more" else -1)])
    # “About four in 30” is finer than “nearly half”.
    return min(_ROUGHLY, 1 / (2 * Fraction(mine.denominator)))


@lru_cache(maxsize=8192)
def _share(key: str) -> Fraction:
    """Return a share as a part of one; 0 for what is not a share."""
    number = key.removesuffix("%")
    if not (number != key or "/" in key or key.startswith("0.")):
        return Fraction(0)
    try:
        value = Fraction(number) / (100 if number != key else 1)
    except ValueError:
        return Fraction(0)
    return value if 0 < value < 1 else Fraction(0)


_ALL = 100
