"""The tokens of a clause: words and punctuation, with one token for each phrase that denies."""

from __future__ import annotations

import re
from itertools import pairwise

from briefbook.checks.prose.languages.language import Language
from briefbook.checks.prose.wording import WORD

COMMA = ","
#: The token of a phrase that denies.
DENIAL = "denial"
_NEUTRAL = "indeed"
#: The most words in an inserted attribution such as “, the ministry's spokesman said,”.
_SPEAKER = 8
_TOKEN = re.compile(rf"{WORD.pattern}|[,;:(]")
#: Earlier quotations, with their marks, and “no” as a part of a word.
_QUOTED = re.compile(r"(?<!\w)'.*?'(?!\w)")
_COMPOUND = re.compile(r"\b(?:no|non|not|un)-(?=\w)", re.IGNORECASE)
_NOT_VERB = re.compile(r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!am )\bnot (?=\w+ing\b)")


#: A capitalised word within a sentence: “Tommy Little”, “You Don't Know Jack”.
_CAPITAL = re.compile(r"(?<=[^\W_] )[A-ZÀ-ÖØ-Þ][^\W_]*(?:'[^\W_]+)?")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
#: So many long words in lower case make a text a sentence, not a headline.
_SMALL_IN_A_HEADLINE = 2


def clause_tokens(plain: str, language: Language, following: str = "") -> list[str]:
    """Return the words of a text in lower case, with its commas and stops, in order.

    A capitalised negation is part of a name, except in a headline, where most words, those of
    ``following`` included, are capitalised.
    """
    if not _is_headline(f"{plain} {following}"):
        plain = _CAPITAL.sub(lambda match: _unless_negating(match[0], language), plain)
    governs = language.complements - language.infinitives
    plain = _QUOTED.sub(lambda match: _quoted(match, governs), plain)
    for pattern in (_COMPOUND, _NOT_VERB):
        plain = pattern.sub(f" {_NEUTRAL} ", plain)
    if language.idioms:
        plain = language.idioms.sub(_NEUTRAL, plain)
    if language.denial_phrases:
        plain = language.denial_phrases.sub(DENIAL, plain)
    return _without_speakers([match[0].lower() for match in _TOKEN.finditer(plain)], language)


def _quoted(match: re.Match[str], governs: frozenset[str]) -> str:
    """Return an earlier quotation as one word, but “‘neither confirm nor deny’ that” in full."""
    following = WORD.match(match.string[match.end() :].lstrip())
    spoken = len(WORD.findall(match[0])) > 1 and following and following[0].lower() in governs
    return f" {match[0][1:-1]} " if spoken else f" {_NEUTRAL} "


def _is_headline(text: str) -> bool:
    words = _LONG_WORD.findall(text)
    small = len([word for word in words if word[0].islower()])
    return small < _SMALL_IN_A_HEADLINE and small < len(words) - small


def _unless_negating(word: str, language: Language) -> str:
    low = word.lower()
    negating = low.endswith("n't") or language.negates(low)
    return _NEUTRAL.capitalize() if negating else word


def _without_speakers(tokens: list[str], language: Language) -> list[str]:
    """Leave out an attribution inserted in a clause: “no evidence, she said, that …”."""
    commas = [place for place, token in enumerate(tokens) if token == COMMA]
    for start, end in reversed([*pairwise(commas)]):
        says = any(token in language.speaking for token in tokens[start + 1 : end])
        goes_on = tokens[end + 1 : end + 2]
        if says and end - start <= _SPEAKER and goes_on and goes_on[0] in language.complements:
            tokens = tokens[:start] + tokens[end + 1 :]
    return tokens
