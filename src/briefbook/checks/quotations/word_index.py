"""An inverted index of blocks by their words, for quotations that may be in any of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefbook.checks.evidence.material import BlockRef
from briefbook.checks.prose.canonical import canonical
from briefbook.checks.quotations.gaps import omission_parts, without_insertions
from briefbook.checks.quotations.matching import without_changed_letters
from briefbook.core.words.word_breaks import UNSPACED_RUN

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class WordIndex:
    """Blocks and, for each word, the indices in ``blocks`` of those that have it."""

    blocks: Sequence[BlockRef]
    places: Mapping[str, set[int]]

    @classmethod
    def of(cls, texts: Iterable[tuple[BlockRef, str]]) -> WordIndex:
        """Return the index of these blocks."""
        blocks: list[BlockRef] = []
        places: dict[str, set[int]] = defaultdict(set)
        for block, text in texts:
            for word in indexed_words(text):
                places[word].add(len(blocks))
            blocks.append(block)
        return cls(blocks, dict(places))

    def holding(self, quotation: str) -> list[BlockRef]:
        """Return the blocks that have every word of a quotation, in their order."""
        plain = without_insertions(" ".join(omission_parts(without_changed_letters(quotation))))
        sets = [self.places.get(word, set()) for word in indexed_words(plain)]
        sets.sort(key=len)
        return [self.blocks[at] for at in sorted(sets[0].intersection(*sets[1:]))] if sets else []


def indexed_words(text: str) -> frozenset[str]:
    """Return the words by which a text is indexed; for scripts without spaces, letter pairs."""
    low = canonical(text).lower()
    if low.isascii():
        return frozenset(_WORD.findall(low))
    found: set[str] = set()
    for word in _WORD.findall(low):
        found.update(UNSPACED_RUN.sub(" ", word).split())
        for run in UNSPACED_RUN.findall(word):
            found.update("".join(pair) for pair in pairwise(run))
    return frozenset(found)
