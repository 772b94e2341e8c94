"""The ``briefpdf`` builder: the whole book as one PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from sphinx.builders import Builder
from sphinx.errors import ExtensionError, SphinxError
from sphinx.util import logging

from briefbook.core.files.writing import replace_file
from briefbook.core.processes.faults import Fault, FaultError
from briefbook.core.words.labels import label
from briefbook.domain.settings.options import brief_config
from briefbook.output.contents import chapter_numbers
from briefbook.output.file_names import pdf_name
from briefbook.output.fonts import FONTS, fonts_of_packages
from briefbook.output.licence import read_licence, rights_words
from briefbook.output.reading_order import DocumentPlace, chosen_places, reading_order
from briefbook.output.source_date import source_date
from briefbook.pdf.fingerprint import (
    fingerprint_build,
    read_fingerprint,
    write_fingerprint,
)
from briefbook.pdf.finished_volumes import print_volumes
from briefbook.pdf.layout.chunks import Chunk, list_typst_files, split_volume
from briefbook.pdf.layout.print_run import Printed, PrintRun, Setting, print_draft, write_typst
from briefbook.pdf.layout.typesetter import Typesetter
from briefbook.pdf.manuscript import Manuscript
from briefbook.pdf.merge.rights import Rights
from briefbook.pdf.pdf_files import volume_files
from briefbook.pdf.selection.page_starts import places_in_print
from briefbook.pdf.selection.volumes import Volume, volume_words, volumes_of
from briefbook.pdf.typst.book_links import SCHEME
from briefbook.pdf.typst.calls import FOLDER
from briefbook.pdf.typst.errors import PdfError, Problem
from briefbook.pdf.typst.main_file import book_facts
from briefbook.pdf.typst.missing_letters import MissingLetters
from briefbook.pdf.typst.reporting import report_errors, warn_of
from briefbook.pdf.typst.workspace import Workspace
from briefbook.pdf.visitors import typst_files
from briefbook.versions import PDF, mismatch_message

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BuildSession:
    """What is kept between two runs of one builder: files, Typst code, a draft's compiler."""

    workspace: Workspace
    manuscript: Manuscript
    typesetter: Typesetter | None


