"""Small ranks, as “the seventh pandemic”, where cited blocks have another of the same things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from briefbook.checks.prose.languages.language import language

_RANKS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_MAY_RANK = re.compile(rf"\b(?:{'|'.join(_RANKS)}|\d(?:st|nd|rd|th))\b", re.IGNORECASE)
#: “The seventh cholera pandemic”; “a second report” may be the editors' own count.
_RANK = re.compile(
    rf"\b(?:the|this|its|his|her|their)\s+(?:(\d{{1,3}})(?:st|nd|rd|th)|({'|'.join(_RANKS)}))"
    r"\s+([a-z]{3,}(?:\s+[a-z]{3,})?)",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:another|other|next|again|following|subsequent|last|latter)\b")
#: What is ranked in many ways at once, or no rank at all: “the third quarter”, “a third time”.
_NO_RANKED = frozenset(
    "time times place half quarter day week month year years person paragraph article sentence "
    "point part world international national new large largest big biggest most high highest "
    "great major great only next last few".split()
)
_WORD = re.compile(r"[a-z]{3,}", re.IGNORECASE)
_Block = TypeVar("_Block")


def ranks_of(text: str) -> Iterator[re.Match[str]]:
    """Yield where a text ranks something."""
    for match in _RANK.finditer(text) if _MAY_RANK.search(text) else ():
        if _ranked(match):
            yield match


def other_rank(rank: re.Match[str], texts: Mapping[_Block, str]) -> tuple[str, _Block] | None:
    """Return what one of the texts has instead, and which; nothing where they contradict nobody.

    A text that has but the first of several, or “another”, leaves the count to the editors.
    """
    theirs = [
        (found, block)
        for block, text in texts.items()
        for found in ranks_of(text)
        if _ranked(rank) & _ranked(found)
    ]
    values = {_value(found) for found, _block in theirs}
    counting = any(map(_OTHERS.search, texts.values()))
    if max(values, default=0) <= 1 or _value(rank) in values or counting:
        return None
    found, block = theirs[-1]
    return found[0], block


def _value(match: re.Match[str]) -> int:
    return int(match[1]) if match[1] else _RANKS.index(match[2].lower()) + 1


def _ranked(match: re.Match[str]) -> frozenset[str]:
    """Return the nouns that a rank stands before, in small letters."""
    words = frozenset(word.lower() for word in _WORD.findall(match[3]))
    return words - language("en").common - _NO_RANKED
