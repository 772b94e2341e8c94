"""The names of the PDF's files."""

from __future__ import annotations

from docutils import nodes
from sphinx.config import Config


def pdf_name(config: Config) -> str:
    """Return the PDF's file name without its ending: ``brief_pdf_name``, or the title as a slug.

    The PDF of some chapters has their names in its own: it never takes the whole book's place.
    """
    name = str(config["brief_pdf_name"]) or str(config.project)
    parts = [name, *config["brief_pdf_chapters"]]
    return "-".join(filter(None, map(nodes.make_id, parts))) or "book"


def volume_files(config: Config, count: int) -> dict[int, str]:
    """Return volume → file name; a book of one file has no volumes and the number 0."""
    name = pdf_name(config)
    if count == 1:
        return {0: f"{name}.pdf"}
    return {number: f"{name}-volume-{number}.pdf" for number in range(1, count + 1)}
