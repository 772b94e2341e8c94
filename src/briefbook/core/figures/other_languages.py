"""Numbers in other languages: the language of a text, its separators, its number words.

``Elf Risse`` is 11, ``1.234,5`` in a German text 1234.5, ``двадцять один`` 21, ``令和3年`` 2021.
The words stand in languages.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from briefbook.core.figures.language_tables import ALONE, ERAS, LANGUAGES, NOT_READ, Numbers
from briefbook.core.figures.number_words import lower_words
from briefbook.core.figures.ordinal_words import ORDINAL_BEHIND
from briefbook.core.figures.spoken_total import SpokenTotal

#: Languages whose decimals stand behind a comma.
_COMMA = frozenset({"de", "fr", "es", "ru", "uk"})
_SCRIPTS = (
    (re.compile("[\u0400-\u04ff]"), ("ru", "uk")), (re.compile("[\u0600-\u06ff]"), ("ar",)),
    (re.compile("[\u0590-\u05ff]"), ("he",)), (re.compile("[\uac00-\ud7a3]"), ("ko",)),
)  # fmt: skip
_ENGLISH = frozenset("the of and to in is was that for on with by from were has have".split())
#: With those, words that only English has, to tell that a text can be read.
_MORE_ENGLISH = frozenset(
    "he she it its his their them they this these those my your our you not never nor neither been "
    "are which who whom whose will would could should said says more than there into about after "
    "before when where while what how but any some each other once out an at as onto".split()
)
#: A number with its groups and decimals as those languages write them; no date, no version.
_COMMA_NUMBER = re.compile(
    r"(?<![\w.,:/-])(\d{1,3}(?:[.\u00a0\u202f\u2009 ]\d{3})+(?:,\d+)?|\d+,\d+)(?![\d.,]*\d)"
)
#: With the vowel signs of Arabic, which are no letters: ألفاً.
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u064b-\u0652])*(?:['’][^\W\d_]+)?")
#: From a thousand on.
_SCALES = frozenset({1000, 10**6, 10**9, 10**12})
_SWAPPED = str.maketrans({".": ",", ",": "."})
_OF = re.compile(r"de$|d['’]", re.IGNORECASE)
#: “Un million et demi”, “dos y medio”.
_AND_A_HALF = {
    "fr": re.compile(r"\s+et\s+demie?\b", re.IGNORECASE),
    "es": re.compile(r"\s+y\s+medi[oa]\b", re.IGNORECASE),
}
_GAP = re.compile(r"[\s\u00a0-]+")
_ERA = re.compile(rf"({'|'.join(ERAS)})\s?(\d{{1,3}}|元)(?=\s?[年년(]|\b)")


@lru_cache(maxsize=256)
def languages_of(text: str) -> tuple[str, ...]:
    """Return the languages that a text may be in, English apart; by script, or common words.

    Of several scripts the one with the most letters counts.
    """
    if not text.isascii():
        letters, codes = max(
            ((len(script.findall(text)), codes) for script, codes in _SCRIPTS), key=lambda s: s[0]
        )
        if letters:
            # A name in its own script does not make a German sentence Korean.
            guest = 2 * letters < len(_LATIN.findall(text))
            return (_by_words(text) or codes) if guest else codes
    return _by_words(text)


def _by_words(text: str) -> tuple[str, ...]:
    """Return the languages in Latin letters whose common words a text has most of."""
    words = lower_words(text)
    found = {code: len(words & LANGUAGES[code].marks) for code in ("de", "fr", "es")}
    most = max(found.values())
    # Short texts of French and Spanish can have as many words of either.
    codes = tuple(code for code, count in found.items() if count == most)
    english = words & _ENGLISH
    if codes == ("de",) and not words.isdisjoint(LANGUAGES["de"].marks - _HALF_GERMAN):
        english -= _GERMAN_TOO
    return codes if most > len(english) else ()


#: Words of both languages, and those of German that are other words in English.
_GERMAN_TOO = frozenset(("in", "was"))
_HALF_GERMAN = frozenset("die war hat den des bis sie mit gab um an so als".split())


#: Letters of the scripts whose numbers are read.
_READ = re.compile(
    "[A-Za-z\u00c0-\u024f\u0400-\u04ff\u0590-\u06ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
)
_LETTER = re.compile(r"[^\W\d_]")
_SYLLABLE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_MANY_WORDS = 15
"""A text of so many words has common ones, one in eight at the least, if its language is known."""


@lru_cache(maxsize=4096)
def can_read(text: str) -> bool:
    """Tell whether the numbers of a text can be read: its script is known, and its language."""
    letters, read = len(_LETTER.findall(text)), len(_READ.findall(text))
    if letters > 2 * read:
        return False
    if 2 * len(_LATIN.findall(text)) < letters:
        return True
    low = [word.lower() for word in _WORD.findall(text)]
    known = (_ENGLISH | _MORE_ENGLISH, *(LANGUAGES[code].marks for code in ("de", "fr", "es")))
    # “A” again and again is one word of another language, and of English.
    other = max(len(common.intersection(low)) for common in NOT_READ.values())
    if other > max(2, *(len(common.intersection(low)) for common in known)):
        return False
    read = max(sum(word in common for word in low) for common in known)
    return len(low) < _MANY_WORDS or read * 8 >= len(low)


def english_separators(plain: str) -> str:
    """Return a text of the same length, with its numbers separated as in English."""
    codes = languages_of(plain)
    if not _COMMA.intersection(codes) or _is_guest(plain, codes):
        return plain
    spanish = codes == ("es",)

    def turned(match: re.Match[str]) -> str:
        number = match[0]
        # In Spanish America the comma groups.
        if spanish and re.fullmatch(r"\d{1,3},\d{3}", number):
            return number
        return number.translate(_SWAPPED)

    return _COMMA_NUMBER.sub(turned, plain)


def _is_guest(text: str, codes: tuple[str, ...]) -> bool:
    """Tell whether a text has only a few words in the script of these languages, as a name."""
    letters = {codes: len(script.findall(text)) for script, codes in _SCRIPTS}
    if codes not in letters:
        return False
    # A sign of these scripts stands for about two letters.
    others = len(_LETTER.findall(text)) - letters[codes] + len(_SYLLABLE.findall(text))
    return letters[codes] <= others


def find_spelled(text: str) -> Iterator[tuple[int, int, Fraction]]:
    """Yield the numbers spelt out in the language of a text, and years of eras."""
    if not text.isascii():
        for era in _ERA.finditer(text):
            year = 1 if era[2] == "元" else int(era[2])
            yield *era.span(), Fraction(ERAS[era[1]] + year)
    for code in languages_of(text):
        yield from _runs(text, code)


def _runs(text: str, code: str) -> Iterator[tuple[int, int, Fraction]]:
    language, place = LANGUAGES[code], 0
    tokens = list(_WORD.finditer(text))
    while place < len(tokens):
        first = _value(tokens, place, language, code, starts=True)
        if first is None:
            place += 1
            continue
        total, begin = SpokenTotal(first[0], by_twenties=code == "fr"), tokens[place].start()
        end = place = first[1]
        while place < len(tokens):
            joined = bool(language.join) and tokens[place][0].lower() == language.join
            following = _value(tokens, place + joined, language, code)
            gap = text[tokens[place - 1].end() : tokens[place].start()]
            if following is None or not _GAP.fullmatch(gap) or not total.add(following[0]):
                break
            place = end = following[1]
        behind = tokens[end - 1].end()
        if code == "fr" and ORDINAL_BEHIND.match(text, behind):
            continue  # “dix-neuvième” is no ten
        single = tokens[end - 1][0].lower() if end == first[1] else ""
        if single and first[0] == 1:
            continue  # “un” alone is an article
        half = _AND_A_HALF[code].match(text, behind) if code in _AND_A_HALF else None
        if half:
            scale = language.values.get(tokens[end - 1][0].lower(), 1)
            yield begin, half.end(), total.value + Fraction(scale if scale >= 1000 else 1, 2)
        elif not (single and first[0] >= 100 and _is_scale(single, language)):
            yield begin, behind, total.value


def _is_scale(word: str, language: Numbers) -> bool:
    """Tell whether a word alone is no number, as “thousands”."""
    return language.values.get(word, 0) in {100, *_SCALES} and word not in ALONE


def _value(
    tokens: list[re.Match[str]], place: int, language: Numbers, code: str, *, starts: bool = False
) -> tuple[int, int] | None:
    """Return the value of the word at a place, or of two, and the place after it."""
    if place >= len(tokens):
        return None
    word = tokens[place][0].lower()
    if language.join and not starts and code in ("ar", "he") and word not in language.values:
        word = word.removeprefix(language.join)
    if place + 1 < len(tokens):
        pair = f"{word}_{tokens[place + 1][0].lower()}"
        if pair in language.values:
            return language.values[pair], place + 2
        if f"{word}+de" in language.values and _OF.match(tokens[place + 1][0]):
            return language.values[f"{word}+de"], place + 1
    if code == "ko":
        following = tokens[place + 1][0] if place + 1 < len(tokens) else ""
        return _korean(word, place, language, following)
    value = language.values.get(word)
    if value is None and code == "de":
        from briefbook.core.figures.numeral_signs import german_number

        value = german_number(word)
    return None if value is None else (value, place + 1)


#: What the native numerals of Korean count; without it 세 and 네 are other words.
_COUNTED = re.compile(r"(명|개|대|척|살|시|채|마리|곳|번|차례|달|사람|배|가지|군데|건|권|장|그루)")


def _korean(word: str, place: int, language: Numbers, following: str) -> tuple[int, int] | None:
    """Read 서른여덟 as 30 + 8; a word that is more than numerals is none."""
    rest, value = word, 0
    for length in range(min(4, len(rest)), 0, -1):
        tens = language.values.get(rest[:length], 0)
        if tens >= 20:
            value, rest = tens, rest[length:]
            break
    counted = _COUNTED.match(rest) if value else None
    if not value or (rest and not counted):
        bare = _COUNTED.split(rest)[0]
        ones = language.values.get(bare, 1 if bare in ("하나", "한") and value else 0)
        alone = bare == rest and not value and not _COUNTED.match(following)
        if not ones or (alone and len(bare) == 1):
            return None
        value += ones
    return value, place + 1
