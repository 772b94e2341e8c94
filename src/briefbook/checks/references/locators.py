"""Locators: each names a block that the source has, in an order that the citation allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefbook.checks.evidence.claim_hashes import claim_sha256
from briefbook.checks.evidence.items import Item, ItemKind, Outcome, Probe
from briefbook.checks.evidence.matches import Match, Result
from briefbook.checks.evidence.material import BlockRef, Material, single_locators
from briefbook.checks.evidence.prose import Prose
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.passages import Citation
from briefbook.core.records import related_keys
from briefbook.core.words.text import text_sha256
from briefbook.sources.records.places import find_places
from briefbook.sources.records.record import SourceRecord


@dataclass(frozen=True, slots=True)
class LocatorProbe(Probe):
    """The hash of the block that a locator names."""

    sha256: str

    def match(self, text: str) -> Match:
        """Return whether the text is the block's."""
        same = _sha256(text) == self.sha256
        return Match(Result.EXACT if same else Result.NOT_FOUND)


@lru_cache(maxsize=65536)
def _sha256(text: str) -> str:
    return text_sha256(text)


def locator_items(prose: Prose, material: Material) -> Iterator[Item]:
    """Yield each block that a passage cites, and each page, section or the like of a source.

    No text can vouch for these; they are counted as not verified.
    """
    if prose.passage.role.beside:
        return
    seen: set[BlockRef] = set()
    for citation in prose.passage.citations:
        record = material.records.get(citation.key)
        if record is None:
            continue
        for ref, sha256 in _cited(citation, record):
            if ref not in seen:
                seen.add(ref)
                yield Item(
                    ItemKind.LOCATOR, prose.passage, citation.at, str(ref),
                    claim_sha256("locator", sha256), (ref,), LocatorProbe(sha256),
                )  # fmt: skip


def _cited(citation: Citation, record: SourceRecord) -> Iterator[tuple[BlockRef, str]]:
    """Yield what a citation names, with the hash of its block; empty for what is not a block."""
    places = find_places(record, citation.locator)
    for block in places.blocks:
        yield BlockRef(citation.key, block.locator), block.sha256
    for part in places.unknown:
        yield BlockRef(citation.key, part), ""


def locator_findings(outcome: Outcome, material: Material) -> Iterator[Diagnostic]:
    """Yield a citation that neither the text nor a receipt vouches for."""
    block = outcome.block
    recorded = block and material.records[block.key].block(block.locator)
    # A page or a section is counted; there is nothing that an editor could put right.
    if outcome.match.result is Result.UNCHECKED and block and recorded:
        yield material.finding(
            outcome.item.passage, outcome.item.offset, Code.NOT_VERIFIED,
            f"not verified: the text of {block.key} is not on this disk, and no receipt "
            f"has the citation of {block} here; run briefbook check where the text is",
        )  # fmt: skip


def citation_findings(prose: Prose, material: Material) -> Iterator[Diagnostic]:
    """Yield citations without a locator, or without the article that they are known through."""
    citations = () if prose.passage.role.beside else prose.passage.citations
    in_chapter = prose.passage.docname in material.chapters
    for position, citation in enumerate(citations):
        unplaced = citation.key in material.records and not citation.locator
        if unplaced and in_chapter and not citation.textual:
            yield material.finding(
                prose.passage, citation.at, Code.LOCATOR_MISSING,
                f"the citation of {citation.key} gives no locator; add it: {citation.key}{{¶ 12}}",
                about=citation.key,
            )  # fmt: skip
        following = citations[position + 1] if position + 1 < len(citations) else None
        yield from _relay_findings(prose, citation, following, material)


def _relay_findings(
    prose: Prose, citation: Citation, following: Citation | None, material: Material
) -> Iterator[Diagnostic]:
    """Check that a work known only through an article stands right before that article."""
    entry = material.entries.get(citation.key)
    if entry is None or entry.fields.get("relatedtype") != "reportedin" or citation.textual:
        return
    articles = related_keys(entry.fields.get("related", "")) or ("",)
    reported = entry.fields.get("relatedlocator", "")
    joined = following is not None and following.key in articles and following.at == citation.at
    article = following.key if joined and following else " or ".join(articles)
    if not joined or following is None:
        message = f"{citation.key} is known only through {article}, which must follow it here"
    elif reported and not set(single_locators(reported)) & set(single_locators(following.locator)):
        message = (
            f"{citation.key} is reported in {article} {reported}, not in the cited "
            f"{following.locator or 'whole'}"
        )
    else:
        return
    yield material.finding(
        prose.passage, citation.at, Code.RELAY_MISSING,
        f"{message}; write {citation.key},{articles[0]}{{{reported or '¶ 12'}}}",
    )  # fmt: skip
