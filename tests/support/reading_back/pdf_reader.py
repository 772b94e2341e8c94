"""The built PDF, read back: its named places, the text below them, its links and outline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2

LINE = 14.0
"""Height of a line of text with its leading, in points; a generous value."""
HEAD = 200
"""So many characters from a page's top hold its running head and its first words."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF through two readers: pypdf for its structure, PDFium for where text stands."""

    structure: pypdf.PdfReader
    drawn: pypdfium2.PdfDocument
    places: dict[str, Any]

    def page_of(self, name: str) -> int:
        """Return the page of a named place, from 0."""
        number = self.structure.get_destination_page_number(self.places[name])
        assert number is not None
        return number

    def text_below(self, name: str, lines: int = 3) -> str:
        """Return the text from a named place downwards, without its spaces."""
        page = self.drawn[self.page_of(name)]
        top = float(self.places[name].top)
        text = page.get_textpage().get_text_bounded(
            left=0, right=page.get_width(), top=top, bottom=top - lines * LINE
        )
        return dense(text)

    def runs_on(self, words: str) -> bool:
        """Say whether dense ``words`` end one page's text and begin the next one's."""
        pages = [dense(page.get_textpage().get_text_bounded()) for page in self.drawn]
        return any(
            words[:cut] in before and words[cut:] in after[:HEAD]
            for before, after in pairwise(pages)
            for cut in range(4, len(words) - 3)
        )

    def text(self) -> str:
        """Return the text of all pages, without its spaces."""
        return dense("".join(page.get_textpage().get_text_bounded() for page in self.drawn))

    def place(self, words: str) -> tuple[float, float]:
        """Return where the first of ``words`` begins on its page: points from left and bottom."""
        for page in self.drawn:
            text = page.get_textpage()
            if found := text.search(words, match_case=True).get_next():
                left, bottom, _right, _top = text.get_charbox(found[0])
                return left, bottom
        raise AssertionError(f"{words!r} is not in the PDF")

    def outline(self) -> list[tuple[str, int]]:
        """Return each bookmark's title and page (from 0), whatever its depth."""

        def walk(entries: list[Any]) -> Iterator[tuple[str, int]]:
            for entry in entries:
                if isinstance(entry, list):
                    yield from walk(entry)
                else:
                    number = self.structure.get_destination_page_number(entry)
                    yield entry.title, -1 if number is None else number

        return list(walk(self.structure.outline))

    def internal_links(self) -> Iterator[tuple[int, Any]]:
        """Yield the page (from 0) and the destination, as it is written, of each link inside."""
        for number, page in enumerate(self.structure.pages):
            for reference in page.get("/Annots") or ():
                link = reference.get_object()
                action = link.get("/A", {})
                if link.get("/Subtype") == "/Link" and action.get("/S") != "/URI":
                    target = link.get("/Dest", action.get("/D"))
                    yield number, target.get_object() if target is not None else None


def read_pdf(path: Path) -> Pdf:
    """Open a PDF."""
    structure = pypdf.PdfReader(path)
    return Pdf(structure, pypdfium2.PdfDocument(path), dict(structure.named_destinations))


def read_only_pdf(folder: Path) -> Pdf:
    """Read the one PDF that a build has left in a folder."""
    (file,) = folder.glob("*.pdf")
    return read_pdf(file)


def dense(text: str) -> str:
    """Leave out spaces and the hyphens at line ends, which two readers see differently."""
    return re.sub(r"[\s\x02\u00ad\u2060\u200b\ufffe]|-(?=\r?\n)", "", text)
