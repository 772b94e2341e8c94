"""The normal forms in which quotations and texts are compared, and where words occur."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefbook.checks.prose.languages.language import Language, language_of
from briefbook.core.figures.find import figure_keys
from briefbook.core.words.quotation_marks import ALL
from briefbook.core.words.text import tidy
from briefbook.core.words.word_breaks import UNSPACED_RUN

#: A word; “wouldn't” is two, so that a missing negation is a missing word.
WORD = re.compile(
    r"(?i:n't)\b|[^\W_](?:(?!n't\b)[\w'.,])*?(?=n't\b)|[^\W_](?:[\w'.,]*[^\W_])?|[$€£%]"
)
_EDGES = f" .,;:!?-/()[]–—…{ALL}"


@lru_cache(maxsize=65536)
def tidied(text: str) -> str:
    """Return a text with normalised characters and spaces; cached, as blocks are compared often."""
    return tidy(text)


def edges_cut(text: str) -> str:
    """Return a text without the punctuation at both ends."""
    return text.strip(_EDGES)


def occurrences(words: str, text: str, *, any_case: bool = False) -> Iterator[int]:
    """Yield the offsets at which words occur in a text, as whole words and not within a number.

    With ``any_case`` their first letter may be in either case.
    """
    forms = {words, words[:1].upper() + words[1:], words[:1].lower() + words[1:]}
    starts = {start for form in (forms if any_case else (words,)) for start in _places(form, text)}
    yield from sorted(starts)


def _places(words: str, text: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not _within(text, start, end):
            yield start
        start = text.find(words, start + 1)


def _within(text: str, start: int, end: int) -> bool:
    """Return whether a range begins or ends inside a word or a number."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return (
        # Of non-members is not said what is said of members.
        text[max(0, start - 4) : start].lower() == "non-"
        or (_one_word(before[-1:], text[start]) and not _begins_behind_and(before, text[start]))
        or (before[-1:] in (",", ".") and before[:1].isdecimal())
        or (_one_word(after[:1], text[end - 1]) and not _ends_before_particle(text, end))
        or (after[:1] in (",", ".") and after[1:].isdecimal())
    )


def _one_word(outside: str, inside: str) -> bool:
    """Return whether two characters are of one word; scripts without spaces have no such words."""
    if not outside.isalnum():
        return False
    spaced = not UNSPACED_RUN.match(outside) and not UNSPACED_RUN.match(inside)
    return spaced or (outside.isnumeric() and inside.isnumeric())


def _begins_behind_and(before: str, first: str) -> bool:
    """Return whether only the “and” stands before that Arabic and Hebrew write with a word."""
    return before[-1:] in ("و", "ف", "ו") and not before[:-1].isalnum() and first.isalpha()


#: Korean particles after a noun, and after a reported sentence. 만 is a number too.
_PARTICLE = re.compile(
    r"(?:(?:을|를|이|가|은|는|의|에|도|과|와|로|으로|에서|에게|께서|까지|부터|보다|처럼)"
    r"|(?:이)?(?:라고|라는|라며|며|나)|(?<=다)(?:고|며|면서))(?![가-힣])"
)
#: At least two syllables, as 아이 is not 아 with a particle. Not a numeral: 십이 is twelve.
_NOUN = re.compile(r"(?:[가-힣]|\d)[가-힣]*(?![일이삼사오육칠팔구십백천만억조])[가-힣]$")


def _ends_before_particle(text: str, end: int) -> bool:
    """Return whether only a particle follows here, which a quotation in Korean leaves out."""
    noun = _PARTICLE.match(text, end) and _NOUN.search(text[max(0, end - 12) : end])
    return bool(noun or (_is_past(text[end - 1]) and _ENDING.match(text, end)))


#: The number of ㅆ among the consonants that can end a syllable.
_DOUBLE_S = 20
#: What ends a verb in the past: “발견했”고, “발견했”다며.
_ENDING = re.compile("(?!지)[가-힣]{1,3}(?![가-힣])")


def _is_past(char: str) -> bool:
    """Return whether a syllable ends in ㅆ, as all verbs in the past do."""
    return "가" <= char <= "힣" and (ord(char) - ord("가")) % 28 == _DOUBLE_S


def words_of(text: str) -> list[str]:
    """Return the words of a text in normal form, as quotations are compared."""
    return [match[0].strip("'") for match in WORD.finditer(text)]


def has_negation(words: Iterable[str], language: Language) -> bool:
    """Return whether one of several words negates."""
    return any(language.negates(word) for word in words)


def is_weighty(text: str, language: Language | None = None) -> bool:
    """Return whether words have a number or a negation, which no quotation may lose or change."""
    return bool(figure_keys(text)) or has_negation(words_of(text), language or language_of(text))
