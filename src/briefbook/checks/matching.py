"""Whether a quotation stands in a text, word for word.

What is allowed: other shapes of quotation marks, dashes and spaces; another case of the first
letter; punctuation at both ends; ``[words]`` that the editors put in; ``…`` for words left out.
"""

from __future__ import annotations

import re

from briefbook.checks.gaps import match_with_gaps
from briefbook.checks.matches import Match, Result
from briefbook.checks.nearest import nearest
from briefbook.checks.wording import (
    canonical,
    edges_cut,
    is_negation,
    occurrences,
    tidied,
    words_of,
)
from briefbook.core.text import tidy

_CHANGED_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W_])")
_NOT_THERE = Match(Result.NOT_FOUND, "", 0.0)


def match_quotation(words: str, text: str, *, negated: bool = True) -> Match:
    """Compare the words of a quotation, without its marks, with the text of one block.

    Where the words before the quotation are not ``negated``, it must not begin right behind a
    negation of the block: “once crossed a line” is not what “never once crossed a line” says.
    """
    match = find_quotation(words, text, negated=negated)
    return match if match is not _NOT_THERE else nearest(*_forms(words, text))


def find_quotation(words: str, text: str, *, negated: bool = True) -> Match:
    """Compare without looking for what is similar, which takes a hundred times as long."""
    match = _find(words, text)
    if match.result.verified and not negated and (cut := _negation_cut(words, text)):
        return Match(Result.ALTERED, cut)
    return match


def _find(words: str, text: str) -> Match:
    plain = edges_cut(tidy(words))
    if plain and any(True for _ in occurrences(plain, tidied(text))):
        return Match(Result.EXACT)
    quotation, block = _forms(words, text)
    whole = edges_cut(quotation)
    if whole and any(True for _ in occurrences(whole, block, any_case=True)):
        return Match(Result.NORMALISED)
    return match_with_gaps(quotation, block) or _NOT_THERE


def _forms(words: str, text: str) -> tuple[str, str]:
    return canonical(without_changed_letters(words)), canonical(text)


def without_changed_letters(words: str) -> str:
    """Return a quotation with “[T]he war” as “The war”: a changed letter is no insertion."""
    return _CHANGED_LETTER.sub(r"\1", words)


def _negation_cut(words: str, text: str) -> str:
    """Return the words with the negation before them; empty where one place has none."""
    quotation, block = edges_cut(canonical(words)), canonical(text)
    cut = ""
    for start in occurrences(quotation, block, any_case=True) if quotation else ():
        before = words_of(block[:start][-20:])
        if not before or not is_negation(before[-1]):
            return ""
        cut = f"{before[-1]} {block[start : start + len(quotation)]}"
    return cut