class BriefPdfBuilder(Builder):
    """Translates every document to Typst, has it typeset, and writes the files."""

    name = "briefpdf"
    format = "typst"
    epilog = ""
    allow_parallel = True
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]
    # Nothing is fetched: a remote picture is an error of the translator.
    supported_remote_images = True
    draft = False
    """Whether the PDF is for an editor's eyes only: one file, sooner there, without names."""
    _session: BuildSession | None = None

    def init(self) -> None:
        """Check the version of Typst first: with another one, every document would seem wrong."""
        super().init()
        if unfit := mismatch_message(PDF):
            raise ExtensionError(unfit)

    @property
    def writes_all_or_nothing(self) -> bool:
        """Whether the whole book is written if any document changed."""
        return not self.draft

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield every document if anything that the PDF depends on changed, else none.

        A second run of the same builder has its translations at hand: Sphinx tells it which
        documents changed or show something else of the book.
        """
        if self._session:
            return
        state, names = read_fingerprint(self.state_file)
        there = names and all((Path(self.outdir) / name).is_file() for name in names)
        if not there or state != self.state():
            yield from sorted(self.env.found_docs)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the address of a document, which the translator turns into a label."""
        return SCHEME + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the same address from everywhere: the book is one file."""
        return self.get_target_uri(to, typ)

    @property
    def state_file(self) -> Path:
        """Where the fingerprint of the last good PDF is."""
        return Path(self.doctreedir) / ".briefpdf" / "state"

    def state(self) -> str:
        """Return the fingerprint of all that the PDF depends on."""
        return fingerprint_build(self.env, self.config, Path(self.confdir), self.font_folders())

    def font_folders(self) -> list[Path]:
        """Return the folders whose fonts the PDF may use."""
        own = (Path(self.confdir) / name for name in brief_config(self.env).fonts)
        return [FONTS, *own, fonts_of_packages(self.state_file.with_name("fonts"))]

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Do nothing: the book is written as a whole."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the book; if that fails, say why and leave the last good PDF where it is."""
        try:
            self._write_book(docnames)
        except PdfError as error:
            # Not raised: Sphinx would print its own report and forget all that it has read.
            report_errors(error.problems)
            self._give_up()
        except FaultError as error:
            self._report(error.fault)
        except (SphinxError, OSError):
            raise
        except Exception as error:  # noqa: BLE001  # said as what it is, with its place
            self._report(Fault.of(error))

    def _report(self, fault: Fault) -> None:
        """Report an internal error as such, and keep its traceback in a log."""
        log = Path(self.doctreedir).with_name("briefpdf.log")
        replace_file(log, fault.report.encode("utf-8", "backslashreplace"))
        logger.error(
            "a fault of briefbook, not of the book: %s; report it with %s",
            fault, _shown(log), type="brief", subtype="pdf",
        )  # fmt: skip
        self._give_up()

    def _give_up(self) -> None:
        logger.info("the PDF was not made%s", self._what_is_left())
        self._app.statuscode = 1

    def _what_is_left(self) -> str:
        _state, names = read_fingerprint(self.state_file)
        left = [name for name in names if (Path(self.outdir) / name).is_file()]
        return f"; {', '.join(left)} is from before" if left else ""

    def _write_book(self, docnames: AbstractSet[str]) -> None:
        session = self._session or self._open_session()
        self._session = None  # Should anything go wrong, the next run begins anew.
        order = self._order()
        logger.info("writing Typst...")
        session.manuscript.update(order, docnames)
        chapters = 0 if self.draft else brief_config(self.env).volumes
        volumes = volumes_of(order, chapters, self._is_chapter)
        chunks = {volume: self._chunks(volume, session.manuscript) for volume in volumes}
        logger.info("typesetting...", nonl=False)
        setting = Setting(
            self.font_folders(),
            source_date(Path(self.confdir), self.config),
            brief_config(self.env).handling,
            brief_config(self.env).pack,
            volume_files(self.config, len(volumes)),
            self._processes,
            self.rights(),
        )
        run = PrintRun(session.workspace.root, chunks, session.manuscript, setting)
        self._put_in_place(self._print(run, session))
        session.workspace.forget_pictures()
        self._session = session

    def rights(self) -> Rights:
        """Return the copyright notice and the licence for the metadata."""
        licence = read_licence(brief_config(self.env).licence)
        return Rights(rights_words(str(self.config.copyright), licence), licence.address)

    def _print(self, run: PrintRun, session: BuildSession) -> list[Printed]:
        """Typeset the book; if no font has a letter, do it once more with a box in its place."""
        draft = session.typesetter
        missing = MissingLetters()
        while True:
            self._write_typst(session, run.volumes, missing.letters)
            try:
                printed = [print_draft(run, draft)] if draft else print_volumes(run)
            except PdfError as error:
                if not missing.take(error):
                    raise
            else:
                warn_of(
                    [*missing.problems(), *(each for file in printed for each in file.problems)]
                )
                return printed

    def _open_session(self) -> BuildSession:
        workspace = Workspace(self.state_file.with_name("typst"))
        workspace.open()
        fonts = self.font_folders()
        typesetter = Typesetter(workspace.root, "main", fonts, draft=True) if self.draft else None
        return BuildSession(workspace, Manuscript(self, workspace, self._processes), typesetter)

    @property
    def _processes(self) -> int:
        return self._app.parallel if self.parallel_ok else 1

    def _chunks(self, volume: Volume, manuscript: Manuscript) -> list[Chunk]:
        # A draft is laid out by one compiler, again and again; where the margins change sides, a
        # page depends on the number of those before.
        divided = not self.draft and not brief_config(self.env).two_sided
        return split_volume(volume, list(list_typst_files(volume, manuscript)), divided=divided)

    def _write_typst(
        self, session: BuildSession, volumes: Mapping[Volume, Sequence[Chunk]], missing: str
    ) -> None:
        several = [volume_words(v, self.env, self._is_chapter) for v in volumes if v.number]
        facts = book_facts(
            self.env, self.config, self.font_folders(), several, self._first_chapter(volumes)
        )
        facts["part"] = self._part_words(next(iter(volumes)))
        facts["missing"] = missing
        for name, file in typst_files(self._app).items():
            session.workspace.write(f"{FOLDER}/{name}.typ", file.read_text(encoding="utf-8"))
        for volume, chunks in volumes.items():
            write_typst(session.workspace, volume, chunks, facts | {"volume": volume.number})

    def _first_chapter(self, volumes: Iterable[Volume]) -> str:
        """Return the number of the first chapter that is printed, “1” where none has one."""
        numbers = chapter_numbers(self.env)
        places = (place.docname for volume in volumes for place in volume.order)
        return next((numbers[name] for name in places if name in numbers), "1")

    def _part_words(self, volume: Volume) -> str:
        """Return “Chapter 2 only” for the PDF of some chapters, else nothing."""
        if not any(brief_config(self.env).pdf_chapters):
            return ""
        words = label("{part} only", part=volume_words(volume, self.env, self._is_chapter))
        return words[0].upper() + words[1:]

    def _put_in_place(self, printed: Sequence[Printed]) -> None:
        """Write the files; remove earlier volumes that the book no longer has."""
        for file in printed:
            path = Path(self.outdir) / file.name
            replace_file(path, file.content)
            logger.info("the PDF is %s, %d pages", _shown(path), file.pages)
            if not file.settled:
                logger.warning(
                    "%s: some references may name a page next to theirs: the pages do not settle; "
                    "reword a paragraph that has a reference near the end of a page",
                    _shown(path),
                    type="brief",
                    subtype="pdf",
                )
        names = [file.name for file in printed]
        own = re.compile(rf"{re.escape(pdf_name(self.config))}(-volume-\d+)?\.pdf")
        for path in sorted(Path(self.outdir).glob("*.pdf")):
            if own.fullmatch(path.name) and path.name not in names:
                path.unlink()
        write_fingerprint(self.state_file, self.state(), names)

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


def _shown(path: Path) -> str:
    """Return a path from the current folder if it is below it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
