"""Outputs that Sphinx makes by itself, from what the features of the book leave in a doctree."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefbook.output.protocol import Output


@dataclass(frozen=True)
class FileOutput(Output):
    """An output whose folder holds one file that a reader wants, known by its ``suffix``."""

    suffix: str = ""
    programs: tuple[str, ...] = ()
    """What ``finish`` needs on the PATH."""
    instead: str = ""
    """What to do where one of them is missing."""

    def report(self, root: Path, files: Sequence[Path]) -> Iterator[str]:  # noqa: ARG002
        """Yield the line that names the file."""
        kind = self.suffix.removeprefix(".").upper()
        yield from (f"{kind}: {file}" for file in files if file.suffix == self.suffix)

    def missing(self) -> str:
        """Return which program is not there, and what to do."""
        absent = [program for program in self.programs if shutil.which(program) is None]
        return f"{absent[0]} is not installed: {self.instead}" if absent else ""


EPUB = FileOutput("epub", "epub", "the EPUB", suffix=".epub")
LATEX = FileOutput(
    "latexpdf",
    "latex",
    "the PDF through LaTeX",
    folder="latex",
    # What Sphinx writes beside the .tex file is made for it.
    finish=("make", "all-pdf"),
    suffix=".pdf",
    programs=("make", "latexmk"),
    instead="install a TeX distribution with latexmk, or say --only pdf, which needs none",
)
