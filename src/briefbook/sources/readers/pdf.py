"""PDF files, through pdfminer.six: the lines with their places, then the page made text."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer, LTPage, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import decode_text

from briefbook.core.text import tidy
from briefbook.sources.errors import InputError
from briefbook.sources.readers.limits import limited
from briefbook.sources.readers.page_layout import Line, drop_running_lines, order_lines, paragraphs
from briefbook.sources.reading.article import Metadata, Piece, ReaderResult

#: Fewer characters a page than this, over the whole file, are a scan with a stamp on it.
_LEAST_PER_PAGE = 20
_MOST_PAGES = 500
#: What 500 dense pages take is a tenth of it, in bytes and in seconds.
_MOST_MEMORY, _MOST_SECONDS = 1_000_000_000, 300.0
_UNMAPPED = re.compile(r"\(cid:\d+\)")


def read_pdf(name: str, data: bytes) -> ReaderResult:
    """Read a PDF in reading order, without what repeats on each page.

    Raises :class:`InputError` where it is encrypted, broken, a scan without text, or a bomb.
    """
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with limited(_MOST_MEMORY, _MOST_SECONDS):
            metadata = _metadata(PDFDocument(PDFParser(io.BytesIO(data))))
            pages = [list(_lines(page)) for page in _open_pages(data)]
    except PDFPasswordIncorrect:
        raise InputError(name, "is encrypted", "save a copy without the password") from None
    except (MemoryError, TimeoutError):
        wrong = "unpacks to more than can be read"
        advice = "it may be a bomb: do not open it, or paste its text"
        raise InputError(name, wrong, advice) from None
    # pdfminer lets whatever a broken file causes through, from KeyError to struct.error.
    except Exception as error:  # noqa: BLE001
        wrong = f"is no readable PDF ({type(error).__name__})"
        raise InputError(name, wrong, "open it in a viewer and print it to a new PDF") from None
    count = sum(len(line.text) for page in pages for line in page)
    if count < _LEAST_PER_PAGE * max(1, len(pages)):
        raise InputError(name, "holds no text, only pictures of it", "run it through OCR first")
    text = " ".join(line.text for page in pages for line in page)
    if 20 * len("".join(_UNMAPPED.findall(text))) > len(text):
        raise InputError(name, "its letters cannot be read (no Unicode map)", "run OCR on it")
    pages, left_out = drop_running_lines(pages)
    lines = [line for page in pages for line in order_lines(page)]
    pieces = tuple(Piece(kind, tidy(part)) for kind, part in paragraphs(lines))
    reader = f"pdfminer.six {version('pdfminer.six')}"
    return ReaderResult(pieces, reader, "application/pdf", metadata, tuple(left_out))


def _open_pages(data: bytes) -> Iterator[LTPage]:
    return extract_pages(io.BytesIO(data), maxpages=_MOST_PAGES, laparams=LAParams(boxes_flow=None))


def _metadata(document: PDFDocument) -> Metadata:
    info = document.info[-1] if document.info else {}
    author = _info(info.get("Author"))
    return Metadata(authors=(author,) if author else ())


def _info(value: Any) -> str:
    return tidy(decode_text(value)) if isinstance(value, bytes) else ""


def _lines(page: LTPage) -> Iterator[Line]:
    for number, line in enumerate(_text_lines(page)):
        # A soft hyphen that was set is a hyphen that is seen.
        text = line.get_text().strip().replace("\u00ad", "-")
        glyphs = [glyph for glyph in line if isinstance(glyph, LTChar)]
        if text and glyphs:
            sizes = sorted(glyph.size for glyph in glyphs)
            yield Line(
                text=text,
                left=line.x0,
                right=line.x1,
                top=page.height - line.y1,
                bottom=page.height - line.y0,
                size=round(sizes[len(sizes) // 2], 1),
                bold="bold" in glyphs[0].fontname.lower(),
                page=page.pageid,
                height=page.height,
                order=number,
            )


def _text_lines(container: LTContainer[Any]) -> Iterator[LTTextLine]:
    for element in container:
        if isinstance(element, LTTextLine):
            yield element
        elif isinstance(element, LTContainer):
            yield from _text_lines(element)
