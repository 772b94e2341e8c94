"""The page of each place of the book: first an estimate, then as its chunk was typeset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefbook.output.labels import LabelIndex
from briefbook.pdf.layout.chunks import Chunk
from briefbook.pdf.layout.feedback import HERE, Pages
from briefbook.pdf.layout.typesetter import Layout

_CODE_LENGTH_OF_A_PAGE = 3500
"""Characters of Typst code on a page, roughly. A good estimate saves layouts."""
_COVER = 1
"""Pages."""


@dataclass(frozen=True, slots=True)
class KnownPages:
    """What a chunk must know of the others: the pages that it prints, and how many precede it.

    ``before`` is 0 for one that prints no page of its own.
    """

    pages: Pages
    before: int


class Pagination:
    """The pages of all places, counted in each volume from 1."""

    def __init__(self, chunks: Sequence[Chunk], labels: LabelIndex) -> None:
        self._chunks = chunks
        self._lengths: dict[str, int] = {}
        self._homes: dict[str, Chunk] = {}
        self._pages: dict[str, int] = {}
        for chunk in chunks:
            self._guess(chunk, labels)
        self._starts = self._counted()

    def _guess(self, chunk: Chunk, labels: LabelIndex) -> None:
        """Estimate the pages of a chunk from the length of its text."""
        before, code_length = _COVER if chunk.opens else 0, 0
        for file in chunk.files:
            if file.docname:
                found = labels.documents[file.docname].labels.values()
                page = before + 1 + code_length // _CODE_LENGTH_OF_A_PAGE
                self._homes.update(dict.fromkeys(found, chunk))
                self._pages.update(dict.fromkeys(found, page))
            code_length += len(file.markup)
        self._lengths[chunk.name] = before + 1 + code_length // _CODE_LENGTH_OF_A_PAGE

    def _counted(self) -> dict[str, int]:
        """Return how many pages precede each chunk in its volume."""
        starts = {}
        for _volume, chunks in groupby(self._chunks, lambda chunk: chunk.volume):
            pages = 0
            for chunk in chunks:
                starts[chunk.name] = pages
                pages += self._lengths[chunk.name]
        return starts

    def learn(self, layouts: Mapping[str, Layout]) -> None:
        """Take over the pages of chunks from their layouts."""
        for name, layout in layouts.items():
            self._lengths[name] = layout.marks.pages
            self._pages |= {at.label: at.page for at in layout.positions}
        self._starts = self._counted()

    def before(self, chunk: Chunk) -> int:
        """Return how many pages precede a chunk in its volume."""
        return self._starts[chunk.name]

    def page_of(self, label: str) -> tuple[int, int]:
        """Return the volume and the page of a label. Raises ``KeyError``."""
        home = self._homes[label]
        return home.volume, self._starts[home.name] + self._pages[label]

    def seen_from(self, volume: int, labels: Iterable[str]) -> Pages:
        """Return the pages of labels as a volume names them, its own without their volume."""
        found = {label: self.page_of(label) for label in labels}
        return {
            label: (HERE if number == volume else number, page)
            for label, (number, page) in found.items()
        }

    def known_pages(self, chunk: Chunk) -> KnownPages:
        """Return what a chunk must know of the others."""
        others = {k: self.page_of(k) for k in chunk.labels if self._homes[k] is not chunk}
        return KnownPages(others, self.before(chunk) if len(others) < len(chunk.labels) else 0)
