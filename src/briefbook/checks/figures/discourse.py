"""Small numbers that count the editors' own points, and nothing in a source: “two reasons”."""

from __future__ import annotations

import re

from briefbook.core.figures.number_words import lower_words

_COUNTED = frozenset(
    "reason reasons question questions thing things issue issues aspect aspects way "
    "ways respect respects argument arguments explanation explanations article articles account "
    "accounts source sources paragraph paragraphs chapter chapters sentence sentences version "
    "versions reading readings interpretation interpretations remark remarks theme themes topics "
    "topic sections section".split()
)
_FOLLOWS = re.compile(r"\s+(?:[a-z-]+\s+){0,2}?([a-z]+)\b")
_SMALL = re.compile(r"(?:[1-9]|10|one|two|three|four|five|six|seven|eight|nine|ten)", re.IGNORECASE)
#: “The two”, “the first two”, with what is said of them behind, and no noun of theirs.
_BACK = re.compile(
    r"\b(?:the|these|those|all)\s+(?:(?:first|last|former|latter|other)\s+)?$", re.IGNORECASE
)
_SAID_OF_THEM = re.compile(
    r"\s*(?:[.,;:]|$)|\s+(?:[a-z]+ly|(?:are|were|have|had|do|did|can|may|agree|differ)(?:n't)?|"
    r"(?:of|among)\s+(?:them|these|those))\b"
)


def is_discourse(text: str, start: int, end: int) -> bool:
    """Tell whether a small number counts reasons, points or the like, as a writer does."""
    if not _SMALL.fullmatch(text, start, end) or _COUNTED.isdisjoint(lower_words(text)):
        return False
    following = _FOLLOWS.match(text, end)
    return following is not None and not _COUNTED.isdisjoint(following[0].split())


def refers_back(text: str, start: int, end: int) -> bool:
    """Tell whether a small number refers to what was named before: “the two nearly agree”."""
    return bool(
        _SMALL.fullmatch(text, start, end)
        and _BACK.search(text[:start])
        and _SAID_OF_THEM.match(text, end)
    )
