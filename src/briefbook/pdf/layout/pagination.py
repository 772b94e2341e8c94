"""On which page each place of the book is: at first a guess, then as its quire was set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefbook.pdf.labels import Labels
from briefbook.pdf.layout.chunks import Quire
from briefbook.pdf.layout.feedback import HERE, Pages
from briefbook.pdf.layout.typesetter import Layout

_SIGNS_ON_A_PAGE = 3500
"""Of Typst code, about. Pages that are guessed well leave less to be laid out again."""
_COVER = 2
"""Pages, with its back."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a quire is told of the others: pages that it prints, and how many are before it.

    ``before`` is 0 for one that prints no page of its own.
    """

    pages: Pages
    before: int


class Pagination:
    """The pages of all places, counted in each volume from 1."""

    def __init__(self, quires: Sequence[Quire], labels: Labels) -> None:
        self._quires = quires
        self._lengths: dict[str, int] = {}
        self._homes: dict[str, Quire] = {}
        self._pages: dict[str, int] = {}
        for quire in quires:
            self._guess(quire, labels)
        self._starts = self._counted()

    def _guess(self, quire: Quire, labels: Labels) -> None:
        """Guess the pages of a quire from the length of its text."""
        before, signs = _COVER if quire.opens else 0, 0
        for file in quire.files:
            if file.docname:
                found = labels.documents[file.docname].labels.values()
                page = before + 1 + signs // _SIGNS_ON_A_PAGE
                self._homes.update(dict.fromkeys(found, quire))
                self._pages.update(dict.fromkeys(found, page))
            signs += len(file.markup)
        self._lengths[quire.name] = before + 1 + signs // _SIGNS_ON_A_PAGE

    def _counted(self) -> dict[str, int]:
        """Return how many pages are before each quire in its volume."""
        starts = {}
        for _volume, quires in groupby(self._quires, lambda quire: quire.volume):
            pages = 0
            for quire in quires:
                starts[quire.name] = pages
                pages += self._lengths[quire.name]
        return starts

    def learn(self, layouts: Mapping[str, Layout]) -> None:
        """Take the pages of quires from their layouts."""
        for name, layout in layouts.items():
            self._lengths[name] = layout.marks.pages
            self._pages |= {at.label: at.page for at in layout.positions}
        self._starts = self._counted()

    def before(self, quire: Quire) -> int:
        """Return how many pages are before a quire in its volume."""
        return self._starts[quire.name]

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

    def told(self, quire: Quire) -> Told:
        """Return what a quire has to know of the others."""
        others = {k: self.page_of(k) for k in quire.labels if self._homes[k] is not quire}
        return Told(others, self.before(quire) if len(others) < len(quire.labels) else 0)
