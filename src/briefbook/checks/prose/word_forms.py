"""Compare the words of names regardless of inflection: Ukraine, Ukrainian, Ukrainians."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from briefbook.checks.prose.vocabulary import ENDINGS
from briefbook.core.figures.find import figure_keys
from briefbook.core.words.text import normalise

_WORDS = re.compile(r"[^\W\d_](?:[\w]|['.-](?=\w))*")
#: Lower-case beginnings of Arabic names: al-Rashid.
ARTICLES = "al|el|ad|an|ar|as|ash|at|az"
_ARTICLE = re.compile(rf"\b(?:{ARTICLES})-(?=[A-Z])")
_SLAVIC = frozenset(("i", "y", "yy", "iy", "ij", "yj", "yi", "ii"))
#: Shorter words in capitals are abbreviations: US is not “us”.
_LONG = 4
_GENITIVE = re.compile(r"['’]s?(?=\s|$)")


@dataclass(frozen=True)
class Words:
    """Words, indexed by four letters too; of a whole source, also the keys of its figures."""

    plain: frozenset[str]
    by_start: Mapping[str, tuple[str, ...]]
    figures: frozenset[str] = frozenset()

    def has(self, word: str) -> bool:
        """Return whether a word, or another inflected form of it, is among them."""
        if word in self.plain or word.lower() in self.plain:
            return True
        if any(_same_stem(word, other) for other in self.by_start.get(word[:4], ())):
            return True
        return len(word) >= _LONG and self._has_in_capitals(word)

    def _has_in_capitals(self, word: str) -> bool:
        """Return whether one of both is in capitals alone: McDonald, MCDONALD."""
        capitals = word.upper()
        return capitals in self.plain or (
            capitals == word and any(other.upper() == capitals for other in self.plain)
        )


NO_WORDS = Words(frozenset(), {})


@lru_cache(maxsize=65536)
def known_words(text: str) -> Words:
    """Return the words of a text, and the parts of hyphenated ones, in normal form."""
    words = _WORDS.findall(normalise(text).replace("U.S.", "US"))
    plain = frozenset(
        form for word in words for part in (word, *word.split("-")) for form in _genitives(part)
    )
    by_start: dict[str, list[str]] = {}
    for word in plain:
        by_start.setdefault(word[:4], []).append(word)
    return Words(plain, {start: tuple(some) for start, some in by_start.items()})


def source_words(texts: Iterable[str]) -> Words:
    """Return all words of a source and its figures, which insertions ``[…]`` may use."""
    text = " ".join(texts)
    return replace(known_words(text), figures=frozenset(figure_keys(text)))


def _genitives(word: str) -> tuple[str, ...]:
    """Return a word and, if it is a genitive (Kim’s), the word without ’s."""
    return (word, word[:-2]) if word.endswith("'s") else (word,)


def _same_stem(one: str, other: str) -> bool:
    """Return whether two words differ only in their ending: Ukraine, Ukrainian, Ukrainians."""
    shared = 0
    for a, b in zip(one.lower(), other.lower(), strict=False):
        if a != b:
            break
        shared += 1
    rests = {one.lower()[shared:], other.lower()[shared:]}
    # Zelensky, Zelenskyy, Zelenskiy: one ending in Latin letters.
    slavic = rests <= _SLAVIC and one[:shared].lower().endswith(("sk", "ck"))
    return shared >= 4 and (rests <= ENDINGS or slavic)


def name_words(name: str) -> tuple[str, ...]:
    """Return the capitalised words of a name, in normal form."""
    plain = _GENITIVE.sub("", _ARTICLE.sub("", name)).replace("U.S.", "US").replace("U.S", "US")
    return tuple(w for w in _WORDS.findall(normalise(plain)) if w[:1].isupper())


def is_part_of(words: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """Return whether every word of a name is in a longer form of it."""
    return all(any(word == other or _same_stem(word, other) for other in form) for word in words)
