"""The paragraphs of the chapters as statements beside the blocks that they cite.

Strings cannot tell a swapped noun, who said something to whom, before from after, or what caused
what. A person can, with both sides next to each other; see :mod:`.reviewed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefbook.checks.evidence.claim_hashes import claim_sha256
from briefbook.checks.evidence.items import ItemKind, Outcome
from briefbook.checks.evidence.material import BlockRef, Material
from briefbook.checks.evidence.prose import Prose
from briefbook.core.passages import Role

#: What a citation leaves behind before the mark that ends its sentence.
_SPACE_BEFORE_STOP = re.compile(r" +(?=[.,;:!?](?:\s|$))")
#: What a comparison says something of; a locator alone says nothing of the words.
_LOOKED_AT = (ItemKind.QUOTATION, ItemKind.FIGURE, ItemKind.DATE, ItemKind.NAME)
#: A statement has at least so many words: “See there.” has none.
_FEWEST = 4


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence; ``compared`` says whether a figure, name or quotation of it was."""

    text: str
    compared: bool


@dataclass(frozen=True, slots=True)
class CitingParagraph:
    """A numbered paragraph or note: its statements, the blocks that it cites, where it is.

    ``said`` are its words and citations, ``recorded`` the hashes of the blocks.
    """

    place: str
    docname: str
    line: int
    statements: tuple[Statement, ...]
    blocks: tuple[BlockRef, ...]
    said: tuple[str, ...]
    recorded: tuple[str, ...]

    @property
    def claim(self) -> str:
        """What identifies its words and citations."""
        return claim_sha256("paragraph", *(" ".join(text.split()) for text in self.said))

    @property
    def source(self) -> str:
        """What identifies the texts of the blocks."""
        return claim_sha256("blocks", *self.recorded)

    @property
    def not_compared(self) -> int:
        """The number of its statements of which nothing was compared."""
        return sum(not statement.compared for statement in self.statements)


def cited_paragraphs(material: Material, outcomes: Iterable[Outcome]) -> list[CitingParagraph]:
    """Return every paragraph and note of the chapters that cites a source, in reading order."""
    compared: dict[int, list[int]] = {}
    for outcome in outcomes:
        if outcome.item.kind in _LOOKED_AT and outcome.block is not None:
            compared.setdefault(id(outcome.item.passage), []).append(outcome.item.offset)
    by_place: dict[str, list[Prose]] = {}
    for prose in material.prose:
        passage = prose.passage
        if passage.place and passage.docname in material.chapters and passage.role is Role.TEXT:
            by_place.setdefault(passage.place, []).append(prose)
    found = []
    for place, parts in by_place.items():
        blocks = material.blocks(material.place_citations.get(place, ()))
        if blocks and not parts[0].passage.all_own:
            statements = [s for prose in parts for s in _statements(prose, compared)]
            found.append(_paragraph(place, parts, statements, blocks, material))
    return found


def _statements(prose: Prose, compared: dict[int, list[int]]) -> Iterator[Statement]:
    offsets = compared.get(id(prose.passage), [])
    for sentence in prose.sentences:
        text = " ".join(prose.passage.text[sentence.start : sentence.end].split())
        refers = bool(sentence.links) and not sentence.citations
        if text.count(" ") >= _FEWEST - 1 and not refers:
            looked_at = any(sentence.start <= offset < sentence.end for offset in offsets)
            yield Statement(_SPACE_BEFORE_STOP.sub("", text), looked_at)


def _paragraph(
    place: str,
    parts: list[Prose],
    statements: list[Statement],
    blocks: tuple[BlockRef, ...],
    material: Material,
) -> CitingParagraph:
    passages = [prose.passage for prose in parts]
    cited = [f"{c.key} {c.locator}" for passage in passages for c in passage.citations]
    texts = [passage.text for passage in passages]
    # A run of cues is not a block of the record; its cues are.
    recorded = {
        block: known
        for block in blocks
        if (known := material.records[block.key].block(block.locator)) is not None
    }
    return CitingParagraph(
        place, passages[0].docname, passages[0].line, tuple(statements), tuple(recorded),
        (*texts, *cited), tuple(known.sha256 for known in recorded.values()),
    )  # fmt: skip
