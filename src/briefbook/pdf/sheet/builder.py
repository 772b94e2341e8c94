"""The ``briefsheet`` builder: the brief, one sheet of two sides."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from briefbook.pdf.builder import BriefPdfBuilder


class BriefSheetBuilder(BriefPdfBuilder):
    """Takes the brief from the book, typesets it, and fails where it has more than two sides."""

    name = "briefsheet"

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield every document: it is made in a second."""
        yield from sorted(self.env.found_docs)

    @property
    def state_file(self) -> Path:
        """Where the files of its own are kept."""
        return Path(self.doctreedir) / ".briefsheet" / "state"

    def _write_book(self, docnames: AbstractSet[str]) -> None:  # noqa: ARG002
        from briefbook.pdf.sheet.printing import print_sheet

        print_sheet(self)
