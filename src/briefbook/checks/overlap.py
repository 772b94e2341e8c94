"""Overlap: outside quotation marks the book shares no run of words with a restricted source."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefbook.checks.items import ItemKind, claim_sha256
from briefbook.checks.matches import Result
from briefbook.checks.material import BlockRef, Material, Prose
from briefbook.checks.quotations import is_own
from briefbook.checks.receipts import Receipt, Receipts, is_valid, make_receipt
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.text import INVISIBLE

#: The block that a receipt of a whole page names.
WHOLE = "text"
#: More words than a block can have: a block's number and a word's place make one integer.
_PLACES = 1 << 20
#: Scripts without spaces count each character as a word.
_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    r"|(?:(?![\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])[^\W_])+"
    r"(?:['.-][^\W_]+)*"
)
_DROP = dict.fromkeys(map(ord, INVISIBLE))
_FOLD = dict.fromkeys(map(ord, "‘’‚‛´`ʼ"), "'") | dict.fromkeys(map(ord, "‐‑"), "-")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case, and where it stands."""

    word: str
    prose: Prose
    offset: int


@dataclass(frozen=True)
class Runs:
    """The runs of words of several sources: where each begins, by the hash of its words."""

    length: int
    starts: Mapping[int, int]
    blocks: Sequence[tuple[BlockRef, tuple[str, ...]]]

    def find(self, run: tuple[str, ...]) -> tuple[BlockRef, tuple[str, ...]] | None:
        """Return the block that has a run, and the block's words from the run on."""
        home = self.starts.get(hash(run))
        if home is None:
            return None
        ref, spoken = self.blocks[home // _PLACES]
        rest = spoken[home % _PLACES :]
        # Two runs can have one hash; then the words differ.
        return (ref, rest) if rest[: len(run)] == run else None


def index_runs(texts: Mapping[str, Mapping[str, str]], length: int) -> Runs:
    """Return every run of ``length`` words of these texts (by key and locator).

    The headline is left out: it is the title, by which anyone may name the source.
    """
    blocks: list[tuple[BlockRef, tuple[str, ...]]] = []
    starts: dict[int, int] = {}
    for key, by_locator in texts.items():
        for locator, text in by_locator.items():
            if locator == "headline":
                continue
            spoken = run_words(text)
            for home, run in enumerate(_runs(spoken, length), start=len(blocks) * _PLACES):
                starts.setdefault(hash(run), home)
            blocks.append((BlockRef(key, locator), spoken))
    return Runs(length, starts, blocks)


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
        sha256 = claim_sha256("overlap", *(" ".join(w.word for w in s) for s in stretches))
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
                    "edited since it was compared with it; check it with the text at hand"
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
    """Return the words of a stretch with where each begins."""
    text = prose.passage.text[start:end]
    if INVISIBLE.isdisjoint(text):
        return [Word(m[0], prose, start + m.start()) for m in _TOKEN.finditer(_folded(text))]
    shown = [place for place, char in enumerate(text) if char not in INVISIBLE]
    folded = _folded("".join(text[place] for place in shown))
    return [Word(m[0], prose, start + shown[m.start()]) for m in _TOKEN.finditer(folded)]


def run_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as runs compare them: no case, no marks, dashes apart."""
    return tuple(_TOKEN.findall(_folded(text.translate(_DROP))))


def _runs(spoken: tuple[str, ...], length: int) -> Iterator[tuple[str, ...]]:
    """Yield every run of ``length`` words, from each place on."""
    return zip(*(spoken[start:] for start in range(length)), strict=False)


def _folded(text: str) -> str:
    """Fold case, marks and accents written apart, without moving a character if possible."""
    composed = unicodedata.normalize("NFC", text)
    lower = composed.lower()
    return (lower if len(lower) == len(composed) else composed).translate(_FOLD)


def _shared(
    stretches: list[list[Word]], runs: Runs, material: Material
) -> Iterator[tuple[str, Diagnostic]]:
    """Yield each run that a page shares with a source, with the source's key."""
    for stretch in stretches:
        spoken = tuple(w.word for w in stretch)
        reported = 0
        for place, run in enumerate(_runs(spoken, runs.length)):
            home = runs.find(run) if place >= reported else None
            if home is not None:
                reported = place + _full_length(spoken[place:], home[1])
                yield home[0].key, _finding(stretch[place:reported], home[0], material)


def _finding(copied: list[Word], ref: BlockRef, material: Material) -> Diagnostic:
    first, last = copied[0], copied[-1]
    passage = first.prose.passage
    end = last.offset + len(last.word)
    return material.finding(
        passage, first.offset, Code.OVERLAP,
        f"{len(copied)} words are the same as in {ref}, which is restricted: "
        f"“{' '.join(passage.text[first.offset : end].split())}”; say it in other words",
    )  # fmt: skip


def _full_length(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
