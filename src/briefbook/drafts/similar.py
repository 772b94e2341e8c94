"""Find the blocks most similar to a sentence, by words that few blocks have."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefbook.checks.evidence.material import BlockRef
from briefbook.checks.prose.languages.language import language_of
from briefbook.checks.quotations.word_index import indexed_words

#: The number of letters of a word that are compared, without its ending.
_STEM = 5
#: Words in a larger share of the blocks are ignored.
_COMMON = 0.1
#: The number of blocks up to which no word is ignored.
_FEW_BLOCKS = 40


@dataclass(frozen=True, slots=True)
class Likeness:
    """A block, and the share of a sentence's words that it has, weighed by how rare they are."""

    block: BlockRef
    share: float


class SimilarBlocks:
    """Blocks by the stems of their words."""

    def __init__(self, texts: Iterable[tuple[BlockRef, str]]) -> None:
        self._blocks: list[BlockRef] = []
        places: dict[str, list[int]] = defaultdict(list)
        for block, text in texts:
            for stem in _stems(text):
                places[stem].append(len(self._blocks))
            self._blocks.append(block)
        self._places = dict(places)
        self._most = max(_FEW_BLOCKS, _COMMON * len(self._blocks))

    def find(
        self, text: str, count: int, among: frozenset[str] | None = None
    ) -> Sequence[Likeness]:
        """Return the blocks most like a text, best first; ``among`` names the only sources."""
        total, scores = 0.0, defaultdict[int, float](float)
        common = language_of(text).common
        for stem in _stems(text):
            places = self._places.get(stem, [])
            weight = math.log(1 + len(self._blocks) / (1 + len(places)))
            if stem in common or len(places) > self._most:
                continue
            total += weight
            for place in places:
                if among is None or self._blocks[place].key in among:
                    scores[place] += weight
        best = sorted(scores.items(), key=lambda each: (-each[1], each[0]))[:count]
        return [Likeness(self._blocks[place], score / total) for place, score in best]


def _stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words, without numbers."""
    return frozenset(word[:_STEM] for word in indexed_words(text) if not word[:1].isdigit())
