"""From the manuscript to the PDF: in one file, or volume by volume."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from briefbook.pdf.assemble import main_file
from briefbook.pdf.child import Task, TypesettingError, set_volume
from briefbook.pdf.compile import Position, Typesetter
from briefbook.pdf.destinations import with_destinations
from briefbook.pdf.errors import PdfError
from briefbook.pdf.explain import explain
from briefbook.pdf.manuscript import Manuscript
from briefbook.pdf.volumes import Volume
from briefbook.pdf.workspace import Workspace

_MOST_ROUNDS = 4
"""Layouts of a volume until the pages that it names in the others are right."""
_UNKNOWN_PAGE = 888
"""Stands in the first layout for a page of another volume: as wide as most are."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all volumes share: fonts, the time that the PDF carries, and the files' names."""

    fonts: Sequence[Path]
    timestamp: int
    files: Mapping[int, str]
    """Volume → name of its PDF."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One finished file of the book."""

    name: str
    content: bytes
    pages: int = 0
    """0: not counted."""


def write_typst(
    workspace: Workspace,
    volume: Volume,
    facts: Mapping[str, Any],
    manuscript: Manuscript,
) -> None:
    """Write a volume's Typst files."""
    names = [f"{volume.name}-{i:05}.typ" for i in range(len(volume.order))]
    for name, place in zip(names, volume.order, strict=True):
        workspace.write(name, manuscript.pieces[place.docname].code)
    workspace.write(f"{volume.name}.typ", main_file(facts, names))
    _write_others(workspace.root, volume, {})


def print_book(
    typesetter: Typesetter, volume: Volume, manuscript: Manuscript, setting: Setting
) -> Printed:
    """Return the whole book as one file. Raises :class:`PdfError`."""
    try:
        positions = typesetter.positions()
        pdf = typesetter.pdf(setting.timestamp)
    except typst.TypstError as error:
        raise _explained(error.diagnostic or str(error), volume, manuscript) from None
    return _finished(pdf, positions, volume, manuscript, setting)


def print_draft(
    typesetter: Typesetter, volume: Volume, manuscript: Manuscript, setting: Setting
) -> Printed:
    """Return the whole book after one layout, without the names of its places and unmended."""
    try:
        pdf = typesetter.pdf(setting.timestamp)
    except typst.TypstError as error:
        raise _explained(error.diagnostic or str(error), volume, manuscript) from None
    return Printed(setting.files[volume.number], pdf)


class VolumePress:
    """Prints a book of several volumes: one after the other, each in a process of its own.

    A volume names pages of the others. So all are laid out once, and then again with the
    pages that were found, until no page that is named anywhere has moved.
    """

    def __init__(
        self, root: Path, volumes: Sequence[Volume], manuscript: Manuscript, setting: Setting
    ) -> None:
        self._root = root
        self._volumes = volumes
        self._manuscript = manuscript
        self._setting = setting
        self._home = {p.docname: volume.number for volume in volumes for p in volume.order}
        self._positions: dict[int, tuple[Position, ...]] = {}
        self._names = {label: names[0] for label, names in manuscript.labels.names().items()}

    def print_volumes(self) -> list[Printed]:
        """Return the finished files. Raises :class:`PdfError`."""
        for volume in self._volumes:
            self._set(volume, self._others(volume), final=False)
        told: dict[int, object] = {}
        for _ in range(_MOST_ROUNDS):
            before = dict(told)
            for volume in self._volumes:
                others = self._others(volume)
                if told.get(volume.number) != others:
                    told[volume.number] = others
                    self._set(volume, others, final=True)
            if told == before:
                break
        return [
            _finished(
                self._pdf(volume).read_bytes(),
                self._positions[volume.number],
                volume,
                self._manuscript,
                self._setting,
            )
            for volume in self._volumes
        ]

    def _set(self, volume: Volume, others: Mapping[str, object], *, final: bool) -> None:
        _write_others(self._root, volume, others)
        fonts = [str(font) for font in self._setting.fonts]
        pdf = str(self._pdf(volume)) if final else ""
        task = Task(str(self._root), volume.name, fonts, self._setting.timestamp, pdf)
        try:
            self._positions[volume.number] = set_volume(task)
        except TypesettingError as error:
            raise _explained(error.args[0], volume, self._manuscript) from None

    def _pdf(self, volume: Volume) -> Path:
        return self._root / f"{volume.name}.pdf"

    def _others(self, volume: Volume) -> dict[str, tuple[int, int, str]]:
        """Return what a volume has to know of the others: label → volume, page, name there."""
        pages = {at.label: at.page for found in self._positions.values() for at in found}
        wanted = {
            label
            for place in volume.order
            for label in self._manuscript.pieces[place.docname].leads_to
        }
        homes = {label: self._home[label.rpartition("#")[0]] for label in sorted(wanted)}
        return {
            label: (home, pages.get(label, _UNKNOWN_PAGE), self._names[label])
            for label, home in homes.items()
            if home != volume.number
        }


def _write_others(root: Path, volume: Volume, others: Mapping[str, object]) -> None:
    (root / f"{volume.name}-others.json").write_text(json.dumps(others), encoding="utf-8")


def _finished(
    pdf: bytes,
    positions: Sequence[Position],
    volume: Volume,
    manuscript: Manuscript,
    setting: Setting,
) -> Printed:
    content, pages = with_destinations(pdf, positions, manuscript.labels.names(), setting.files)
    return Printed(setting.files[volume.number], content, pages)


def _explained(report: str, volume: Volume, manuscript: Manuscript) -> PdfError:
    pieces = (manuscript.pieces[place.docname] for place in volume.order)
    codes = {f"{volume.name}-{i:05}.typ": (p.code, p.trace) for i, p in enumerate(pieces)}
    return PdfError(*explain(report, codes))
