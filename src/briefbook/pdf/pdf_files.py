"""The names of the PDF's files."""

from __future__ import annotations

from sphinx.config import Config

from briefbook.output.file_names import pdf_name


def volume_files(config: Config, count: int) -> dict[int, str]:
    """Return volume → file name; a book of one file has no volumes and the number 0."""
    name = pdf_name(config)
    if count == 1:
        return {0: f"{name}.pdf"}
    return {number: f"{name}-volume-{number}.pdf" for number in range(1, count + 1)}
