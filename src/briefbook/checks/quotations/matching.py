"""Whether a quotation stands in a text, word for word.

What is allowed: other shapes of quotation marks, dashes and spaces; another case of the first
letter; punctuation at both ends; ``[words]`` that the editors put in; ``…`` for words left out.
"""

from __future__ import annotations

import re

from briefbook.checks.evidence.matches import Match, Result
from briefbook.checks.prose.vocabulary import CARRYING
from briefbook.checks.prose.wording import (
    canonical,
    edges_cut,
    is_negation,
    occurrences,
    tidied,
    words_of,
)
from briefbook.checks.quotations.gaps import match_with_gaps
from briefbook.checks.quotations.nearest import find_nearest
from briefbook.core.text import tidy

_CHANGED_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W_])")
_NOT_THERE = Match(Result.NOT_FOUND, "", 0.0)


def match_quotation(words: str, text: str, *, negated: bool = True) -> Match:
    """Compare the words of a quotation, without its marks, with the text of one block.

    Where the words before the quotation are not ``negated``, it must not begin right behind a
    negation of the block: “once crossed a line” is not what “never once crossed a line” says.
    """
    match = find_quotation(words, text, negated=negated)
    return match if match is not _NOT_THERE else find_nearest(*_forms(words, text))


def find_quotation(words: str, text: str, *, negated: bool = True) -> Match:
    """Compare without looking for what is similar, which takes a hundred times as long."""
    match, starts = _find(words, text)
    if match.result.verified and not negated and (cut := _negation_cut(canonical(text), starts)):
        return Match(Result.ALTERED, f"{cut} {canonical(words)}")
    return match


def _find(words: str, text: str) -> tuple[Match, list[int]]:
    """Return the match, and where it begins in the text's form for comparing."""
    quotation, block = _forms(words, text)
    whole = edges_cut(quotation)
    starts = list(occurrences(whole, block, any_case=True)) if whole else []
    plain = edges_cut(tidy(words))
    if plain and any(True for _ in occurrences(plain, tidied(text))):
        return Match(Result.EXACT), starts
    if starts:
        return Match(Result.NORMALISED), starts
    found = match_with_gaps(quotation, block)
    return (found[0], [found[1]]) if found else (_NOT_THERE, [])


def _forms(words: str, text: str) -> tuple[str, str]:
    return canonical(without_changed_letters(words)), canonical(text)


def without_changed_letters(words: str) -> str:
    """Return a quotation with “[T]he war” as “The war”: a changed letter is no insertion."""
    return _CHANGED_LETTER.sub(r"\1", words)


def _negation_cut(block: str, starts: list[int]) -> str:
    """Return the negation before a quotation; empty where one of its places has none.

    It stands right before the words, or only words lie between that carry it on: “denies that
    it ever refused one” is not “it ever refused one”.
    """
    cut = ""
    for start in starts:
        before = words_of(re.split(r"[.;:!?,]", block[max(0, start - 40) : start])[-1])
        while before and before[-1].lower() in CARRYING:
            before.pop()
        if not before or not is_negation(before[-1]):
            return ""
        cut = before[-1]
    return cut
