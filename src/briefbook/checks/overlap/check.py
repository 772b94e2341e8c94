"""Overlap: outside quotation marks the book shares no run of words with a restricted source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefbook.checks.evidence.claim_hashes import claim_sha256
from briefbook.checks.evidence.items import ItemKind
from briefbook.checks.evidence.matches import Result
from briefbook.checks.evidence.material import BlockRef, Material
from briefbook.checks.evidence.own_quotations import is_own
from briefbook.checks.evidence.prose import Prose
from briefbook.checks.evidence.receipts import Receipt, Receipts, is_valid, make_receipt
from briefbook.checks.overlap.runs import (
    Runs,
    index_runs,
    run_words,
    runs_of,
    shared_length,
    word_places,
)
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic

#: The block that a receipt of a whole page names.
WHOLE = "text"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a passage between two of its quotations; ``start`` and ``end`` are offsets."""

    words: tuple[str, ...]
    prose: Prose
    start: int
    end: int


def overlap_findings(
    material: Material, receipts: Receipts, docnames: frozenset[str]
) -> tuple[list[Diagnostic], list[Receipt]]:
    """Compare each page with every restricted source; return findings and the pages' receipts.

    A page has a receipt for each source that it cites, itself or through its links.
    """
    found: list[Diagnostic] = []
    fresh: list[Receipt] = []
    pages: dict[str, list[Prose]] = defaultdict(list)
    for prose in material.prose:
        if prose.passage.docname in docnames:
            pages[prose.passage.docname].append(prose)
    indexes = _indexes(material)
    for docname, page in pages.items():
        stretches = [stretch for prose in page for stretch in _stretches(prose)]
        shared = [f for runs in indexes for f in _shared(stretches, runs, material)]
        found += [finding for _key, finding in shared]
        copied = {key for key, _finding in shared}
        sha256 = claim_sha256("overlap", *(" ".join(s.words) for s in stretches))
        for key in sorted(_cited(page, material) - copied):
            record, ref = material.records[key], BlockRef(key, WHOLE)
            if key in material.texts:
                kind = ItemKind.OVERLAP
                fresh.append(make_receipt(kind, docname, sha256, ref, Result.EXACT, record))
                continue
            old = receipts.by_claim.get((ItemKind.OVERLAP, docname, sha256, key), ())
            if not any(is_valid(receipt, record) for receipt in old):
                message = (
                    f"not verified: the text of {key} is not on this disk, and this page was "
                    "edited since it was compared with it; run briefbook check where the text is"
                )
                code = Code.OVERLAP_NOT_VERIFIED
                found.append(material.finding_at(docname, 0, code, message))
    return found, fresh


def _indexes(material: Material) -> list[Runs]:
    """Return an index for each length of run that some restricted source allows."""
    by_length: dict[int, dict[str, Mapping[str, str]]] = defaultdict(dict)
    for key, texts in material.texts.items():
        record = material.records[key]
        if record.restricted:
            by_length[record.limits.overlap_words][key] = texts
    return [index_runs(texts, length) for length, texts in sorted(by_length.items())]


def _cited(page: list[Prose], material: Material) -> set[str]:
    """Return the restricted sources that a page cites, itself or through its links."""
    cited = {citation.key for prose in page for citation in prose.passage.citations}
    for prose in page:
        for link in prose.passage.links:
            cited |= {c.key for c in material.place_citations.get(link.target, ())}
    return {key for key in cited if key in material.records and material.records[key].restricted}


def _stretches(prose: Prose) -> Iterator[Stretch]:
    """Yield the words of a passage between its quotations."""
    text = prose.passage.text
    place = 0
    for quotation in (*prose.quotations, None):
        end = quotation.start if quotation else len(text)
        if quotation is None or not is_own(prose, quotation):
            if words := run_words(text[place:end]):
                yield Stretch(words, prose, place, end)
            place = quotation.end if quotation else end


def _shared(
    stretches: list[Stretch], runs: Runs, material: Material
) -> Iterator[tuple[str, Diagnostic]]:
    """Yield each run that a page shares with a source, with the source's key."""
    for stretch in stretches:
        spoken = list(runs_of(stretch.words, runs.length))
        reported = 0
        for place, run in enumerate(spoken) if runs.may_have(spoken) else ():
            home = runs.find(run) if place >= reported else None
            if home is not None:
                count = shared_length(stretch.words[place:], home[1])
                reported = place + count
                yield home[0].key, _finding(stretch, place, count, home[0], material)


def _finding(
    stretch: Stretch, first: int, count: int, ref: BlockRef, material: Material
) -> Diagnostic:
    """Return a finding for ``count`` words from the word ``first`` of a stretch on."""
    passage = stretch.prose.passage
    places = word_places(passage.text[stretch.start : stretch.end])
    start = stretch.start + places[first][0]
    end = stretch.start + places[first + count - 1][1]
    return material.finding(
        passage, start, Code.OVERLAP,
        f"{count} words are the same as in {ref}, which is restricted: "
        f"“{' '.join(passage.text[start:end].split())}”; say it in other words",
        about=" ".join(passage.text[start:end].split()),
    )  # fmt: skip
