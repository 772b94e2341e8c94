"""The finished book, in one file or volume by volume, each set in a process of its own.

So its memory is free for the next, and for what is still to be done with the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefbook.pdf.child import EndedError, Task, TypesettingError, typeset
from briefbook.pdf.compile import Layout
from briefbook.pdf.errors import PdfError, Problem
from briefbook.pdf.found import HERE, Pages
from briefbook.pdf.manuscript import Manuscript
from briefbook.pdf.printing import (
    Printed,
    Setting,
    explained,
    finished,
    guessed_pages,
    sheets_of,
)
from briefbook.pdf.volumes import Volume

_MOST_ROUNDS = 5
"""Layouts of a volume until the pages that it names in the others are right."""


class Press:
    """Prints the volumes, and again those that name a page of another one that has moved."""

    def __init__(
        self, root: Path, volumes: Sequence[Volume], manuscript: Manuscript, setting: Setting
    ) -> None:
        self._root = root
        self._manuscript = manuscript
        self._setting = setting
        self._volumes = {volume.number: volume for volume in volumes}
        self._layouts: dict[int, Layout] = {}
        # Of every label: volume and page, at first a guess.
        self._pages: dict[str, tuple[int, int]] = {
            label: (volume.number, page)
            for volume in volumes
            for label, (_here, page) in guessed_pages(volume, manuscript).items()
        }

    def printed(self) -> list[Printed]:
        """Return the finished files. Raises :class:`PdfError`."""
        told: dict[int, Pages] = {}
        for _ in range(_MOST_ROUNDS):
            late = [n for n in self._volumes if told.get(n) != self._printed_pages(n)]
            # Those that name no other volume are final at once, and what they say is so.
            for number in sorted(late, key=lambda n: (self._names_others(n), n)):
                told[number] = self._printed_pages(number)
                self._set(self._volumes[number])
        settled = all(told[n] == self._printed_pages(n) for n in self._volumes)
        return [self._finish(volume, settled=settled) for volume in self._volumes.values()]

    def _printed_pages(self, number: int) -> dict[str, tuple[int, int]]:
        """Return the pages in other volumes that a volume prints."""
        return {k: at for k, at in self._all_printed(number).items() if at[0] != number}

    def _all_printed(self, number: int) -> dict[str, tuple[int, int]]:
        places = self._volumes[number].order
        pieces = (self._manuscript.pieces[place.docname] for place in places)
        return {label: self._pages[label] for piece in pieces for label in piece.pages_of}

    def _names_others(self, number: int) -> bool:
        return bool(self._printed_pages(number))

    def _set(self, volume: Volume) -> None:
        setting = self._setting
        task = Task(
            root=self._root,
            name=volume.name,
            fonts=setting.fonts,
            sheets=sheets_of(volume, self._manuscript),
            pages=_seen(self._all_printed(volume.number), volume),
            handling=setting.handling,
            volume=volume.number,
            timestamp=setting.timestamp,
            files=self._parts(volume),
        )
        try:
            layout = typeset(task)
        except TypesettingError as error:
            raise explained(error.args[0], volume, self._manuscript) from None
        except EndedError as error:
            # Most often by the kernel, when memory runs out: it leaves no word.
            said = f"typesetting {setting.files[volume.number]} was ended"
            why = f" ({error.args[0]})" if error.args[0] else ""
            fewer = "; print fewer chapters in one file: brief_volumes in conf.py says how many"
            raise PdfError(Problem(None, said + why + fewer)) from None
        self._layouts[volume.number] = layout
        self._pages |= {at.label: (volume.number, at.page) for at in layout.positions}

    def _parts(self, volume: Volume) -> tuple[Path, Path]:
        return self._root / f"{volume.name}.pdf", self._root / f"{volume.name}-heads.pdf"

    def _finish(self, volume: Volume, *, settled: bool) -> Printed:
        layout = self._layouts[volume.number]
        places = {
            at.label: (number, at.page)
            for number, other in self._layouts.items()
            for at in other.positions
        }
        return finished(
            [file.read_bytes() for file in self._parts(volume)],
            replace(layout, settled=layout.settled and settled),
            volume,
            _seen(places, volume),
            self._manuscript,
            self._setting,
        )


def _seen(pages: Pages, volume: Volume) -> dict[str, tuple[int, int]]:
    """Return the pages as a volume names them, its own without their volume."""
    return {
        label: (HERE if number == volume.number else number, page)
        for label, (number, page) in pages.items()
    }
