"""Documents to Typst to PDF files: one run of the ``briefpdf`` builder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from briefbook.core.files.writing import replace_file
from briefbook.core.words.labels import label
from briefbook.domain.settings.options import brief_config
from briefbook.output.contents import chapter_numbers
from briefbook.output.file_names import pdf_name
from briefbook.output.licence import read_licence, rights_words
from briefbook.output.reading_order import DocumentPlace, chosen_places, reading_order
from briefbook.output.source_date import source_date
from briefbook.pdf.finished_volumes import print_volumes
from briefbook.pdf.layout.chunks import Chunk, list_typst_files, split_volume
from briefbook.pdf.layout.print_run import Printed, PrintRun, Setting, print_draft, write_typst
from briefbook.pdf.layout.typesetter import Typesetter
from briefbook.pdf.manuscript import Manuscript
from briefbook.pdf.merge.rights import Rights
from briefbook.pdf.selection.page_starts import places_in_print
from briefbook.pdf.selection.pdf_files import shown_path, volume_files
from briefbook.pdf.selection.volumes import Volume, volume_words, volumes_of
from briefbook.pdf.typst.broken_pictures import BrokenPictures
from briefbook.pdf.typst.calls import FOLDER
from briefbook.pdf.typst.errors import PdfError, Problem
from briefbook.pdf.typst.main_file import book_facts
from briefbook.pdf.typst.missing_letters import MissingLetters
from briefbook.pdf.typst.reporting import warn_of
from briefbook.pdf.typst.workspace import Workspace

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from briefbook.pdf.builder import BriefPdfBuilder

logger = logging.getLogger("briefbook.pdf.builder")


@dataclass(frozen=True, slots=True)
class PrintSession:
    """What is kept between two runs of one builder: files, Typst code, a draft's compiler."""

    workspace: Workspace
    manuscript: Manuscript
    typesetter: Typesetter | None


def open_session(builder: BriefPdfBuilder) -> PrintSession:
    """Begin with an empty workspace; a draft's compiler stays alive between the runs."""
    workspace = Workspace(builder.state_file.with_name("typst"))
    workspace.open()
    fonts = builder.font_folders()
    typesetter = Typesetter(workspace.root, "main", fonts, draft=True) if builder.draft else None
    return PrintSession(workspace, Manuscript(builder, workspace, builder.processes), typesetter)


def pdf_rights(env: BuildEnvironment, config: Config) -> Rights:
    """Return what the metadata say of whose the book is, and of its licence."""
    licence = read_licence(brief_config(env).licence)
    return Rights(rights_words(str(config.copyright), licence), licence.address)


def print_book(
    builder: BriefPdfBuilder, session: PrintSession, docnames: AbstractSet[str]
) -> list[str]:
    """Write the PDF files of a book, of which ``docnames`` changed; return the files' names.

    Raises :class:`PdfError` if it cannot be printed, and then leaves the last files in place.
    """
    return _Printing(builder, session).run(docnames)


