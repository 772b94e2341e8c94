"""Where else the words of a quotation stand that is not found where it should be."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefbook.checks.evidence.items import Item
from briefbook.checks.evidence.material import BlockRef, Material
from briefbook.checks.prose.wording import canonical
from briefbook.checks.quotations.gaps import omission_parts, without_insertions
from briefbook.checks.quotations.matching import find_quotation, without_changed_letters
from briefbook.core.codes import Code

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class WordIndex:
    """The blocks of all texts at hand, and in which of them each word stands."""

    blocks: Sequence[BlockRef]
    places: Mapping[str, set[int]]

    def holding(self, quotation: str) -> list[BlockRef]:
        """Return the blocks that have every word of a quotation, in their order."""
        plain = without_insertions(" ".join(omission_parts(without_changed_letters(quotation))))
        sets = [self.places.get(word, set()) for word in _words(plain)]
        sets.sort(key=len)
        return [self.blocks[at] for at in sorted(sets[0].intersection(*sets[1:]))] if sets else []


def find_elsewhere(item: Item, material: Material) -> tuple[Code, str] | None:
    """Say in which block that is not cited the words stand, of the cited sources first."""
    cited = {block.key for block in item.candidates}
    found = _index(material).holding(item.shown)
    for block in sorted(found, key=lambda block: block.key not in cited):
        text = material.texts[block.key][block.locator]
        if block not in item.candidates and item.probe.match(text).result.verified:
            return Code.QUOTE_ELSEWHERE, (
                f"quotation stands in {block}, not in the cited {{block}}: “{{shown}}”; cite "
                f"{block.locator} in the same sentence"
            )
    return None


def _index(material: Material) -> WordIndex:
    """Return the index, made for the first quotation that needs it."""
    cached = material.cache.get("words")
    if isinstance(cached, WordIndex):
        return cached
    blocks: list[BlockRef] = []
    places: dict[str, set[int]] = defaultdict(set)
    for key, texts in material.texts.items():
        for locator, text in texts.items():
            for word in _words(text):
                places[word].add(len(blocks))
            blocks.append(BlockRef(key, locator))
    index = material.cache["words"] = WordIndex(blocks, places)
    return index


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(canonical(text).lower()))


def find_joined_blocks(item: Item, material: Material) -> tuple[Code, str] | None:
    """Say of which two blocks a quotation was put together."""
    texts = {
        block: material.texts[block.key][block.locator]
        for block in item.candidates
        if block.locator in material.texts.get(block.key, {})
    }
    for pieces in _cuts(item.shown):
        homes = [_home(piece, texts) for piece in pieces]
        if all(homes) and len(set(homes)) > 1:
            named = " and ".join(dict.fromkeys(str(home) for home in homes))
            return Code.QUOTE_JOINED, (
                f"quotation joins words of {named}: “{{shown}}”; make two quotations of it"
            )
    return None


def _cuts(words: str) -> Iterator[list[str]]:
    """Yield the ways to cut a quotation: at its omissions, else once between two words."""
    parts = omission_parts(words)
    if len(parts) > 1:
        yield parts
        return
    tokens = words.split()
    for place in range(2, len(tokens) - 1):
        yield [" ".join(tokens[:place]), " ".join(tokens[place:])]


def _home(piece: str, texts: dict[BlockRef, str]) -> BlockRef | None:
    found = (block for block, text in texts.items() if find_quotation(piece, text).result.verified)
    return next(found, None)
