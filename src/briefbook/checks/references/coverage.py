"""Coverage: every block of a source is cited by some chapter; every paragraph cites something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefbook.checks.evidence.material import BlockRef, Material
from briefbook.checks.evidence.whole_texts import is_whole_text, whole_blocks
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.locators.kinds import PARAGRAPH
from briefbook.core.locators.reading import join_blocks
from briefbook.core.passages import Passage
from briefbook.core.records import AnchorKind
from briefbook.sources.records.record import CUE, Block

#: Blocks that divide a text or are above it; they need not be cited.
NOT_COVERED = ("heading", "kicker")
_CUES = 3


@dataclass(frozen=True, slots=True)
class Coverage:
    """One block of a source, and the chapters' paragraphs and notes that cite it, in order."""

    block: Block
    places: tuple[str, ...]
    needed: bool

    @property
    def missing(self) -> bool:
        """Whether the block should be cited and is not."""
        return self.needed and not self.places and not self.block.left_out


def find_coverage(material: Material) -> dict[str, list[Coverage]]:
    """Return each source's blocks with where they are cited, by key."""
    places: dict[BlockRef, dict[str, None]] = {}
    for prose in material.prose:
        passage = prose.passage
        if passage.docname not in material.chapters:
            continue
        for ref in (*material.blocks(passage.citations), *_given_whole(passage, material)):
            places.setdefault(ref, {})[passage.place or passage.docname] = None
    # The card of a source gives its title.
    carded = {material.book.documents[name].source for name in material.chapters}
    return {
        key: [
            Coverage(
                block,
                tuple(places.get(BlockRef(key, block.locator), ())),
                block.kind not in NOT_COVERED
                and not (block.locator == "headline" and key in carded),
            )
            for block in record.blocks
        ]
        for key, record in sorted(material.records.items())
    }


def coverage_findings(material: Material) -> Iterator[Diagnostic]:
    """Yield the blocks that no chapter cites, and chapters whose source has no record."""
    for key, blocks in find_coverage(material).items():
        record = material.records[key]
        missing = [entry.block for entry in blocks if entry.missing]
        if missing:
            locators = listed_blocks(missing)
            words, one = sum(block.words for block in missing), len(missing) == 1
            yield Diagnostic(
                record.path, 0, Code.BLOCK_UNCOVERED.value,
                f"{key} {locators} ({words} words) {'is' if one else 'are'} cited by no chapter; "
                f"cite {'it' if one else 'them'}, or give the reason: left_out = \"…\" under "
                f"{'its' if one else 'their'} [[blocks]]",
                Code.BLOCK_UNCOVERED.severity,
            )  # fmt: skip
    for docname, doc in material.book.documents.items():
        if doc.is_chapter and doc.source and doc.source not in material.records:
            yield material.finding_at(
                docname, 1, Code.RECORD_MISSING,
                f"the chapter's source {doc.source!r} has no record; add the article: "
                f"briefbook add FILE --key {doc.source}",
            )  # fmt: skip


def listed_blocks(missing: Sequence[Block]) -> str:
    """Name blocks; of the cues of a transcript the first ones, and how many more there are."""
    cues = [block.locator for block in missing if block.kind == CUE]
    named = [join_blocks(block.locator for block in missing if block.kind != CUE)]
    named += cues[:_CUES] + ([f"and {len(cues) - _CUES} more"] if cues[_CUES:] else [])
    return ", ".join(filter(None, named)).replace(", and ", " and ")


def uncited_findings(material: Material) -> Iterator[Diagnostic]:
    """Yield the numbered paragraphs of chapters that cite nothing."""
    seen: set[str] = set()
    for prose in material.prose:
        passage = prose.passage
        anchor = material.book.anchor(passage.place) if passage.place else None
        if (
            passage.role.beside
            or anchor is None
            or anchor.kind is not AnchorKind.PARAGRAPH
            or passage.place in seen
        ):
            continue
        seen.add(passage.place)
        excused = anchor.withdrawn or passage.all_own or passage.docname not in material.chapters
        if (
            excused
            or material.place_citations.get(passage.place)
            or is_whole_text(passage, material)
        ):
            continue
        yield material.finding(
            passage, 0, Code.PARAGRAPH_UNCITED,
            f"{PARAGRAPH} {anchor.label} ({passage.place}) cites no source; cite one, or mark it "
            f"as the editors' own: {{#{passage.place} .own}}",
        )  # fmt: skip


def _given_whole(passage: Passage, material: Material) -> Iterator[BlockRef]:
    source = material.book.documents[passage.docname].source
    for block in whole_blocks(passage, material):
        yield BlockRef(source, block.locator)
