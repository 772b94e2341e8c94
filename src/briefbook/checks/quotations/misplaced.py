"""Find a quotation in other blocks than those cited for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefbook.checks.evidence.items import Item
from briefbook.checks.evidence.material import BlockRef, Material
from briefbook.checks.quotations.gaps import omission_parts
from briefbook.checks.quotations.matching import find_quotation
from briefbook.checks.quotations.word_index import WordIndex
from briefbook.core.codes import Code


def find_elsewhere(item: Item, material: Material) -> tuple[Code, str, BlockRef] | None:
    """Return code, message and the block that has the words; blocks of cited sources first."""
    cited = {block.key for block in item.candidates}
    found = _index(material).holding(item.shown)
    for block in sorted(found, key=lambda block: block.key not in cited):
        text = material.texts[block.key][block.locator]
        if block not in item.candidates and item.probe.match(text).result.verified:
            message = (
                f"quotation stands in {block}, not in the cited {{block}}: “{{shown}}”; cite "
                f"{block.locator} in the same sentence"
            )
            return Code.QUOTE_ELSEWHERE, message, block
    return None


def _index(material: Material) -> WordIndex:
    """Return the index of all blocks, which the first quotation that needs it makes."""
    cached = material.cache.get("words")
    if isinstance(cached, WordIndex):
        return cached
    index = material.cache["words"] = WordIndex.of(
        (BlockRef(key, locator), text)
        for key, texts in material.texts.items()
        for locator, text in texts.items()
    )
    return index


def find_joined_blocks(item: Item, material: Material) -> tuple[Code, str] | None:
    """Return code and message for a quotation that joins words of two blocks; or ``None``."""
    texts = {
        block: material.texts[block.key][block.locator]
        for block in item.candidates
        if block.locator in material.texts.get(block.key, {})
    }
    homes = joined_blocks(item.shown, texts)
    if not homes:
        return None
    named = " and ".join(map(str, homes))
    return Code.QUOTE_JOINED, (
        f"quotation joins words of {named}: “{{shown}}”; make two quotations of it"
    )


def joined_blocks(words: str, texts: Mapping[BlockRef, str]) -> list[BlockRef]:
    """Return the blocks whose words a quotation joins; empty if it does not."""
    for pieces in _cuts(words):
        homes = [_home(pieces[0], texts)]
        if not homes[0]:
            return []  # A longer beginning is in no block either.
        homes += [_home(piece, texts) for piece in pieces[1:]]
        found = [home for home in dict.fromkeys(homes) if home]
        if all(homes) and len(found) > 1:
            return found
    return []


def _cuts(words: str) -> Iterator[list[str]]:
    """Yield the ways to cut a quotation: at its omissions, else once between two words."""
    parts = omission_parts(words)
    if len(parts) > 1:
        yield parts
        return
    tokens = words.split()
    for place in range(2, len(tokens) - 1):
        yield [" ".join(tokens[:place]), " ".join(tokens[place:])]


def _home(piece: str, texts: Mapping[BlockRef, str]) -> BlockRef | None:
    found = (block for block, text in texts.items() if find_quotation(piece, text).result.verified)
    return next(found, None)