@dataclass(frozen=True, slots=True)
class _Printing:
    """One run: what is printed, and with what."""

    builder: BriefPdfBuilder
    session: PrintSession

    @property
    def env(self) -> BuildEnvironment:
        """Return what Sphinx has read."""
        return self.builder.env

    @property
    def config(self) -> Config:
        """Return what conf.py says."""
        return self.builder.config

    def run(self, docnames: AbstractSet[str]) -> list[str]:
        """Print; return the names of the files."""
        session = self.session
        order = self._order()
        logger.info("writing Typst...")
        session.manuscript.update(order, docnames)
        chapters = 0 if self.builder.draft else brief_config(self.env).volumes
        volumes = volumes_of(order, chapters, self._is_chapter)
        chunks = {volume: self._chunks(volume, session.manuscript) for volume in volumes}
        logger.info("typesetting...", nonl=False)
        setting = Setting(
            self.builder.font_folders(),
            source_date(Path(self.builder.confdir), self.config),
            brief_config(self.env).handling,
            brief_config(self.env).pack,
            volume_files(self.config, len(volumes)),
            self.builder.processes,
            pdf_rights(self.env, self.config),
        )
        run = PrintRun(session.workspace.root, chunks, session.manuscript, setting)
        names = self._put_in_place(self._print(run))
        session.workspace.forget_pictures()
        return names

    def _print(self, run: PrintRun) -> list[Printed]:
        """Typeset the book; once more without the letters and pictures that could not be set."""
        draft, workspace = self.session.typesetter, self.session.workspace
        missing, broken = MissingLetters(), BrokenPictures()
        while True:
            workspace.leave_out(broken.paths)
            self._write_typst(run.volumes, missing.letters)
            try:
                printed = [print_draft(run, draft)] if draft else print_volumes(run)
            except PdfError as error:
                if not missing.take(error) and not broken.take(error):
                    raise
            else:
                lost = [*broken.problems, *missing.problems()]
                warn_of([*lost, *(each for file in printed for each in file.problems)])
                return printed

    def _chunks(self, volume: Volume, manuscript: Manuscript) -> list[Chunk]:
        # A draft is laid out by one compiler, again and again; where the margins change sides, a
        # page depends on the number of those before.
        divided = not self.builder.draft and not brief_config(self.env).two_sided
        return split_volume(volume, list(list_typst_files(volume, manuscript)), divided=divided)

    def _write_typst(self, volumes: Mapping[Volume, Sequence[Chunk]], missing: str) -> None:
        several = [volume_words(v, self.env, self._is_chapter) for v in volumes if v.number]
        facts = book_facts(
            self.env,
            self.config,
            self.builder.font_folders(),
            several,
            self._first_chapter(volumes),
        )
        facts["part"] = self._part_words(next(iter(volumes)))
        facts["missing"] = missing
        for name, file in self.builder.added_files().items():
            self.session.workspace.write(f"{FOLDER}/{name}.typ", file.read_text(encoding="utf-8"))
        for volume, chunks in volumes.items():
            write_typst(self.session.workspace, volume, chunks, facts | {"volume": volume.number})

    def _first_chapter(self, volumes: Iterable[Volume]) -> str:
        """Return the number of the first chapter that is printed, “1” where none has one."""
        places = (place.docname for volume in volumes for place in volume.order)
        numbers = chapter_numbers(self.env)
        return next((numbers[name] for name in places if name in numbers), "1")

    def _part_words(self, volume: Volume) -> str:
        """Return “Chapter 2 only” for the PDF of some chapters, else nothing."""
        if not any(brief_config(self.env).pdf_chapters):
            return ""
        words = label("{part} only", part=volume_words(volume, self.env, self._is_chapter))
        return words[0].upper() + words[1:]

    def _put_in_place(self, printed: Sequence[Printed]) -> list[str]:
        """Write the files; remove earlier volumes that the book no longer has; return the names."""
        for file in printed:
            path = Path(self.builder.outdir) / file.name
            replace_file(path, file.content)
            logger.info("the PDF is %s, %d pages", shown_path(path), file.pages)
            if not file.settled:
                logger.warning(
                    "%s: some references may name a page next to theirs: the pages do not settle; "
                    "reword a paragraph that has a reference near the end of a page",
                    shown_path(path),
                    type="brief",
                    subtype="pdf",
                )
        names = [file.name for file in printed]
        own = re.compile(rf"{re.escape(pdf_name(self.config))}(-volume-\d+)?\.pdf")
        for path in sorted(Path(self.builder.outdir).glob("*.pdf")):
            if own.fullmatch(path.name) and path.name not in names:
                path.unlink()
        return names

    def _is_chapter(self, docname: str) -> bool:
        return "prefix" in self.env.metadata.get(docname, {})

    def _order(self) -> tuple[DocumentPlace, ...]:
        """Return the documents to print: all, or those of ``brief_pdf_chapters``."""
        order = reading_order(self.env)
        names = [name for name in brief_config(self.env).pdf_chapters if name]
        try:
            chosen = chosen_places(order, names, self._aliases())
            return tuple(places_in_print(chosen, self.env, self._is_chapter))
        except LookupError as error:
            known = ", ".join(place.docname for place in order)
            message = f"brief_pdf_chapters: no document fits “{error.args[0]}”; there are {known}"
            raise PdfError(Problem(None, message)) from None

    def _aliases(self) -> dict[str, set[str]]:
        """Return the further names of documents: chapters’ prefixes."""
        metadata = self.env.metadata.items()
        return {name: {str(data["prefix"])} for name, data in metadata if data.get("prefix")}
