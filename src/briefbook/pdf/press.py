"""The finished book, in one file or volume by volume: its quires are set, then bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import replace
from enum import IntEnum
from pathlib import Path
from typing import TypeVar

from sphinx.util.display import status_iterator

from briefbook.pdf.binding import bound
from briefbook.pdf.child import EndedError, TypesettingError, in_process
from briefbook.pdf.compile import Layout, Position
from briefbook.pdf.errors import PdfError, Problem
from briefbook.pdf.found import HERE, Mending
from briefbook.pdf.heads import joined, page_heads
from briefbook.pdf.manuscript import Manuscript
from briefbook.pdf.pagination import Pagination, Told
from briefbook.pdf.printing import Printed, Setting, explained, heads_name, targets_of
from briefbook.pdf.quires import Quire, TypstFile
from briefbook.pdf.typesetting import HeadsTask, PagesTask, set_heads, set_pages
from briefbook.pdf.volumes import Volume

_MOST_ROUNDS = 5
"""Layouts of a quire until the pages that it prints of the others are right."""
_MOST_PARAGRAPHS = 2000
"""With more paragraphs that call notes, a second layout would cost a large book its minute."""
_MOST_DOCUMENTS = 60
"""With more of them, some always end badly, and each book would pay for a second layout."""

Made = TypeVar("Made")


class Turn(IntEnum):
    """When a quire is set: what prints pages is best set when they are known."""

    CHAPTERS = 0
    REFERENCES = 1
    """Documents that print pages, be it their own: those depend on the quires before."""
    LISTS = 2
    CONTENTS = 3


class Press:
    """Prints the volumes; sets those quires again that print a page which has moved since."""

    def __init__(
        self,
        root: Path,
        volumes: Mapping[Volume, Sequence[Quire]],
        manuscript: Manuscript,
        setting: Setting,
    ) -> None:
        self._root = root
        self._volumes = volumes
        self._quires_of = {volume.number: quires for volume, quires in volumes.items()}
        self._manuscript = manuscript
        self._setting = setting
        self._quires = [quire for quires in volumes.values() for quire in quires]
        self._pagination = Pagination(self._quires, manuscript.labels)
        self._mending = {volume.number: _mending(quires) for volume, quires in volumes.items()}
        self._layouts: dict[str, Layout] = {}
        self._told: dict[str, Told] = {}

    def printed(self) -> list[Printed]:
        """Return the finished files. Raises :class:`PdfError`."""
        turns = {quire.name: self._turn(quire) for quire in self._quires}
        # Where the chapters begin is known when the contents are set, with whatever pages.
        self._set([q for q in self._quires if turns[q.name] in {Turn.CHAPTERS, Turn.CONTENTS}])
        for _ in range(_MOST_ROUNDS):
            if not any(map(self._is_late, self._quires)):
                break
            for turn in Turn:
                self._set([q for q in self._quires if turns[q.name] == turn and self._is_late(q)])
        with ThreadPoolExecutor(1) as beside:
            # Heads and feet are set while the pages are read, to be bound.
            heads = {
                volume: beside.submit(in_process, set_heads, self._heads_task(volume))
                for volume in self._volumes
            }
            return [self._bind(volume, job) for volume, job in heads.items()]

    def _turn(self, quire: Quire) -> Turn:
        if quire.opens and len(self._quires_of[quire.volume]) > 1:
            return Turn.CONTENTS
        if quire.is_lists:
            return Turn.LISTS
        told = self._pagination.told(quire)
        return Turn.REFERENCES if told.pages or told.before else Turn.CHAPTERS

    def _is_late(self, quire: Quire) -> bool:
        """Tell whether a quire is not set, or prints a page that is not so."""
        return self._told.get(quire.name) != self._pagination.told(quire)

    def _set(self, quires: Sequence[Quire]) -> None:
        """Set some quires, side by side, the longest first."""
        quires = sorted(quires, key=lambda quire: -quire.signs)
        self._told |= {quire.name: self._pagination.told(quire) for quire in quires}
        with ThreadPoolExecutor(self._setting.processes) as pool:
            tasks = [self._pages_task(quire) for quire in quires]
            jobs = [pool.submit(in_process, set_pages, task) for task in tasks]
            _show(jobs)
        made = self._made({job: (q.volume, q.files) for job, q in zip(jobs, quires, strict=True)})
        found = {quire.name: layout for quire, layout in zip(quires, made, strict=True)}
        self._layouts |= found
        self._pagination.learn(found)

    def _pages_task(self, quire: Quire) -> PagesTask:
        setting = self._setting
        return PagesTask(
            root=self._root,
            name=quire.name,
            fonts=setting.fonts,
            sheets=quire.sheets,
            pages=self._pagination.seen_from(quire.volume, quire.labels),
            before=self._pagination.before(quire),
            mending=self._mending[quire.volume],
            timestamp=setting.timestamp,
            file=self._root / f"{quire.name}.pdf",
        )

    def _heads_task(self, volume: Volume) -> HeadsTask:
        setting, name = self._setting, heads_name(volume)
        marks = joined([self._layouts[quire.name].marks for quire in self._volumes[volume]])
        words = list(page_heads(marks, setting.handling, volume.number))
        file = self._root / f"{name}.pdf"
        return HeadsTask(self._root, name, setting.fonts, words, setting.timestamp, file)

    def _made(self, jobs: Mapping[Future[Made], tuple[int, Sequence[TypstFile]]]) -> list[Made]:
        """Return what typesetting processes made. Raises :class:`PdfError` with all that is wrong.

        With each comes its volume, and the files in it that an author wrote.
        """
        made, problems = [], []
        for job, (volume, files) in jobs.items():
            try:
                made.append(job.result())
            except TypesettingError as error:
                problems += explained(error.args[0], files, self._manuscript)
            except EndedError as error:
                problems.append(_ended(self._setting.files[volume], error.args[0]))
        if problems:
            raise PdfError(*dict.fromkeys(problems))
        return made

    def _bind(self, volume: Volume, heads: Future[None]) -> Printed:
        quires = self._volumes[volume]
        places = {
            at.label: (HERE if quire.volume == volume.number else quire.volume, at.page)
            for quire in self._quires
            for at in self._positions(quire)
        }
        content, pages = bound(
            [(self._root / f"{quire.name}.pdf").read_bytes() for quire in quires],
            lambda: self._heads(volume, heads),
            targets_of(volume, places, self._manuscript, self._setting),
            [at for quire in quires for at in self._positions(quire)],
            self._manuscript.labels.names(),
        )
        alone = all(self._layouts[quire.name].settled for quire in quires)
        settled = alone and not any(map(self._is_late, quires))
        return Printed(self._setting.files[volume.number], content, pages, settled)

    def _heads(self, volume: Volume, job: Future[None]) -> bytes:
        """Wait for the heads and feet of a volume, and return them."""
        self._made({job: (volume.number, ())})
        return (self._root / f"{heads_name(volume)}.pdf").read_bytes()

    def _positions(self, quire: Quire) -> list[Position]:
        """Return the places of a quire, on the pages of its volume."""
        before = self._pagination.before(quire)
        found = self._layouts[quire.name].positions
        return [replace(at, page=before + at.page) for at in found]


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


def _ended(file: str, why: str) -> Problem:
    # Most often by the kernel, when memory runs out: it leaves no word.
    said = f"typesetting {file} was ended" + (f" ({why})" if why else "")
    fewer = "print fewer chapters in one file: brief_volumes in conf.py says how many"
    return Problem(None, f"{said}; close other programs, or {fewer}")
