"""Numbers spelt out in English: ``eleven thousand``, ``two and a half``, ``two-thirds``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from briefbook.core.figures.numerals import LOOSE, PARTS, SCALES, WORDS, any_of

#: One find: start, end, value, and whether it surely is a number.
FoundNumber = tuple[int, int, Fraction, bool]

_LATIN_SCALES = {word: value for word, value in SCALES.items() if word.isascii() and len(word) > 2}
_LETTERS = re.compile(r"[a-z]+")
_STARTS = frozenset((*WORDS, *_LATIN_SCALES, *LOOSE, *PARTS))
_TOKEN = re.compile(r"\w+")
_KNOWN = frozenset((*WORDS, *_LATIN_SCALES, *LOOSE))
_NEXT = re.compile(rf"(?:[\s-]+|\s+(and)\s+)({any_of((*WORDS, *_LATIN_SCALES))})\b", re.IGNORECASE)
_SCALE = re.compile(rf"[\s-]+({any_of(_LATIN_SCALES)})\b", re.IGNORECASE)
_PART = re.compile(rf"[\s-]+({any_of(PARTS)})s?\b", re.IGNORECASE)
_HALF_OF = re.compile(rf"\bhalf\s+an?\s+({any_of(_LATIN_SCALES)})\b", re.IGNORECASE)
#: “Four score and seven”, as old texts count.
_SCORE = re.compile(
    rf"\b(two|three|four|five|six|seven)[\s-]?score\b(?:(?:\s+(?:years\s+)?and)?\s+({any_of(WORDS)})\b)?",
    re.IGNORECASE,
)
#: “Half a percent” is half of one, not half of the whole.
_HALF_PERCENT = re.compile(r"\bhalf\s+an?(?=\s+per\s?cent)", re.IGNORECASE)
_ONE = re.compile(r"\ba(\s+)$", re.IGNORECASE)
_A_PART = re.compile(rf"\ban?\s+({any_of(PARTS)})(?=\s+of\b)", re.IGNORECASE)
_AND_A_HALF = re.compile(r"\s+and\s+a\s+(half|quarter)\b", re.IGNORECASE)


@lru_cache(maxsize=256)
def lower_words(text: str) -> frozenset[str]:
    """Return the words of a text in small letters, for a quick test before a slow pattern."""
    return frozenset(_LETTERS.findall(text.lower()))


def find_words(text: str) -> Iterator[FoundNumber]:
    """Yield the numbers spelt out in a text, in order."""
    words = lower_words(text)
    if _STARTS.isdisjoint(words):
        return  # Most texts have none, and the patterns below are slow.
    for score in _SCORE.finditer(text) if "score" in words else ():
        yield *score.span(), Fraction(WORDS[score[1].lower()] * 20 + _ones(score[2])), True
    halved = "half" in words
    for half in _HALF_PERCENT.finditer(text) if halved else ():
        yield *half.span(), Fraction(1, 2), True
    for half in _HALF_OF.finditer(text) if halved else ():
        yield *half.span(), Fraction(_LATIN_SCALES[half[1].lower()], 2), True
    for part in () if words.isdisjoint(PARTS) else _A_PART.finditer(text):
        yield *part.span(), Fraction(1, PARTS[part[1].lower()]), False
    place = 0
    for match in _TOKEN.finditer(text):
        if match.start() >= place and match[0].lower() in _KNOWN:
            found = _read_run(text, match)
            yield found
            place = found[1]


def _ones(word: str | None) -> int:
    return WORDS[word.lower()] if word else 0


def _read_run(text: str, match: re.Match[str]) -> FoundNumber:
    start, end = match.span()
    first = match[0].lower()
    if first not in WORDS:
        if counted := _a_hundred_and(text, start):
            return counted
        # A scale without a number (“several thousand”) or a word that may be none.
        value = LOOSE.get(first) or Fraction(_LATIN_SCALES.get(first, 1))
        return start, end, value, False
    value, end, length = _cardinal(text, WORDS[first], end)
    if part := _PART.match(text, end):
        return start, part.end(), value / PARTS[part[1].lower()], True
    if half := _AND_A_HALF.match(text, end):
        value += Fraction(1, 2 if half[1].lower() == "half" else 4)
        end = half.end()
        if scale := _SCALE.match(text, end):
            value, end = value * _LATIN_SCALES[scale[1].lower()], scale.end()
        return start, end, value, True
    return start, end, value, length > 1 or first != "one"


def _a_hundred_and(text: str, start: int) -> FoundNumber | None:
    """Read “a hundred and fifty”, in which “a” is one; “a hundred” alone may be none."""
    article = _ONE.search(text[max(0, start - 5) : start])
    if article is None:
        return None
    before = start - len(article[1])
    value, end, length = _cardinal(text, 1, before)
    return (before - 1, end, value, True) if length > 2 else None


def _cardinal(text: str, first: int, end: int) -> tuple[Fraction, int, int]:
    """Read on while the words make one number; return value, end and count of words."""
    total, current, ceiling, length = 0, first, 10**18, 1
    fresh = False  # whether ``current`` starts anew, after a scale
    while match := _NEXT.match(text, end):
        word = match[2].lower()
        if word in WORDS:
            if not _may_follow(WORDS[word], current, fresh) or _starts_another(
                text, match, 100 if current >= 100 else 0, ceiling
            ):
                break
            current += WORDS[word]
            fresh = False
        else:
            scale = _LATIN_SCALES[word]
            if match[1] or scale >= ceiling or current == 0:
                break
            if scale <= 100:
                current *= scale
            else:
                total, current, ceiling, fresh = total + current * scale, 0, scale, True
        end, length = match.end(), length + 1
    return Fraction(total + current), end, length


def _may_follow(value: int, current: int, fresh: bool) -> bool:
    if fresh or (current and current % 100 == 0):
        return True
    return 0 < value < 10 and current % 10 == 0 and current % 100 >= 20


def _starts_another(text: str, match: re.Match[str], least: int, most: int) -> bool:
    """Tell whether “and three” in “two hundred and three hundred” begins a second number.

    In “two hundred and fifty thousand” it does not: the scale behind is larger than the last one
    (``least``), and less than those before (``most``).
    """
    if not match[1]:
        return False
    following = _NEXT.match(text, match.end())
    scale = _LATIN_SCALES.get(following[2].lower(), 0) if following else 0
    return bool(scale) and not least < scale < most
