"""Find what runs off the paper in the drawn pages, and report it with its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import c_float
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefbook.pdf.typst.errors import Problem
from briefbook.pdf.typst.literal import literal
from briefbook.pdf.typst.positions import LabelPosition
from briefbook.pdf.typst.trace import SourceLine

if TYPE_CHECKING:  # It loads Sphinx, and a process that sets pages needs none.
    from briefbook.pdf.layout.chunks import TypstFile

_EDGE = 8.0
"""Points from the edge of the paper that printers may not reach."""
_MOST_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Outside:
    """Something that runs off the paper.

    ``page`` is counted from 1 in its chunk, ``top`` in points from the page's upper edge; ``words``
    are empty for a picture.
    """

    words: str
    page: int
    top: float


def find_outside(pdf: bytes) -> tuple[Outside, ...]:
    """Return the texts and pictures that leave the paper, in the order of the pages."""
    # Imported late: processes that set no pages need none of it.
    import pypdfium2.raw as pdfium
    from pypdfium2 import PdfDocument

    drawn = (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
    left, bottom, right, top = (c_float() for _side in range(4))
    found = []
    document = PdfDocument(pdf)
    # By PDFium's own functions: pages hold thousands of objects, of which Python needs none.
    for number in range(len(document)):
        page = pdfium.FPDF_LoadPage(document.raw, number)
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            it = pdfium.FPDFPage_GetObject(page, index)
            kind = pdfium.FPDFPageObj_GetType(it)
            if kind not in drawn or not pdfium.FPDFPageObj_GetBounds(it, left, bottom, right, top):
                continue
            inside = left.value > _EDGE and right.value < width - _EDGE and bottom.value > 0
            if not inside and right.value > left.value:
                words = _words(page, it) if kind == pdfium.FPDF_PAGEOBJ_TEXT else ""
                found.append(Outside(words, number + 1, height - top.value))
        pdfium.FPDF_ClosePage(page)
    document.close()
    return tuple(found)


def _words(page: object, text: object) -> str:
    import pypdfium2.raw as pdfium

    letters = pdfium.FPDFText_LoadPage(page)
    size = pdfium.FPDFTextObj_GetText(text, letters, None, 0)
    raw = (pdfium.FPDF_WCHAR * (size // 2))()
    pdfium.FPDFTextObj_GetText(text, letters, raw, size)
    pdfium.FPDFText_ClosePage(letters)
    return bytes(raw).decode("utf-16-le", "replace").rstrip("\0").strip()[:_MOST_LETTERS]


def explain_outside(
    found: Sequence[Outside],
    files: Sequence[TypstFile],
    positions: Sequence[LabelPosition],
    before: int,
) -> Iterator[Problem]:
    """Yield one problem for each line of the author's that runs off the paper.

    ``positions`` and ``before``, the pages of the volume before the chunk, are in its pages.
    """
    said: set[SourceLine | None] = set()
    for each in found:
        origin = _line_of_words(each.words, files) or _line_above(each, files, positions)
        if origin in said:
            continue
        said.add(origin)
        what = f"“{each.words[:40]}”" if each.words else "a picture"
        yield Problem(
            origin,
            f"{what} runs off the paper, on page {before + each.page} of the PDF; break it into "
            "shorter pieces, or make it narrower",
        )


def _line_of_words(words: str, files: Sequence[TypstFile]) -> SourceLine | None:
    longest = max(words.split(), key=len, default="")
    if len(longest) < 4:
        return None
    piece = literal(longest)[1:-1]
    for file in files:
        for number, line in enumerate(file.code.splitlines(), start=1):
            if piece in line:
                return file.trace.origin(file.code, number)
    return None


def _line_above(
    each: Outside, files: Sequence[TypstFile], positions: Sequence[LabelPosition]
) -> SourceLine | None:
    """Return the line of the last place before it that has a name."""
    above = [at for at in positions if (at.page, at.top) <= (each.page, each.top + 20)]
    for at in sorted(above, key=lambda at: (at.page, at.top), reverse=True):
        for file in files:
            for number, line in enumerate(file.code.splitlines(), start=1):
                if literal(at.label) in line and ("#anchor(" in line or "#section-title(" in line):
                    return file.trace.origin(file.code, number)
    return None
