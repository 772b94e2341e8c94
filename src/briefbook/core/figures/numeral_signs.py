"""Numbers in signs other than digits: ``XII``, ``⑫``, ``七百``, ``칠백``, ``siebenhundert``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction

from briefbook.core.figures.number_words import lower_words
from briefbook.core.figures.numerals import (
    COUNTERS,
    FOREIGN_WORDS,
    HAN_DIGITS,
    HAN_POWERS,
    HANGUL_DIGITS,
    HANGUL_POWERS,
    NO_ROMAN,
    any_of,
)

#: One find: start, end, value.
FoundNumeral = tuple[int, int, Fraction]

_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_FORM = "M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
# “XII bridges” counts; “Louis XIV”, “Part II” and “Type IV” name.
_MAY_ROMAN = re.compile("[IVXLCDM][IVXLCDM] ")
_ROMAN = re.compile(r"(?<![\w’'.-])[IVXLCDM]{2,}(?=\s+[a-z]{3,})")
_NAMED = re.compile(
    r"\b(?!(?:The|In|Of|On|At|Some|About|Only|Nearly|Almost|Over|All|These|Those|Another|More|Than|"
    r"With|For|By|From|And|But|Another)\b)[A-Z][^\W\d_]*\.?\s+$"
)
#: One sign that is a whole number: circled, in brackets, with a full stop, Roman.
_SIGN = re.compile(
    "[\u2160-\u2188\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3251-\u325f\u3280-\u3289\u32b1-\u32bf]"
)
_MAY_SIGN = re.compile(
    "[²³¹\u2070-\u2089\u2160-\u2188\u2460-\u24ff\u2776-\u2793\u3007-\u9fff가-힣]"
)
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
# Behind a letter, a digit or a bracket a small digit is an exponent or a note.
_SMALL = re.compile(r"(?<![\w)\]’”\"'.,⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉])[⁰¹²³⁴-⁹₀-₉]+")
_HAN = re.compile(rf"[{''.join((*HAN_DIGITS, *HAN_POWERS))}]+")
_HANGUL_SIGNS = "".join((*HANGUL_DIGITS, *HANGUL_POWERS))
_HANGUL = re.compile(
    rf"(?<![가-힣])(?:[{_HANGUL_SIGNS}]*[만억]\s)?[{_HANGUL_SIGNS}]{{2,}}"
    rf"(?=\s*(?:{any_of(COUNTERS['ko'])})|(?![가-힣]))"
)
_NO_COUNT = re.compile("[一千万萬億亿百十]|.[月日年多余餘]")
_HAN_YEAR = re.compile(f"[{''.join(HAN_DIGITS)}]{{4}}(?=年)")
_HAN_COUNTER = re.compile(rf"\s?(?:{any_of(COUNTERS['zh'])})")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FOREIGN = re.compile(rf"(?<![\w-])(?:{any_of(FOREIGN_WORDS)})(?![\w-])", re.IGNORECASE)
#: Looking for the words of a text is quicker than trying each of many at each place.
_ASCII_FOREIGN = frozenset(filter(str.isascii, FOREIGN_WORDS))
_GERMAN_ONE = (
    "ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dreizehn|vierzehn|fünfzehn|"
    "sechzehn|siebzehn|achtzehn|neunzehn"
)
_GERMAN_TENS = "zwanzig|dreißig|dreissig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig"
_GERMAN_SMALL = rf"(?:(?:(?:{_GERMAN_ONE})und)?(?:{_GERMAN_TENS})|(?:{_GERMAN_ONE}|eins))"
_GERMAN = re.compile(
    rf"\b(?P<thousands>(?:(?:{_GERMAN_ONE})?hundert)?(?:{_GERMAN_SMALL})?tausend)?"
    rf"(?P<hundreds>(?:{_GERMAN_ONE})?hundert)?(?:und)?(?P<rest>{_GERMAN_SMALL})?\b",
    re.IGNORECASE,
)
_GERMAN_VALUES = {
    word: value for value, word in enumerate(_GERMAN_ONE.split("|"), start=1)
} | {
    "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60,
    "siebzig": 70, "achtzig": 80, "neunzig": 90, "eins": 1,
}  # fmt: skip


def find_signs(text: str) -> Iterator[FoundNumeral]:
    """Yield the numbers of a text that are written in signs or words of other languages."""
    yield from _romans(text)
    if text.isascii():
        if not _ASCII_FOREIGN.isdisjoint(lower_words(text)):
            yield from _foreign(text)
    else:
        yield from _beyond_ascii(text)
    low = text.lower()
    if "zig" in low or "hundert" in low or "tausend" in low or "drei" in low:
        yield from _german(text)


def _beyond_ascii(text: str) -> Iterator[FoundNumeral]:
    yield from _foreign(text)
    if _MAY_SIGN.search(text):
        yield from _signs(text)


def _signs(text: str) -> Iterator[FoundNumeral]:
    for match in _SIGN.finditer(text):
        value = unicodedata.numeric(match[0], None)
        if value is not None and value == int(value):
            yield *match.span(), Fraction(int(value))
    for match in _SMALL.finditer(text):
        yield *match.span(), Fraction(int(match[0].translate(_SUPER)))
    yield from _ideographs(text)
    for match in _HANGUL.finditer(text):
        signs = "".join(match[0].split())  # “팔만 구천” is one number
        if (number := _powers(signs, HANGUL_DIGITS, HANGUL_POWERS)) is not None:
            yield *match.span(), number


def _romans(text: str) -> Iterator[FoundNumeral]:
    for match in _ROMAN.finditer(text) if _MAY_ROMAN.search(text) else ():
        named = _NAMED.search(text, 0, match.start())
        if named or match[0] in NO_ROMAN or not re.fullmatch(_ROMAN_FORM, match[0]):
            continue
        digits = [_ROMAN_VALUES[sign] for sign in match[0]]
        pairs = zip(digits, [*digits[1:], 0], strict=True)
        yield *match.span(), Fraction(sum(d if d >= following else -d for d, following in pairs))


def _ideographs(text: str) -> Iterator[FoundNumeral]:
    """Read Chinese numerals where they are certainly such: alone, or before what is counted."""
    for match in _HAN_YEAR.finditer(text):
        digits = "".join(str(HAN_DIGITS[sign]) for sign in match[0])
        yield *match.span(), Fraction(int(digits))
    for match in _HAN.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        alone = not _IDEOGRAPH.match(before) and not _IDEOGRAPH.match(after)
        counter = _HAN_COUNTER.match(text, match.end())
        # One digit before a month or a day is part of a date, and 一个 is “a”.
        counted = counter and (
            len(match[0]) > 1 or not _NO_COUNT.match(match[0] + counter[0].strip())
        )
        number = _powers(match[0], HAN_DIGITS, HAN_POWERS)
        # “3万” is read with its digits.
        if (alone or counted) and not before.isdecimal() and number is not None:
            yield *match.span(), number


def _powers(word: str, digits: dict[str, int], powers: dict[str, int]) -> Fraction | None:
    """Read ``칠백이십`` as 7×100 + 2×10; ``None`` where the signs make no number."""
    total, section, digit = 0, 0, -1
    if len(word) > 1 and not any(sign in powers for sign in word):
        return None
    for sign in word:
        if sign in digits:
            if digit > 0:
                return None
            digit = digits[sign]
        elif powers[sign] < 10_000:
            section, digit = section + max(digit, 1) * powers[sign], -1
        else:
            total += max(section + max(digit, 0), 1) * powers[sign]
            section, digit = 0, -1
    return Fraction(total + section + max(digit, 0))


def _foreign(text: str) -> Iterator[FoundNumeral]:
    if not any(word in FOREIGN_WORDS for word in _WORD.findall(text.lower())):
        return
    for match in _FOREIGN.finditer(text):
        if match[0][0].isupper() and match.start():
            continue  # “Cinco de Mayo” is a name
        yield *match.span(), Fraction(FOREIGN_WORDS[match[0].lower()])


def _german(text: str) -> Iterator[FoundNumeral]:
    for match in _GERMAN.finditer(text):
        if match[0] and (match["thousands"] or match["hundreds"] or len(match[0]) > 4):
            value = _german_value(match[0].lower())
            if value >= 20:
                yield *match.span(), Fraction(value)


def german_number(word: str) -> int | None:
    """Return the value of a German number in one word; ``None`` if it is not one."""
    return (_german_value(word) or None) if _GERMAN.fullmatch(word) else None


def _german_value(word: str) -> int:
    for power, factor in (("tausend", 1000), ("hundert", 100)):
        head, found, rest = word.partition(power)
        if found:
            return (_german_value(head) or 1) * factor + _german_value(rest)
    word = word.removeprefix("und")
    ones, found, tens = word.partition("und")
    if found and ones and tens:
        return _GERMAN_VALUES.get(ones, 0) + _GERMAN_VALUES.get(tens, 0)
    return _GERMAN_VALUES.get(word, 0)
