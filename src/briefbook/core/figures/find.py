"""Numbers in text as values: ``11,000``, ``eleven thousand``, ``11 000`` and ``1만 1천`` are one.

Digits of any script, grouped by comma, point, space or apostrophe; fractions (``2½``,
``two-thirds``); scales (``1.2 million``, ``$2bn``, ``млн``, ``만``); percentages and money;
numbers spelt out in English. Dates and ages are the numbers in them. What is only perhaps
a number (``one of``, ``a second deployment``, ``thousands``) is found too, as not certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from briefbook.core.figures.figure import Figure
from briefbook.core.figures.fractions import VULGAR, ascii_digits
from briefbook.core.figures.myriads import read_myriads
from briefbook.core.figures.number_words import find_words
from briefbook.core.figures.numeral_signs import find_signs
from briefbook.core.figures.numerals import SCALES, SUFFIXES, UNITS, any_of
from briefbook.core.figures.other_languages import english_separators, find_spelled, languages_of
from briefbook.core.figures.patterns import (
    AND_A_HALF,
    CONTINUES,
    DIGIT,
    MILLIONS,
    MILLIONS_OF,
    MIXED,
    MONEY_AFTER,
    MONTH_BEFORE,
    NUMBER,
    SCALE,
    SPACE,
    SUFFIX,
    UNIT_AFTER,
    UNIT_BEFORE,
)
from briefbook.core.figures.ranges import share_scale


@lru_cache(maxsize=256)
def find_figures(text: str) -> tuple[Figure, ...]:
    """Return every figure of a text, in order; figures never overlap."""
    found: list[Figure] = []
    for figure in sorted(
        (*_spelled(text), *_digits(text), *_words(text), *_signs(text)),
        key=lambda f: (f.start, -f.end),
    ):
        if not found or figure.start >= found[-1].end:
            found.append(figure)
    return tuple(share_scale(text, found))


def figure_keys(text: str) -> tuple[str, ...]:
    """Return the keys of the certain figures of a text, each once, as they come."""
    return tuple(dict.fromkeys(figure.key for figure in find_figures(text) if figure.certain))


def _digits(text: str) -> Iterator[Figure]:
    plain = english_separators(ascii_digits(text))
    place = 0
    while digit := DIGIT.search(plain, place):
        match = NUMBER.match(plain, digit.start())
        if match is None:
            place = digit.end()
            continue
        start, end = match.span()
        if _inside_a_name(plain, start):
            place = end
            continue
        if match.lastgroup == "space" and MONTH_BEFORE.search(plain[max(0, start - 12) : start]):
            day = re.split(SPACE, match[0])[0]
            value, end = Fraction(day), start + len(day)
        else:
            value = _value(match)
        value, end = _scaled(plain, start, value, end)
        figure, end = _with_unit(text, plain, start, end, value)
        yield figure
        place = end


def _inside_a_name(plain: str, start: int) -> bool:
    """Tell whether digits belong to a word, as in ``F16``; ``US$5`` and ``USD5`` do not."""
    before = plain[max(0, start - 3) : start]
    return (
        bool(before)
        and (before[-1].isalpha() and before not in ("USD", "EUR", "GBP"))
        and (not _unspaced(before[-1]))
        and not _HIDDEN.match(plain, start - 1)
    )


#: “F16” is a name, “v2” a version; “n700 bridges” is a number behind a letter.
_HIDDEN = re.compile(r"(?<![\w.-])[a-gi-oq-uwyz]\d+\s+[a-z]{3,}s\b")


def _unspaced(char: str) -> bool:
    # In Arabic and Hebrew “and” and “in” are written with the number.
    beside = "\u0590" <= char <= "\u06ff"
    return beside or "\u2e80" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7ff"


def _value(match: re.Match[str]) -> Fraction:
    kind, raw = match.lastgroup, match[0]
    if kind == "vulgar":
        return VULGAR[raw]
    if kind == "part":
        return Fraction(raw.replace("⁄", "/"))
    if kind == "clock":
        hours, minutes = raw.split(":")
        return Fraction(int(hours)) + Fraction(int(minutes), 60)
    if kind in ("point", "european"):
        return Fraction(raw.replace(".", "").replace(",", "."))
    if kind == "space":
        return Fraction(re.sub(SPACE, "", raw).replace(",", "."))
    plain = raw.replace(",", "").replace("'", "").replace("’", "")
    # A whole number need not be parsed a second time.
    return Fraction(int(plain)) if plain.isdecimal() else Fraction(plain)


#: “2,3 M€”, as French and Spanish accounts have it.
_EUROS = {"k": 1000, "K": 1000, "M": 10**6, "Md": 10**9, "Mds": 10**9, "Mrd": 10**9}
_OF_EUROS = re.compile(rf"[\s\u00a0]?({any_of(_EUROS)})(?=\s?€)")


#: “79m doses; 40m were there”: what one such letter means, the others of the text mean too.
_MILLIONS_TOLD = re.compile(rf"\dm{MILLIONS_OF.pattern}")
#: “650 mil”, “5 mil millones”, which are read in Spanish alone.
_MIL = re.compile(r"[\s\u00a0]mil(?![^\W_])", re.IGNORECASE)


def _goes_on(plain: str, end: int) -> bool:
    """Tell quickly whether a scale, a fraction or a unit can follow; usually none can."""
    char = plain[end : end + 1]
    if char.isspace() or char == "-":
        char = plain[end + 1 : end + 2]
    return char.lower() in CONTINUES or char.isspace()


def _scaled(plain: str, start: int, value: Fraction, end: int) -> tuple[Fraction, int]:
    """Add a fraction and multiply by the scales that follow the digits."""
    if not _goes_on(plain, end):
        return value, end
    if mixed := MIXED.match(plain, end):
        raw = mixed[1] or mixed[2].replace("⁄", "/")
        value += VULGAR.get(raw) or Fraction(raw)
        end = mixed.end()
    elif half := AND_A_HALF.match(plain, end):
        value += Fraction(1, 2 if half[1].lower() == "half" else 4)
        end = half.end()
    if myriads := read_myriads(plain, value, start, end):
        return myriads
    if suffix := SUFFIX.match(plain, end):
        return value * SUFFIXES[suffix[1].lower()], suffix.end()
    if euros := _OF_EUROS.match(plain, end):
        return value * _EUROS[euros[1]], euros.end()
    in_money = UNIT_BEFORE.search(plain[max(0, start - 4) : start])
    if MILLIONS.match(plain, end) and (
        in_money
        or MONEY_AFTER.match(plain, end + 1)
        or MILLIONS_OF.match(plain, end + 1)
        or _MILLIONS_TOLD.search(plain)
    ):
        return value * 1_000_000, end + 1
    if (thousands := _MIL.match(plain, end)) and "es" in languages_of(plain):
        value, end = value * 1000, thousands.end()
    while scale := SCALE.match(plain, end):
        value *= SCALES[scale[1].lower()]
        end = scale.end()
    return value, end


def _with_unit(text: str, plain: str, start: int, end: int, value: Fraction) -> tuple[Figure, int]:
    unit = ""
    raw = plain[start:end]
    if ":" in raw and re.fullmatch(r"\d+:\d+", raw):
        unit = "h"
    elif before := UNIT_BEFORE.search(plain[max(0, start - 4) : start]):
        unit = UNITS[before[1].lower()]
        start -= len(before[0])
    elif after := UNIT_AFTER.match(plain, end) if _goes_on(plain, end) else None:
        unit = UNITS[(after[1] or after[2]).lower()]
        end = after.end()
    sign = plain[start - 1 : start] if start else ""
    if sign in ("-", "−") and (start == 1 or plain[start - 2] in " (\u00a0"):
        value, start = -value, start - 1
    return Figure(text[start:end], start, end, value, unit), end


def _words(text: str) -> Iterator[Figure]:
    for start, end, value, certain in find_words(text):
        yield (
            _with_unit(text, text, start, end, value)[0]
            if certain
            else Figure(text[start:end], start, end, value, certain=False)
        )


def _spelled(text: str) -> Iterator[Figure]:
    for start, end, value in find_spelled(text):
        yield _with_unit(text, text, start, end, value)[0]


def _signs(text: str) -> Iterator[Figure]:
    for start, end, value in find_signs(text):
        yield _with_unit(text, text, start, end, value)[0]
