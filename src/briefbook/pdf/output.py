"""The PDF, as ``briefbook book`` and ``briefbook live`` know it. Loads neither Sphinx nor Typst."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefbook.output.protocol import Output

_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class PdfOutput(Output):
    """The PDF, in one file or in volumes; or the PDF of some chapters."""

    def report(self, root: Path, files: Sequence[Path]) -> Iterator[str]:
        """Yield a line for each file, with its number of pages."""
        # Imported late: a site alone needs no PDF library.
        import pikepdf

        # By length first: volume 10 comes after volume 9.
        for name in sorted(files, key=lambda name: (len(name.name), name.name)):
            if name.suffix == ".pdf":
                with pikepdf.open(root / name) as pdf:
                    yield f"PDF:  {name} ({len(pdf.pages)} pages)"

    def part(self, chapters: Sequence[str]) -> Output | None:
        """Return the PDF of these chapters, in a folder of its own below ``build/parts/``."""
        folder = "+".join(_NOT_IN_NAMES.sub("-", name).strip(".-") or "-" for name in chapters)
        return replace(
            self,
            words=f"the PDF of {', '.join(chapters)}",
            folder=f"parts/{folder}",
            settings=(f"brief_pdf_chapters={','.join(chapters)}",),
        )

    def live_command(self, root: Path, port: int) -> tuple[str, ...]:  # noqa: ARG002
        """Return the command that makes its drafts."""
        return (sys.executable, "-m", "briefbook.pdf.live")


@dataclass(frozen=True)
class SheetOutput(Output):
    """The brief: one sheet."""

    def report(self, root: Path, files: Sequence[Path]) -> Iterator[str]:  # noqa: ARG002
        """Yield the line that names the file."""
        yield from (f"brief: {name}" for name in files if name.suffix == ".pdf")


SHEET = SheetOutput("brief", "briefsheet", "the brief")
PDF = PdfOutput("pdf", "briefpdf", "the PDF", by_default=True)
