"""The vocabulary of the checks, read from vocabulary.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib import resources

from briefbook.core.tables.vocabularies import terms

_DATA: dict[str, list[str]] = tomllib.loads(
    resources.files("briefbook.checks.prose")
    .joinpath("vocabulary.toml")
    .read_text(encoding="utf-8")
)

ENDINGS: frozenset[str] = frozenset(_DATA["endings"])
NOT_NAMES: frozenset[str] = frozenset(_DATA["not_names"])
TITLES: frozenset[str] = frozenset(_DATA["titles"])
PUBLICATIONS: frozenset[str] = frozenset(_DATA["publications"])
VERBS: tuple[str, ...] = tuple(_DATA["verbs"])
#: Abbreviations, whose full stop does not end a sentence, in lower case.
ABBREVIATIONS: frozenset[str] = frozenset(_DATA["abbreviations"])
UNIT_SIGNS: frozenset[str] = frozenset(_DATA["unit_signs"])
LONE_NOUNS: frozenset[str] = frozenset(_DATA["lone_nouns"])


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of these phrases, the longest first, with any space between words."""
    phrases = sorted(phrases, key=len, reverse=True)
    spaced = "|".join(r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in phrases)
    return re.compile(rf"(?<![\w-])(?:{spaced})(?![\w-])", re.IGNORECASE)


LIKELIHOOD = _any_of((*terms("likelihood"), "almost certainly"))
#: The longest word of each phrase: a text without any of them has no phrase.
OTHER_STEMS = frozenset(max(phrase.split(), key=len) for phrase in _DATA["other_likelihood"])
OTHER_LIKELIHOOD = _any_of(_DATA["other_likelihood"])
CONFIDENCE = _any_of(_DATA["confidence"])
