"""From the manuscript to the PDF: what goes into the Typst folder, and what comes out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from briefbook.pdf.assemble import heads_file, main_file
from briefbook.pdf.binding import bound
from briefbook.pdf.compile import Layout, Typesetter
from briefbook.pdf.contents import contents_code
from briefbook.pdf.errors import PdfError, Problem
from briefbook.pdf.explain import explain, explain_pictures
from briefbook.pdf.found import HERE, Pages, Sheet
from briefbook.pdf.links import Target
from briefbook.pdf.literal import literal
from briefbook.pdf.manuscript import Manuscript, Piece
from briefbook.pdf.trace import Trace
from briefbook.pdf.volumes import Volume
from briefbook.pdf.workspace import Workspace

_SIGNS_ON_A_PAGE = 3500
"""Of Typst code, about. Pages that are guessed well leave less to be laid out again."""
_BEFORE_THE_TEXT = 4
"""Pages, about: cover, colophon, contents."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all volumes share."""

    fonts: Sequence[Path]
    timestamp: int
    """The time that the PDF carries."""
    handling: str
    """The book's own handling label."""
    files: Mapping[int, str]
    """Volume → name of its PDF."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One finished file of the book; ``settled``: all pages that it names are right."""

    name: str
    content: bytes
    pages: int = 0
    """0: not counted."""
    settled: bool = True


@dataclass(frozen=True, slots=True)
class TypstFile:
    """A part of a volume in Typst: its contents, or one of its documents."""

    name: str
    docname: str
    """Empty: the contents."""
    markup: str
    trace: Trace
    pages_of: Sequence[str]
    late: bool

    @property
    def found(self) -> str:
        """Name of the file that tells it of the layout before."""
        return self.name.replace(".typ", ".json")

    @property
    def code(self) -> str:
        """What it is given of the theme and of the layout before, and its own markup."""
        begin = f'#import "theme/book.typ": *\n#let found = json({literal(self.found)})\n'
        if self.docname:
            begin += f"#show: document-of-book.with(found, {literal(self.docname)})\n"
        return begin + self.markup


def write_typst(
    workspace: Workspace, volume: Volume, facts: Mapping[str, Any], manuscript: Manuscript
) -> None:
    """Write a volume's Typst files."""
    files = list(typst_files(volume, manuscript))
    for file in files:
        workspace.write(file.name, file.code)
    workspace.write(f"{volume.name}.typ", main_file(facts, [file.name for file in files]))
    heads = f"{volume.name}-heads"
    workspace.write(f"{heads}.typ", heads_file(facts, f"{heads}.json"))


def typst_files(volume: Volume, manuscript: Manuscript) -> Iterator[TypstFile]:
    """Yield the parts of a volume in order."""
    pieces = [manuscript.pieces[place.docname] for place in volume.order]
    listed = [line for piece in pieces for line in piece.listed]
    labels = sorted({line.label for line in listed})
    yield TypstFile(f"{volume.name}-contents.typ", "", *contents_code(listed), labels, late=False)
    for number, piece in enumerate(pieces):
        yield TypstFile(
            f"{volume.name}-{number:05}.typ",
            piece.place.docname,
            piece.code,
            piece.trace,
            piece.pages_of,
            late=number >= volume.apparatus,
        )


def sheets_of(volume: Volume, manuscript: Manuscript) -> list[Sheet]:
    """Return what is set in a volume."""
    return [
        Sheet(file.found, file.docname, file.pages_of, file.late)
        for file in typst_files(volume, manuscript)
    ]


def guessed_pages(volume: Volume, manuscript: Manuscript) -> Pages:
    """Return of each label in a volume on which page it may be, from the length of the text."""
    pages, signs = {}, 0
    for place in volume.order:
        start = (HERE, _BEFORE_THE_TEXT + signs // _SIGNS_ON_A_PAGE)
        labels = manuscript.labels.documents[place.docname].labels.values()
        pages.update(dict.fromkeys(labels, start))
        signs += len(manuscript.pieces[place.docname].code)
    return pages


def print_draft(
    typesetter: Typesetter, volume: Volume, manuscript: Manuscript, setting: Setting
) -> Printed:
    """Return the whole book after one layout, without the names of its places and unmended."""
    try:
        guess = guessed_pages(volume, manuscript)
        typesetter.lay_out_draft(sheets_of(volume, manuscript), guess)
        pdf = typesetter.pdf(setting.timestamp)
    except typst.TypstError as error:
        raise explained(error.diagnostic or str(error), volume, manuscript) from None
    return Printed(setting.files[volume.number], pdf)


def finished(
    parts: Sequence[bytes],
    layout: Layout,
    volume: Volume,
    places: Pages,
    manuscript: Manuscript,
    setting: Setting,
) -> Printed:
    """Return the file, bound from its pages and their heads.

    ``places`` are those of all volumes, this one :data:`HERE`. Raises :class:`PdfError`.
    """
    names = manuscript.labels.names()
    pieces = [manuscript.pieces[place.docname] for place in volume.order]
    notes = {k: n for piece in manuscript.pieces.values() for k, n in piece.note_numbers.items()}
    targets = {}
    for label, (number, page) in _linked(pieces, places).items():
        file = setting.files[number] if number != HERE else ""
        words = [f"note {notes[label]}"] if label in notes else []
        words += [f"volume {number}"] if file else []
        targets[label] = Target(names[label][0], ", ".join([*words, f"page {page}"]), file)
    content, pages = bound(parts, targets, layout.positions, names)
    return Printed(setting.files[volume.number], content, pages, layout.settled)


def _linked(pieces: Iterable[Piece], places: Pages) -> dict[str, tuple[int, int]]:
    """Return where the links of these documents lead. Raises :class:`PdfError` for the lost."""
    found, problems = {}, []
    for piece in pieces:
        listed = {line.label: line.origin for line in piece.listed}
        for label, origin in {**listed, **piece.leads_to}.items():
            if label in places:
                found[label] = places[label]
            else:
                name = label.rpartition("#")[2]
                said = f"the link to “{name}” has no place in the PDF; name a paragraph instead"
                problems.append(Problem(origin, said))
    if problems:
        raise PdfError(*problems)
    return found


def explained(report: str, volume: Volume, manuscript: Manuscript) -> PdfError:
    """Return Typst's report as an error in the author's terms."""
    codes = {file.name: (file.code, file.trace) for file in typst_files(volume, manuscript)}
    broken = manuscript.broken_pictures()
    return PdfError(
        *(explain_pictures(broken, codes.values()) if broken else explain(report, codes))
    )
