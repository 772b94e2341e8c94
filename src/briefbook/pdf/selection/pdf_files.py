"""The names of the PDF's files, and of paths as messages show them."""

from __future__ import annotations

from pathlib import Path

from sphinx.config import Config

from briefbook.output.file_names import pdf_name


def volume_files(config: Config, count: int) -> dict[int, str]:
    """Return volume → file name; a book of one file has no volumes and the number 0."""
    name = pdf_name(config)
    if count == 1:
        return {0: f"{name}.pdf"}
    return {number: f"{name}-volume-{number}.pdf" for number in range(1, count + 1)}


def shown_path(path: Path) -> str:
    """Return a path from the current folder if it is below it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
