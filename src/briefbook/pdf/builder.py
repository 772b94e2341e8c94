"""The ``briefpdf`` builder: the whole book as one PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.display import status_iterator

from briefbook.domain.settings import brief_config
from briefbook.pdf.assemble import book_facts, main_file
from briefbook.pdf.compile import compile_book
from briefbook.pdf.destinations import with_destinations
from briefbook.pdf.errors import PdfError, Problem
from briefbook.pdf.labels import Labels
from briefbook.pdf.order import Place, chosen_places, reading_order
from briefbook.pdf.output import pdf_name, replace_file
from briefbook.pdf.state import build_state, read_state, source_date, write_state
from briefbook.pdf.trace import Trace
from briefbook.pdf.translator import Book, DocumentTranslator
from briefbook.pdf.translator.references import SCHEME
from briefbook.pdf.workspace import FONTS, Workspace

if TYPE_CHECKING:
    from sphinx.util.typing import ExtensionMetadata  # noqa: F401

logger = logging.getLogger(__name__)


class BriefPdfBuilder(Builder):
    """Translates every document to Typst, compiles once, and names the destinations."""

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
        "application/pdf",
    ]
    # Nothing is fetched: a remote picture is an error of the translator.
    supported_remote_images = True

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield every document if anything that the PDF depends on changed, else none."""
        if not self.output_file.is_file() or read_state(self.state_file) != self.state():
            yield from sorted(self.env.found_docs)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the address of a document, which the translator turns into a label."""
        return SCHEME + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the same address from everywhere: the book is one file."""
        return self.get_target_uri(to, typ)

    @property
    def output_file(self) -> Path:
        """Where the PDF is."""
        return Path(self.outdir) / f"{pdf_name(self.config)}.pdf"

    @property
    def state_file(self) -> Path:
        """Where the fingerprint of the last good PDF is."""
        return Path(self.doctreedir) / ".briefpdf" / "state"

    def state(self) -> str:
        """Return the fingerprint of all that the PDF depends on."""
        return build_state(self.env, self.config, Path(self.confdir), self.font_folders())

    def font_folders(self) -> list[Path]:
        """Return the folders whose fonts the PDF may use."""
        return [FONTS, *(Path(self.confdir) / name for name in brief_config(self.env).fonts)]

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Do nothing: the book is written as a whole."""

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Write the book; if that fails, say why and leave the last good PDF where it is."""
        try:
            self._write_book()
        except PdfError as error:
            # Not raised: Sphinx would print its own report and forget all that it has read.
            for problem in error.problems:
                where = str(problem.origin) if problem.origin else None
                report = partial(logger.error, location=where, type="brief", subtype="pdf")
                report("%s", problem.message)
            logger.info("the PDF was not made%s", self._what_is_left())
            self._app.statuscode = 1

    def _is_part(self) -> bool:
        return any(brief_config(self.env).pdf_chapters)

    def _what_is_left(self) -> str:
        left = self.output_file.is_file()
        return f"; {_shown(self.output_file)} is the one from before" if left else ""

    def _write_book(self) -> None:
        order = self._order()
        doctrees = self._resolve(order)
        workspace = Workspace(self.state_file.with_name("typst"))
        workspace.open()
        labels = Labels()
        for place in order:
            labels.collect(place.docname, doctrees[place.docname])
        codes = self._translate(order, doctrees, labels, workspace)
        facts = book_facts(self.env, self.config, self.font_folders()[1:])
        workspace.write("main.typ", main_file(facts, list(codes)))
        for name, (code, _) in codes.items():
            workspace.write(name, code)
        logger.info("typesetting...", nonl=False)
        compiled = compile_book(
            workspace.root, self.font_folders(), codes, source_date(Path(self.confdir), self.config)
        )
        pdf, pages = with_destinations(compiled.pdf, compiled.positions, labels.names())
        replace_file(self.output_file, pdf)
        write_state(self.state_file, self.state())
        logger.info("the PDF is %s, %d pages", _shown(self.output_file), pages)

    def _order(self) -> tuple[Place, ...]:
        """Return the documents to print: all, or those of ``brief_pdf_chapters``."""
        order = reading_order(self.env)
        prefixes = {name: str(data.get("prefix", "")) for name, data in self.env.metadata.items()}
        names = [name for name in brief_config(self.env).pdf_chapters if name]
        try:
            return chosen_places(order, names, prefixes)
        except LookupError as error:
            known = ", ".join(place.docname for place in order)
            message = f"brief_pdf_chapters: no document fits “{error.args[0]}”; there are {known}"
            raise PdfError(Problem(None, message)) from None

    def _resolve(self, order: Iterable[Place]) -> dict[str, nodes.document]:
        """Return each document's tree with its references resolved; toctrees stay."""
        doctrees = {}
        for place in order:
            doctree = self.env.get_doctree(place.docname)
            self.env.apply_post_transforms(doctree, place.docname)
            self.post_process_images(doctree)
            doctrees[place.docname] = doctree
        return doctrees

    def _translate(
        self,
        order: tuple[Place, ...],
        doctrees: dict[str, nodes.document],
        labels: Labels,
        workspace: Workspace,
    ) -> dict[str, tuple[str, Trace]]:
        book = Book(
            labels=labels,
            # Drawings that a directive makes lie beside the doctrees.
            image=lambda uri: workspace.picture(
                Path(self.srcdir) / uri, Path(self.confdir), Path(self.doctreedir)
            ),
            numbers=self.env.toc_secnumbers,
            figure_numbers=self.env.toc_fignumbers,
            number_formats=self.config.numfig_format,
            site=brief_config(self.env).url if self._is_part() else None,
        )
        codes = {}
        for i, place in enumerate(
            status_iterator(
                order,
                "writing Typst... ",
                "darkgreen",
                len(order),
                self.config.verbosity,
                stringify_func=lambda place: place.docname,
            )
        ):
            translator = DocumentTranslator(book, place, doctrees[place.docname])
            codes[f"d{i:05}.typ"] = (translator.translate(), translator.trace)
        if book.problems:
            raise PdfError(*book.problems)
        return codes


def _shown(path: Path) -> str:
    """Return a path from the current folder if it is below it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
