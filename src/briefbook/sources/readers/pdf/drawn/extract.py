"""Read the glyphs of a PDF with PDFium, in a process of its own.

PDFium is fast and reads files that others cannot, but it is C++: a hostile file may exhaust memory
or crash the process. Run as a program, this takes the file on its standard input and writes JSON
to its standard output; :mod:`briefbook.sources.readers.pdf.isolated` calls it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from briefbook.sources.readers.pdf.drawn.accents import with_accents
from briefbook.sources.readers.pdf.drawn.bidi import in_reading_order
from briefbook.sources.readers.pdf.drawn.doubles import drawn_once, joined_halves
from briefbook.sources.readers.pdf.drawn.glyphs import (
    Glyph,
    fragments_of,
    raised_glyphs,
    turned_text,
)
from briefbook.sources.readers.pdf.drawn.page_glyphs import page_glyphs
from briefbook.sources.readers.pdf.drawn.tags import Tags

_MOST_PAGES = 500
_MOST_RULES = 2000
_THIN, _LONG = 2.5, 18.0
_FIELDS = ("Title", "Author", "Creator", "Producer", "CreationDate")


def extract(data: bytes) -> dict[str, Any]:
    """Return the pages with their fragments, and the file's metadata.

    Raises :class:`pypdfium2.PdfiumError`.
    """
    document = pypdfium2.PdfDocument(data)
    count = min(len(document), _MOST_PAGES)
    info = document.get_metadata_dict()
    pages = []
    for number in range(count):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            pages.append(_empty())
            continue
        read = _page(page)
        if _draws_text(page) and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == 1:
            # What was typed into a form or onto the page is now part of it; a page that PDFium
            # writes anew may also have lost what its fonts say of their letters.
            page.close()
            page = document[number]
            flat = _page(page)
            read = flat if flat["unmapped"] <= read["unmapped"] else read
        pages.append(read | {"label": document.get_page_label(number)})
        page.close()
    return {
        "pages": pages,
        "count": len(document),
        "info": {name: info.get(name, "") for name in _FIELDS},
    }


def _draws_text(page: pypdfium2.PdfPage) -> bool:
    """Return whether annotations show text on a page: fields of a form, text typed onto it."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST_RULES)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT):
            return True
    return False


def _empty() -> dict[str, Any]:
    return {
        "label": "", "width": 0, "height": 0, "fragments": [], "rules": [], "turned": "",
        "unmapped": 0, "broken": True,
    }  # fmt: skip


def _page(page: pypdfium2.PdfPage) -> dict[str, Any]:
    text = page.get_textpage()
    drawn = with_accents(drawn_once(list(joined_halves(page_glyphs(text, Tags(page))))))
    glyphs = raised_glyphs(in_reading_order(drawn))
    left, bottom, right, top = page.get_mediabox()
    angle = _main_angle(glyphs, page.get_rotation())
    corners = [(left, bottom), (right, top)]
    made = fragments_of(glyphs, angle, corners)
    return {
        "width": made.width,
        "height": made.height,
        "fragments": made.fragments,
        "rules": [made.box(*rule) for rule in _rules(page)],
        "turned": turned_text(glyphs, angle),
        "unmapped": sum(glyph.unmapped for glyph in glyphs),
        "broken": False,
    }


def _main_angle(glyphs: list[Glyph], rotation: int) -> int:
    """Return the angle at which most of a page's text stands, in degrees against the clock."""
    counts = {0: 0, 90: 0, 180: 0, 270: 0}
    for glyph in glyphs:
        if glyph.angle in counts and not glyph.text.isspace():
            counts[glyph.angle] += 1
    upright = rotation % 360
    most = max(counts, key=lambda angle: (counts[angle], angle == upright))
    # A few turned words more than upright ones make no turned page.
    return most if counts[most] > 2 * counts[upright] else upright


def _rules(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """Yield thin drawn lines, as they part notes from text and rows from rows."""
    for seen, each in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])):
        if seen >= _MOST_RULES:
            return
        left, bottom, right, top = each.get_bounds()
        if min(right - left, top - bottom) <= _THIN and max(right - left, top - bottom) >= _LONG:
            yield left, bottom, right, top


def main() -> int:
    """Read a PDF from standard input and write what it holds as JSON."""
    _limit()
    try:
        answer: dict[str, Any] = extract(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        answer = {"error": "encrypted" if code == raw.FPDF_ERR_PASSWORD else "broken"}
    except MemoryError:
        answer = {"error": "large"}
    sys.stdout.write(json.dumps(answer))
    return 0


def _limit() -> None:
    """Limit memory and CPU time to ten times what 500 dense pages take."""
    if sys.platform != "win32":  # Windows has no such limits.
        import resource

        # No core file either: it would hold the article.
        limits = (
            (resource.RLIMIT_AS, 2_000_000_000),
            (resource.RLIMIT_CPU, 300),
            (resource.RLIMIT_CORE, 0),
        )
        for limit, most in limits:
            soft, hard = resource.getrlimit(limit)
            if hard == resource.RLIM_INFINITY or most < hard:
                resource.setrlimit(limit, (most if soft < 0 else min(most, soft), hard))


if __name__ == "__main__":
    sys.exit(main())
