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
from briefbook.pdf.errors import PdfError, Problem
from briefbook.pdf.explain import explain, explain_pictures
from briefbook.pdf.found import HERE, Pages, Sheet
from briefbook.pdf.links import Target
from briefbook.pdf.literal import literal
from briefbook.pdf.manuscript import Manuscript, Piece
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


def write_typst(
    workspace: Workspace, volume: Volume, facts: Mapping[str, Any], manuscript: Manuscript
) -> None:
    """Write a volume's Typst files."""
    files = dict(typst_files(volume, manuscript))
    for name, piece in files.items():
        workspace.write(name, typst_code(name, piece))
    workspace.write(f"{volume.name}.typ", main_file(facts, list(files)))
    heads = f"{volume.name}-heads"
    workspace.write(f"{heads}.typ", heads_file(facts, f"{heads}.json"))


def typst_files(volume: Volume, manuscript: Manuscript) -> Iterator[tuple[str, Piece]]:
    """Yield the name of each document's Typst file, and the document."""
    for number, place in enumerate(volume.order):
        yield f"{volume.name}-{number:05}.typ", manuscript.pieces[place.docname]


def typst_code(name: str, piece: Piece) -> str:
    """Return a document's Typst file: what it is given of the theme and of the layout before."""
    return (
        '#import "theme/book.typ": *\n'
        f"#let found = json({literal(found_name(name))})\n"
        f"#show: document-of-book.with(found, {literal(piece.place.docname)})\n{piece.code}"
    )


def found_name(name: str) -> str:
    """Return the name of what a Typst file is told of the layout before."""
    return name.replace(".typ", ".json")


def sheets_of(volume: Volume, manuscript: Manuscript) -> list[Sheet]:
    """Return what is set in a volume."""
    return [
        Sheet(found_name(name), piece.place.docname, piece.pages_of, number >= volume.apparatus)
        for number, (name, piece) in enumerate(typst_files(volume, manuscript))
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
    """Return the file, bound from its quires and, last, their heads.

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
    *quires, heads = parts
    content, pages = bound(quires, heads, targets, layout.positions, names)
    return Printed(setting.files[volume.number], content, pages, layout.settled)


def _linked(pieces: Iterable[Piece], places: Pages) -> dict[str, tuple[int, int]]:
    """Return where the links of these documents lead. Raises :class:`PdfError` for the lost."""
    found, problems = {}, []
    for piece in pieces:
        for label, origin in piece.leads_to.items():
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
    files = typst_files(volume, manuscript)
    codes = {name: (typst_code(name, piece), piece.trace) for name, piece in files}
    broken = manuscript.broken_pictures()
    return PdfError(
        *(explain_pictures(broken, codes.values()) if broken else explain(report, codes))
    )
