"""The bindery makes the finished files: the quires of each volume, with heads and feet, bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path

from briefbook.pdf.binding import bound
from briefbook.pdf.child import in_process, side_by_side
from briefbook.pdf.errors import PdfError, Problem
from briefbook.pdf.found import HERE
from briefbook.pdf.heads import joined, page_heads
from briefbook.pdf.manuscript import Manuscript
from briefbook.pdf.press import Press
from briefbook.pdf.printing import Printed, Setting, heads_name, outcomes, targets_of
from briefbook.pdf.quires import Quire
from briefbook.pdf.typesetting import HeadsTask, set_heads
from briefbook.pdf.volumes import Volume


class Bindery:
    """Binds what a press has set."""

    def __init__(
        self,
        root: Path,
        volumes: Mapping[Volume, Sequence[Quire]],
        manuscript: Manuscript,
        setting: Setting,
    ) -> None:
        self._root = root
        self._volumes = volumes
        self._manuscript = manuscript
        self._setting = setting

    def bound(self, press: Press) -> list[Printed]:
        """Return the finished files. Raises :class:`PdfError`."""
        with side_by_side(1) as beside:
            # Heads and feet are set while the pages are read.
            heads = {
                volume: beside.submit(in_process, set_heads, self._heads_task(volume, press))
                for volume in self._volumes
            }
            return [self._bind(volume, press, job) for volume, job in heads.items()]

    def _heads_task(self, volume: Volume, press: Press) -> HeadsTask:
        setting, name = self._setting, heads_name(volume)
        marks = joined([press.layouts[quire.name].marks for quire in self._volumes[volume]])
        words = list(page_heads(marks, setting.handling, volume.number))
        file = self._root / f"{name}.pdf"
        return HeadsTask(self._root, name, setting.fonts, words, setting.timestamp, file)

    def _bind(self, volume: Volume, press: Press, heads: Future[None]) -> Printed:
        quires = self._volumes[volume]
        places = {
            at.label: (HERE if other.number == volume.number else other.number, at.page)
            for other, theirs in self._volumes.items()
            for quire in theirs
            for at in press.positions(quire)
        }
        targets = targets_of(volume, places, self._manuscript, self._setting)
        try:
            content, pages = bound(
                [press.pdf(quire).read_bytes() for quire in quires],
                lambda: self._heads(volume, heads),
                targets,
                [at for quire in quires for at in press.positions(quire)],
                self._manuscript.labels.names(),
            )
        except ValueError as error:
            said = f"the pages cannot be bound: {error}; this is a fault of briefbook, report it"
            raise PdfError(Problem(None, said)) from None
        settled = all(map(press.is_settled, quires))
        return Printed(self._setting.files[volume.number], content, pages, settled)

    def _heads(self, volume: Volume, job: Future[None]) -> bytes:
        """Wait for the heads and feet of a volume, and return them."""
        outcomes([job], [self._setting.files[volume.number]], [()], self._manuscript)
        return (self._root / f"{heads_name(volume)}.pdf").read_bytes()
