"""The ``briefpdf`` builder: the whole book as one PDF.

Modules that print are imported only when something is printed, since Sphinx imports every builder
at each start.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sphinx.builders import Builder
from sphinx.errors import ExtensionError, SphinxError
from sphinx.util import logging

from briefbook.core.files.writing import replace_file
from briefbook.core.processes.faults import Fault, FaultError
from briefbook.core.versions import PDF, mismatch_message
from briefbook.domain.settings.options import brief_config
from briefbook.output.fonts import FONTS, fonts_of_packages
from briefbook.pdf.fingerprint import (
    fingerprint_build,
    read_fingerprint,
    write_fingerprint,
)
from briefbook.pdf.own_fonts import report_unusable_fonts
from briefbook.pdf.selection.pdf_files import shown_path
from briefbook.pdf.typst.book_links import SCHEME
from briefbook.pdf.typst.errors import PdfError
from briefbook.pdf.typst.reporting import report_errors
from briefbook.pdf.visitors import typst_files

if TYPE_CHECKING:
    from briefbook.pdf.printing import PrintSession

logger = logging.getLogger(__name__)


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
    # Nothing is fetched: the translator reports a remote picture as an error.
    supported_remote_images = True
    draft = False
    """Whether the PDF is a draft: one file, made faster, without named destinations."""
    _session: PrintSession | None = None

    def init(self) -> None:
        """Check the version of Typst, with another of which every document would have errors.

        Report fonts that it would pass over.
        """
        super().init()
        if unfit := mismatch_message(PDF):
            raise ExtensionError(unfit)
        report_unusable_fonts(Path(self.confdir), self.config.brief_fonts)

    @property
    def writes_all_or_nothing(self) -> bool:
        """Whether the whole book is written if any document changed."""
        return not self.draft

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield every document if anything that the PDF depends on changed, else none.

        A second run of the same builder has its translations available: Sphinx tells it which
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

    def added_files(self) -> Mapping[str, Path]:
        """Return the Typst files of other extensions, by their names without ending."""
        return typst_files(self._app)

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Do nothing: the book is written as a whole."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the book; if that fails, report why and keep the last good PDF."""
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
        except Exception as error:  # noqa: BLE001  # reported as an internal error
            self._report(Fault.of(error))

    def _report(self, fault: Fault) -> None:
        """Report an internal error as such, and keep its traceback in a log."""
        log = Path(self.doctreedir).with_name("briefpdf.log")
        replace_file(log, fault.report.encode("utf-8", "backslashreplace"))
        logger.error(
            "a fault of briefbook, not of the book: %s; report it with %s",
            fault, shown_path(log), type="brief", subtype="pdf",
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
        from briefbook.pdf.printing import open_session, print_book

        session = self._session or open_session(self)
        self._session = None  # Should anything go wrong, the next run begins anew.
        names = print_book(self, session, docnames)
        write_fingerprint(self.state_file, self.state(), names)
        self._session = session

    @property
    def processes(self) -> int:
        """Return how many processes may work side by side."""
        return self._app.parallel if self.parallel_ok else 1
