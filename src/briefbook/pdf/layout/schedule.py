"""The press sets all quires, and those again that print a page which has moved since."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, as_completed
from dataclasses import replace
from enum import IntEnum
from pathlib import Path

from sphinx.util.display import status_iterator

from briefbook.pdf.layout.chunks import Quire
from briefbook.pdf.layout.feedback import Mending
from briefbook.pdf.layout.pagination import Pagination, Told
from briefbook.pdf.layout.print_run import PrintRun, outcomes
from briefbook.pdf.layout.tasks import PagesTask, set_pages
from briefbook.pdf.layout.typesetter import Layout
from briefbook.pdf.typst.positions import Position
from briefbook.pdf.typst.typst_process import in_process, side_by_side

_MOST_ROUNDS = 5
"""Layouts of a quire until the pages that it prints of the others are right."""
_MOST_PARAGRAPHS = 2000
"""With more paragraphs that call notes, a second layout would cost a large book its minute."""
_MOST_DOCUMENTS = 60
"""With more of them, some always end badly, and each book would pay for a second layout."""


class Turn(IntEnum):
    """When a quire is set: what prints pages is best set when they are known."""

    CHAPTERS = 0
    REFERENCES = 1
    """Documents that print pages, be it their own: those depend on the quires before."""
    LISTS = 2
    CONTENTS = 3


class Press:
    """Sets the quires of all volumes, side by side; their PDFs lie in the Typst folder."""

    def __init__(self, run: PrintRun) -> None:
        self._run = run
        self._volumes = {volume.number: quires for volume, quires in run.volumes.items()}
        self._mending = {number: _mending(quires) for number, quires in self._volumes.items()}
        self._quires = [quire for quires in run.volumes.values() for quire in quires]
        self._pagination = Pagination(self._quires, run.manuscript.labels)
        self._told: dict[str, Told] = {}
        self.layouts: dict[str, Layout] = {}

    def set_all(self) -> None:
        """Set every quire until the pages that it prints are so. Raises :class:`PdfError`."""
        turns = {quire.name: self._turn(quire) for quire in self._quires}
        # Where the chapters begin is known when the contents are set, with whatever pages.
        self._set([q for q in self._quires if turns[q.name] in {Turn.CHAPTERS, Turn.CONTENTS}])
        for _ in range(_MOST_ROUNDS):
            if not any(map(self._is_late, self._quires)):
                break
            for turn in Turn:
                self._set([q for q in self._quires if turns[q.name] == turn and self._is_late(q)])

    def positions(self, quire: Quire) -> list[Position]:
        """Return the places of a quire, on the pages of its volume."""
        before = self._pagination.before(quire)
        return [replace(at, page=before + at.page) for at in self.layouts[quire.name].positions]

    def is_settled(self, quire: Quire) -> bool:
        """Tell whether all pages that a quire prints are right."""
        return self.layouts[quire.name].settled and not self._is_late(quire)

    def pdf(self, quire: Quire) -> Path:
        """Return where the PDF of a quire is."""
        return self._run.root / f"{quire.name}.pdf"

    def _turn(self, quire: Quire) -> Turn:
        if quire.opens and len(self._volumes[quire.volume]) > 1:
            return Turn.CONTENTS
        if quire.is_lists:
            return Turn.LISTS
        told = self._pagination.told(quire)
        return Turn.REFERENCES if told.pages or told.before else Turn.CHAPTERS

    def _is_late(self, quire: Quire) -> bool:
        """Tell whether a quire is not set, or prints a page that is not so."""
        return self._told.get(quire.name) != self._pagination.told(quire)

    def _set(self, quires: Sequence[Quire]) -> None:
        """Set some quires, the longest first."""
        quires = sorted(quires, key=lambda quire: -quire.signs)
        self._told |= {quire.name: self._pagination.told(quire) for quire in quires}
        with side_by_side(self._run.setting.processes) as pool:
            tasks = [self._task(quire) for quire in quires]
            jobs = [pool.submit(in_process, set_pages, task) for task in tasks]
            _show(jobs)
        names = [self._run.file_of(quire.volume) for quire in quires]
        layouts = outcomes(jobs, names, [quire.files for quire in quires], self._run.manuscript)
        found = {quire.name: layout for quire, layout in zip(quires, layouts, strict=True)}
        self.layouts |= found
        self._pagination.learn(found)

    def _task(self, quire: Quire) -> PagesTask:
        return PagesTask(
            root=self._run.root,
            name=quire.name,
            fonts=self._run.setting.fonts,
            sheets=quire.sheets,
            pages=self._pagination.seen_from(quire.volume, quire.labels),
            before=self._pagination.before(quire),
            mending=self._mending[quire.volume],
            timestamp=self._run.setting.timestamp,
            file=self.pdf(quire),
        )


def _mending(quires: Sequence[Quire]) -> Mending:
    """Return what is worth mending in a volume."""
    files = [file for quire in quires for file in quire.files]
    paragraphs = sum(file.markup.count("#noted-par(") for file in files)
    return Mending(paragraphs <= _MOST_PARAGRAPHS, len(files) <= _MOST_DOCUMENTS)


def _show(jobs: Sequence[Future[Layout]]) -> None:
    """Say on a terminal how many of several jobs are done, until all are."""
    if len(jobs) > 1:
        said = ("typesetting... ", "darkgreen", len(jobs), 0, lambda _job: "")
        for _job in status_iterator(as_completed(jobs), *said):
            pass
