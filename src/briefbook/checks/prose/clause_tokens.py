"""A clause as its words and stops, with phrases that deny, or only seem to, told apart."""

from __future__ import annotations

import re
from itertools import pairwise

from briefbook.checks.prose.languages.language import Language
from briefbook.checks.prose.wording import WORD

COMMA = ","
#: Stands for a phrase that denies.
DENIAL = "denial"
_NEUTRAL = "indeed"
#: How long “, the ministry's spokesman said,” may be.
_SPEAKER = 8
_TOKEN = re.compile(rf"{WORD.pattern}|[,;:(]")
#: What is quoted before, with its marks, and “no” as a part of a word.
_QUOTED = re.compile(r"(?<!\w)'.*?'(?!\w)")
_COMPOUND = re.compile(r"\b(?:no|non|not|un)-(?=\w)", re.IGNORECASE)
_NOT_VERB = re.compile(r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!am )\bnot (?=\w+ing\b)")


def clause_tokens(plain: str, language: Language) -> list[str]:
    """Return the words of a text in small letters, with its commas and stops."""
    for pattern in (_QUOTED, _COMPOUND, _NOT_VERB):
        plain = pattern.sub(f" {_NEUTRAL} ", plain)
    if language.idioms:
        plain = language.idioms.sub(_NEUTRAL, plain)
    if language.denial_phrases:
        plain = language.denial_phrases.sub(DENIAL, plain)
    return _without_speakers([match[0].lower() for match in _TOKEN.finditer(plain)], language)


def _without_speakers(tokens: list[str], language: Language) -> list[str]:
    """Leave out who says it where a clause then goes on: “no evidence, she said, that …”."""
    commas = [place for place, token in enumerate(tokens) if token == COMMA]
    for start, end in reversed([*pairwise(commas)]):
        says = any(token in language.speaking for token in tokens[start + 1 : end])
        goes_on = tokens[end + 1 : end + 2]
        if says and end - start <= _SPEAKER and goes_on and goes_on[0] in language.complements:
            tokens = tokens[:start] + tokens[end + 1 :]
    return tokens
