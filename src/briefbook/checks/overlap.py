"""Overlap: outside quotation marks the book shares no run of words with a restricted source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefbook.checks.items import ItemKind, claim_sha256
from briefbook.checks.matching import Result
from briefbook.checks.material import BlockRef, Material, Prose
from briefbook.checks.quotations import is_own
from briefbook.checks.receipts import Receipt, Receipts, is_valid, make_receipt
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.text import words

#: The block that a receipt of a whole page names.
WHOLE = "text"


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case, and where it stands."""

    word: str
    prose: Prose
    offset: int


@dataclass(frozen=True)
class Runs:
    """The runs of words of one source, each with where it begins."""

    length: int
    starts: Mapping[tuple[str, ...], tuple[str, int]]
    blocks: Mapping[str, tuple[str, ...]]


def index_runs(texts: Mapping[str, str], length: int) -> Runs:
    """Return every run of ``length`` words of a source's blocks (locator: text).

    The headline is left out: it is the title, by which anyone may name the source.
    """
    blocks = {
        locator: tuple(word.lower() for word in words(text))
        for locator, text in texts.items()
        if locator != "headline"
    }
    starts: dict[tuple[str, ...], tuple[str, int]] = {}
    for locator, spoken in blocks.items():
        for place in range(len(spoken) - length + 1):
            starts.setdefault(spoken[place : place + length], (locator, place))
    return Runs(length, starts, blocks)


def overlap_findings(
    material: Material, receipts: Receipts, docnames: frozenset[str]
) -> tuple[list[Diagnostic], list[Receipt]]:
    """Compare each page with each restricted source; return findings and the pages' receipts."""
    found: list[Diagnostic] = []
    fresh: list[Receipt] = []
    pages: dict[str, list[Prose]] = defaultdict(list)
    for prose in material.prose:
        if prose.passage.docname in docnames:
            pages[prose.passage.docname].append(prose)
    restricted = [record for record in material.records.values() if record.restricted]
    runs = {
        record.key: index_runs(material.texts[record.key], record.limits.overlap_words)
        for record in restricted
        if record.key in material.texts
    }
    for docname, page in pages.items():
        stretches = [stretch for prose in page for stretch in _stretches(prose)]
        sha256 = claim_sha256("overlap", *(" ".join(w.word for w in s) for s in stretches))
        for record in restricted:
            ref = BlockRef(record.key, WHOLE)
            if record.key in runs:
                shared = list(_shared(stretches, runs[record.key], ref, material))
                found += shared
                if not shared:
                    fresh.append(
                        make_receipt(ItemKind.OVERLAP, docname, sha256, ref, Result.EXACT, record)
                    )
                continue
            old = receipts.by_claim.get((ItemKind.OVERLAP, docname, sha256, record.key), ())
            if not any(is_valid(receipt, record) for receipt in old):
                code = Code.OVERLAP_NOT_VERIFIED
                message = (
                    f"not verified: the text of {record.key} is not on this disk, and this page "
                    "was edited since it was compared with it; check it with the text at hand"
                )
                found.append(material.finding_at(docname, 0, code, message))
    return found, fresh


def _stretches(prose: Prose) -> Iterator[list[Word]]:
    """Yield the words of a passage between its quotations."""
    text = prose.passage.text
    place = 0
    for quotation in (*prose.quotations, None):
        end = quotation.start if quotation else len(text)
        if quotation is None or not is_own(prose, quotation):
            if stretch := _words_at(prose, place, end):
                yield stretch
            place = quotation.end if quotation else end


def _words_at(prose: Prose, start: int, end: int) -> list[Word]:
    """Return the words of a stretch with where their white-space-separated token begins."""
    text = prose.passage.text.replace("\ufffc", " ")
    found: list[Word] = []
    place = start
    while place < end:
        if text[place].isspace():
            place += 1
            continue
        stop = place
        while stop < end and not text[stop].isspace():
            stop += 1
        found += [Word(word.lower(), prose, place) for word in words(text[place:stop])]
        place = stop
    return found


def _shared(
    stretches: list[list[Word]], runs: Runs, ref: BlockRef, material: Material
) -> Iterator[Diagnostic]:
    for stretch in stretches:
        spoken = tuple(w.word for w in stretch)
        place = 0
        while place <= len(spoken) - runs.length:
            home = runs.starts.get(spoken[place : place + runs.length])
            if home is None:
                place += 1
                continue
            length = _full_length(spoken[place:], runs.blocks[home[0]][home[1] :])
            first, last = stretch[place], stretch[place + length - 1]
            passage = first.prose.passage
            end = last.offset + len(passage.text[last.offset :].split()[0])
            yield material.finding(
                passage, first.offset, Code.OVERLAP,
                f"{length} words are the same as in {ref.key} {home[0]}, which is restricted: "
                f"“{' '.join(passage.text[first.offset : end].split())}”; say it in other words",
            )  # fmt: skip
            place += length


def _full_length(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
