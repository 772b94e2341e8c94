"""One print run: what is written to the Typst folder, and what is read from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import typst

from briefbook.core.processes.faults import Fault, FaultError
from briefbook.core.processes.fresh import SubprocessKilledError
from briefbook.pdf.layout.chunks import Chunk, TypstFile
from briefbook.pdf.layout.feedback import Pages
from briefbook.pdf.layout.pagination import Pagination
from briefbook.pdf.layout.typesetter import Typesetter
from briefbook.pdf.manuscript import Manuscript, TranslatedDocument
from briefbook.pdf.merge.rights import Rights
from briefbook.pdf.selection.volumes import Volume
from briefbook.pdf.typst.book_links import LinkTarget
from briefbook.pdf.typst.errors import PdfError, Problem, TypesettingError
from briefbook.pdf.typst.explain import explain, explain_pictures
from briefbook.pdf.typst.literal import literal
from briefbook.pdf.typst.main_file import make_main_file, make_running_heads_file
from briefbook.pdf.typst.workspace import Workspace

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Setting:
    """What all volumes share."""

    fonts: Sequence[Path]
    timestamp: int
    """The time that the PDF carries."""
    handling: str
    """The book's own handling label."""
    pack: str
    """Which pack and copy it is; empty for the whole book."""
    files: Mapping[int, str]
    """Volume → name of its PDF."""
    processes: int
    """How many processes may run at a time."""
    rights: Rights
    """The rights in the metadata of each file."""


@dataclass(frozen=True, slots=True)
class PrintRun:
    """What is printed: from the Typst folder ``root``, the volumes with their chunks."""

    root: Path
    volumes: Mapping[Volume, Sequence[Chunk]]
    manuscript: Manuscript
    setting: Setting

    def file_of(self, number: int) -> str:
        """Return the name of a volume's PDF."""
        return self.setting.files[number]


@dataclass(frozen=True, slots=True)
class Printed:
    """One finished file of the book; ``settled``: all pages that it names are right."""

    name: str
    content: bytes
    pages: int = 0
    """0: not counted."""
    settled: bool = True
    problems: Sequence[Problem] = ()
    """What runs off the paper."""


def write_typst(
    workspace: Workspace, volume: Volume, chunks: Sequence[Chunk], facts: Mapping[str, Any]
) -> None:
    """Write a volume's Typst files."""
    for chunk in chunks:
        for file in chunk.files:
            workspace.write(file.name, file.code)
        names = [file.name for file in chunk.files]
        main = make_main_file(facts, names, opens=chunk.opens, closes=chunk is chunks[-1])
        workspace.write(f"{chunk.name}.typ", main)
    heads = running_heads_name(volume)
    workspace.write(f"{heads}.typ", make_running_heads_file(facts, f"{heads}.json"))


def running_heads_name(volume: Volume) -> str:
    """Return the name of the Typst file of a volume's heads and feet, without ending."""
    return f"{volume.name}-heads"


def print_draft(run: PrintRun, typesetter: Typesetter) -> Printed:
    """Return the whole book after one layout: no names of places, no repaired breaks."""
    ((chunk,),) = run.volumes.values()
    pagination = Pagination([chunk], run.manuscript.labels)
    try:
        typesetter.lay_out_draft(
            chunk.documents_feedback, pagination.seen_from(chunk.volume, chunk.labels)
        )
        pdf = typesetter.pdf(run.setting.timestamp)
    except typst.TypstError as error:
        report = error.diagnostic or str(error)
        raise PdfError(*explain_report(report, chunk.files, run.manuscript)) from None
    return Printed(run.file_of(chunk.volume), pdf)


def resolve_targets(run: PrintRun, volume: Volume, places: Pages) -> dict[str, LinkTarget]:
    """Return where each label that a volume links leads.

    ``places`` has volume and page of every label. Raises :class:`PdfError`, and
    :class:`FaultError` where Typst was given a label and did not return its place.
    """
    manuscript = run.manuscript
    names = manuscript.labels.names()
    pieces = [manuscript.pieces[place.docname] for place in volume.order]
    notes = {k: n for piece in manuscript.pieces.values() for k, n in piece.note_numbers.items()}
    targets = {}
    codes = [piece.code for piece in manuscript.pieces.values()]
    for label, (number, page) in _linked(pieces, places, codes).items():
        file = run.file_of(number) if number != volume.number else ""
        words = [f"note {notes[label]}"] if label in notes else []
        words += [f"volume {number}"] if file else []
        targets[label] = LinkTarget(names[label][0], ", ".join([*words, f"page {page}"]), file)
    return targets


def _linked(
    pieces: Iterable[TranslatedDocument], places: Pages, codes: Sequence[str]
) -> dict[str, tuple[int, int]]:
    """Return where the links of these documents lead.

    ``codes`` are all documents as Typst had them: what they anchor must have a place. Raises
    :class:`PdfError` for links that lead nowhere.
    """
    found, problems = {}, []
    for piece in pieces:
        listed = {line.label: line.origin for line in piece.listed}
        for label, origin in {**listed, **piece.leads_to}.items():
            if label in places:
                found[label] = places[label]
            elif any(f"#anchor({literal(label)})" in code for code in codes):
                said = f"Typst tells no place of the anchor {label} that it was given"
                raise FaultError(Fault(said, "", f"{said}\nlinked at {origin}"))
            else:
                name = label.rpartition("#")[2]
                said = f"the link to “{name}” has no place in the PDF; name a paragraph instead"
                problems.append(Problem(origin, said))
    if problems:
        raise PdfError(*problems)
    return found


def explain_report(
    report: str, files: Sequence[TypstFile], manuscript: Manuscript
) -> list[Problem]:
    """Return what Typst reports of these files in the author's terms."""
    codes = {file.name: (file.code, file.trace) for file in files}
    broken = manuscript.broken_pictures()
    return list(explain_pictures(broken, codes.values()) if broken else explain(report, codes))


def collect_results(
    jobs: Sequence[Future[Made]],
    names: Sequence[str],
    files: Sequence[Sequence[TypstFile]],
    manuscript: Manuscript,
) -> list[Made]:
    """Return what typesetting processes made. Raises :class:`PdfError` with all that is wrong.

    A fault of ours is raised as it is.

    ``names`` are those of the book's files; ``files`` are the author's files in each process.
    """
    made, problems = [], []
    for job, name, own in zip(jobs, names, files, strict=True):
        try:
            made.append(job.result())
        except TypesettingError as error:
            problems += explain_report(error.args[0], own, manuscript)
        except SubprocessKilledError as error:
            problems.append(_ended(name, error.args[0]))
    if problems:
        raise PdfError(*dict.fromkeys(problems))
    return made


def _ended(file: str, signal: str) -> Problem:
    said = f"typesetting {file} was killed ({signal}), most often because memory ran out"
    fewer = "print fewer chapters in one file: brief_volumes in conf.py says how many"
    return Problem(None, f"{said}; close other programs, or {fewer}")
