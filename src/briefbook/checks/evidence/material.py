"""The input of the checks: the book's records, the sources' records and texts, the bibliography."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from briefbook.checks.evidence.prose import Prose, read_prose
from briefbook.core.book import Book
from briefbook.core.codes import AnyCode
from briefbook.core.diagnostics import Diagnostic, Fix
from briefbook.core.files.included_lines import IncludedLine
from briefbook.core.locators.kinds import is_block
from briefbook.core.locators.reading import read_locator
from briefbook.core.passages import Citation, Passage, Span
from briefbook.sources.records.places import find_places, run_locator
from briefbook.sources.records.record import SourceRecord


@dataclass(frozen=True, slots=True)
class BibEntry:
    """A bibliography entry: its key, type, fields (``author`` and ``editor`` as text), place."""

    key: str
    type: str
    fields: Mapping[str, str]
    path: str
    line: int
    #: A finding for each field that is given and printed nowhere.
    unprinted: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class BlockRef:
    """One block of a source, e.g. ``kontur2025`` and ``¶ 12``."""

    key: str
    locator: str

    def __str__(self) -> str:
        return f"{self.key} {self.locator}"


@dataclass(frozen=True)
class Material:
    """All that the checks read; ``texts`` gives, by key and locator, the texts available.

    ``data`` are rows of the book's data files as passages, whose document is the file.
    ``paths`` maps documents to their files, ``labels`` are link targets that Sphinx knows
    besides the book's anchors; one that holds within its page alone is ``page#target``.
    ``language`` is the code of the book's own. ``strangers`` are pages of a project that the book
    has joined: their words are none of its business.
    ``left_out`` says what the style of its bibliography does not print.
    """

    book: Book
    paths: Mapping[str, str]
    records: Mapping[str, SourceRecord]
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    entries: Mapping[str, BibEntry] = field(default_factory=dict)
    left_out: tuple[Diagnostic, ...] = ()
    labels: frozenset[str] = frozenset()
    data: tuple[Passage, ...] = ()
    language: str = "en"
    strangers: frozenset[str] = frozenset()
    cache: dict[object, object] = field(default_factory=dict, repr=False, compare=False)
    cited: dict[tuple[str, str], tuple[BlockRef, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """Every passage of the book, in reading order, then the rows of its data."""
        documents = [d for d in self.book.documents.values() if d.docname not in self.strangers]
        passages = (passage for doc in documents for passage in doc.passages)
        return tuple(read_prose(passage) for passage in (*passages, *self.data))

    @cached_property
    def chapters(self) -> frozenset[str]:
        """The chapters that rest on sources; one of the editors' own words does not."""
        documents = self.book.documents.items()
        return frozenset(name for name, doc in documents if doc.is_chapter and not doc.own)

    @cached_property
    def place_citations(self) -> Mapping[str, tuple[Citation, ...]]:
        """The citations in each numbered paragraph, note and entry, over all its passages."""
        found: dict[str, list[Citation]] = {}
        for doc in self.book.documents.values():
            for passage in doc.passages:
                if passage.place and passage.citations and not passage.role.beside:
                    found.setdefault(passage.place, []).extend(passage.citations)
        return {place: tuple(citations) for place, citations in found.items()}

    def finding(  # the finding, and what an editor needs of it
        self,
        passage: Passage,
        offset: int,
        code: AnyCode,
        message: str,
        *,
        about: str = "",
        fixes: tuple[Fix, ...] = (),
    ) -> Diagnostic:
        """Return a finding at an offset of a passage."""
        found = self.finding_at(passage.docname, passage.line_at(offset), code, message)
        return replace(found, about=about, fixes=fixes) if about or fixes else found

    def finding_at(
        self, docname: str, line: int, code: AnyCode, message: str, *, about: str = ""
    ) -> Diagnostic:
        """Return a finding on a line of a document."""
        path = self.paths.get(docname, docname)
        return Diagnostic(path, line, code.value, message, code.severity, about)

    def paths_of(self, docnames: Iterable[str]) -> set[str]:
        """Return the files of documents, with those that they include."""
        found = {self.paths.get(name, name) for name in docnames}
        documents = (self.book.documents[name] for name in docnames if name in self.book.documents)
        lines = (passage.line for doc in documents for passage in doc.passages)
        return found | {line.path for line in lines if isinstance(line, IncludedLine)}

    def blocks(self, citations: Iterable[Citation]) -> tuple[BlockRef, ...]:
        """Return the blocks of recorded sources that citations name, each once, in order."""
        return tuple(dict.fromkeys(b for c in citations for b in self._known_blocks_of(c)))

    def _known_blocks_of(self, citation: Citation) -> tuple[BlockRef, ...]:
        """Find the blocks of a citation once; each claim of its sentence asks for them."""
        place = (citation.key, citation.locator)
        if place not in self.cited:
            self.cited[place] = tuple(self._blocks_of(citation))
        return self.cited[place]

    def _blocks_of(self, citation: Citation) -> Iterator[BlockRef]:
        record = self.records.get(citation.key)
        if record is None or not citation.locator:
            return
        places = find_places(record, citation.locator)
        # Words may run over the cues of a transcript that are cited together.
        yield from (BlockRef(record.key, run_locator(run)) for run in places.runs)
        yield from (BlockRef(record.key, block.locator) for block in places.blocks)
        if any(not is_block(single) for single in single_locators(citation.locator)) and (
            places.unknown
        ):
            # What is on a page of a source that does not know its pages can be in any.
            yield from (BlockRef(record.key, block.locator) for block in record.blocks)

    def text(self, block: BlockRef) -> str | None:
        """Return the text of a block, or of a run of cues; ``None`` where it is not available."""
        texts = self.texts.get(block.key, {})
        if block.locator in texts:
            return texts[block.locator]
        record = self.records.get(block.key)
        if record is None or not texts or "–" not in block.locator:
            return None
        run = find_places(record, block.locator).blocks
        return " ".join(texts.get(each.locator, "") for each in run) if run else None

    def date(self, block: BlockRef) -> str:
        """Return when the source of a block appeared, as EDTF; empty where that is not known."""
        record = self.records.get(block.key)
        return record.date if record else ""

    def candidates(self, prose: Prose, offset: int) -> tuple[BlockRef, ...]:
        """Return the blocks in which what is at an offset must be found.

        Those that its sentence cites, or the part of it between semicolons. If only one sentence
        of a passage cites, it does so for those before it too; otherwise a citation does not
        extend to its neighbours. Where the passage cites nothing, those of its paragraph, note or
        entry count; where that cites nothing either, those that the paragraphs linked there cite.
        """
        passage, sentence = prose.passage, prose.sentence_at(offset)
        if found := self.blocks(prose.citations_at(offset)):
            return found
        if found := self._linked(sentence.links):
            return found
        if any(citation.locator for citation in passage.citations):
            return self.blocks(passage.citations) if prose.covered(offset) else ()
        places = self.place_citations.get(passage.place, passage.citations)
        return self.blocks(places) or self._linked(passage.links)

    def is_neighbour(self, prose: Prose, offset: int) -> bool:
        """Return whether a sentence cites nothing while others of its passage in a chapter do."""
        passage = prose.passage
        return (
            passage.docname in self.chapters
            and not passage.all_own
            and bool(self.blocks(passage.citations))
            and not any(c.locator for c in prose.sentence_at(offset).citations)
        )

    def own_source(self, prose: Prose) -> tuple[BlockRef, ...]:
        """Return all blocks of the chapter's source: a heading cites nothing, but is about it."""
        document = self.book.documents.get(prose.passage.docname)
        record = self.records.get(document.source) if document else None
        return tuple(BlockRef(record.key, b.locator) for b in record.blocks) if record else ()

    def _linked(self, links: Iterable[Span]) -> tuple[BlockRef, ...]:
        return self.blocks(c for link in links for c in self.place_citations.get(link.target, ()))


@lru_cache(maxsize=8192)
def single_locators(locator: str) -> tuple[str, ...]:
    """Return the single blocks and pages of a locator."""
    return tuple(read_locator(locator).blocks())
