"""Typeset all chunks, and again those that print a page number that has changed."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, as_completed
from dataclasses import replace
from enum import IntEnum
from pathlib import Path

from sphinx.util.display import status_iterator

from briefbook.core.processes.fresh import run_in_subprocess, subprocess_pool
from briefbook.pdf.layout.chunks import Chunk
from briefbook.pdf.layout.feedback import Repairs
from briefbook.pdf.layout.outside import explain_outside
from briefbook.pdf.layout.pagination import KnownPages, Pagination
from briefbook.pdf.layout.print_run import PrintRun, collect_results
from briefbook.pdf.layout.tasks import PagesTask, typeset_pages
from briefbook.pdf.layout.typesetter import Layout
from briefbook.pdf.typst.errors import Problem
from briefbook.pdf.typst.positions import LabelPosition

_MOST_ROUNDS = 5
"""Layouts of a chunk until the pages that it prints of the others are right."""
_MOST_PARAGRAPHS = 2000
"""With more paragraphs that call notes, a second layout of a large book takes too long."""
_MOST_DOCUMENTS = 60
"""With more of them, some always have bad breaks, and every book would need a second layout."""


class Phase(IntEnum):
    """When a chunk is typeset: one that prints page numbers is best typeset when they are known."""

    CHAPTERS = 0
    REFERENCES = 1
    """Documents that print page numbers, even their own, which depend on the chunks before."""
    LISTS = 2
    CONTENTS = 3


class TypesettingSchedule:
    """Typesets the chunks of all volumes in parallel; their PDFs are in the Typst folder."""

    def __init__(self, run: PrintRun) -> None:
        self._run = run
        self._volumes = {volume.number: chunks for volume, chunks in run.volumes.items()}
        self._repairs = {
            number: _worth_repairing(chunks) for number, chunks in self._volumes.items()
        }
        self._chunks = [chunk for chunks in run.volumes.values() for chunk in chunks]
        self._pagination = Pagination(self._chunks, run.manuscript.labels)
        self._known_pages: dict[str, KnownPages] = {}
        self.layouts: dict[str, Layout] = {}

    def set_all(self) -> None:
        """Typeset every chunk until the page numbers that it prints are right.

        Raises :class:`PdfError`.
        """
        phases = {chunk.name: self._phase(chunk) for chunk in self._chunks}
        # Where the chapters begin is known when the contents are set, with whatever pages.
        self._set([q for q in self._chunks if phases[q.name] in {Phase.CHAPTERS, Phase.CONTENTS}])
        for _ in range(_MOST_ROUNDS):
            if not any(map(self._is_outdated, self._chunks)):
                break
            for phase in Phase:
                self._set(
                    [q for q in self._chunks if phases[q.name] == phase and self._is_outdated(q)]
                )

    def positions(self, chunk: Chunk) -> list[LabelPosition]:
        """Return the places of a chunk, on the pages of its volume."""
        before = self._pagination.before(chunk)
        return [replace(at, page=before + at.page) for at in self.layouts[chunk.name].positions]

    def is_settled(self, chunk: Chunk) -> bool:
        """Return whether all pages that a chunk prints are right."""
        return self.layouts[chunk.name].settled and not self._is_outdated(chunk)

    def outside(self, chunk: Chunk) -> list[Problem]:
        """Return what of a chunk runs off the paper."""
        layout = self.layouts[chunk.name]
        before = self._pagination.before(chunk)
        return list(explain_outside(layout.outside, chunk.files, layout.positions, before))

    def pdf(self, chunk: Chunk) -> Path:
        """Return where the PDF of a chunk is."""
        return self._run.root / f"{chunk.name}.pdf"

    def _phase(self, chunk: Chunk) -> Phase:
        if chunk.opens and len(self._volumes[chunk.volume]) > 1:
            return Phase.CONTENTS
        if chunk.is_lists:
            return Phase.LISTS
        known_pages = self._pagination.known_pages(chunk)
        return Phase.REFERENCES if known_pages.pages or known_pages.before else Phase.CHAPTERS

    def _is_outdated(self, chunk: Chunk) -> bool:
        """Return whether a chunk is not typeset, or prints a page number that is wrong."""
        return self._known_pages.get(chunk.name) != self._pagination.known_pages(chunk)

    def _set(self, chunks: Sequence[Chunk]) -> None:
        """Typeset some chunks, the longest first."""
        chunks = sorted(chunks, key=lambda chunk: -chunk.code_length)
        self._known_pages |= {chunk.name: self._pagination.known_pages(chunk) for chunk in chunks}
        with subprocess_pool(self._run.setting.processes) as pool:
            tasks = [self._task(chunk) for chunk in chunks]
            jobs = [pool.submit(run_in_subprocess, typeset_pages, task) for task in tasks]
            _show(jobs)
        names = [self._run.file_of(chunk.volume) for chunk in chunks]
        layouts = collect_results(
            jobs, names, [chunk.files for chunk in chunks], self._run.manuscript
        )
        found = {chunk.name: layout for chunk, layout in zip(chunks, layouts, strict=True)}
        self.layouts |= found
        self._pagination.learn(found)

    def _task(self, chunk: Chunk) -> PagesTask:
        return PagesTask(
            root=self._run.root,
            name=chunk.name,
            fonts=self._run.setting.fonts,
            documents_feedback=chunk.documents_feedback,
            pages=self._pagination.seen_from(chunk.volume, chunk.labels),
            before=self._pagination.before(chunk),
            repairs=self._repairs[chunk.volume],
            timestamp=self._run.setting.timestamp,
            file=self.pdf(chunk),
        )


def _worth_repairing(chunks: Sequence[Chunk]) -> Repairs:
    """Return which flaws of a volume are worth another layout."""
    files = [file for chunk in chunks for file in chunk.files]
    paragraphs = sum(file.markup.count("#noted-par(") for file in files)
    return Repairs(paragraphs <= _MOST_PARAGRAPHS, len(files) <= _MOST_DOCUMENTS)


def _show(jobs: Sequence[Future[Layout]]) -> None:
    """Show on a terminal how many of several jobs are done, until all are."""
    if len(jobs) > 1:
        said = ("typesetting... ", "darkgreen", len(jobs), 0, lambda _job: "")
        for _job in status_iterator(as_completed(jobs), *said):
            pass
