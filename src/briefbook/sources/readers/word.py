"""Word documents, through python-docx."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from briefbook.core.text import tidy
from briefbook.sources.errors import InputError
from briefbook.sources.reading.article import Metadata, Piece, ReaderResult

#: What a document may unpack to, in bytes and as a multiple of the file.
_LARGEST_UNPACKED = 200_000_000
_LARGEST_PART = 50_000_000
_LARGEST_RATIO = 200
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STYLES = (
    ("title", "headline"),
    ("subtitle", "standfirst"),
    ("heading", "heading"),
    ("list", "item"),
    ("caption", "caption"),
    ("quote", "quote"),
    ("intense quote", "quote"),
)


def read_word(name: str, data: bytes) -> ReaderResult:
    """Read a .docx file. Raises :class:`InputError`, also for a zip bomb."""
    _check_archive(name, data)
    try:
        document = docx.Document(io.BytesIO(data))
        pieces = _without_guessing(tuple(_pieces(document)))
        properties = document.core_properties
    # python-docx lets any error of zipfile, lxml and its own through.
    except Exception as error:  # noqa: BLE001
        wrong = f"is no readable Word document ({type(error).__name__})"
        raise InputError(name, wrong, "open it in Word and save it again") from None
    metadata = Metadata(
        authors=(tidy(properties.author),) if properties.author else (),
        language=(properties.language or "")[:2].lower(),
    )
    return ReaderResult(pieces, f"python-docx {version('python-docx')}", _MEDIA_TYPE, metadata)


def _check_archive(name: str, data: bytes) -> None:
    """Refuse, before anything is unpacked, what would fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise InputError(name, "is a broken archive", "save the document again") from None
    sizes = [part.file_size for part in parts]
    texts = [part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))]
    if (
        sum(sizes) > _LARGEST_UNPACKED
        or max(texts, default=0) > _LARGEST_PART
        or sum(sizes) > max(_LARGEST_RATIO * len(data), 1_000_000)
    ):
        wrong = f"would unpack to {sum(sizes):,} bytes"
        raise InputError(name, wrong, "it may be a zip bomb: do not open it, or paste its text")
    if not any(part.filename == "word/document.xml" for part in parts):
        raise InputError(name, "is a zip file, no Word document", "give the article's own file")


def _without_guessing(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Where headings carry a style, what carries none is a paragraph and no heading."""
    if not any(piece.kind == "heading" for piece in pieces):
        return pieces
    return tuple(
        replace(piece, kind="paragraph") if piece.kind == "text" else piece for piece in pieces
    )


def _pieces(document: docx.document.Document) -> Iterator[Piece]:
    number = 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            rows = tuple(tuple(tidy(cell.text) for cell in row.cells) for row in block.rows)
            yield Piece("table", "; ".join(", ".join(row) for row in rows), rows=rows)
            continue
        kind, ordered = _kind(block)
        number = number + 1 if ordered else 0
        # A line break inside a paragraph is a space; a soft return parts no paragraph.
        yield Piece(kind, tidy(re.sub(r"[\n\v]", " ", block.text)), number)


def _kind(paragraph: Paragraph) -> tuple[str, bool]:
    style = (paragraph.style.name or "").lower() if paragraph.style else ""
    for start, kind in _STYLES:
        if style.startswith(start):
            return kind, kind == "item" and "number" in style
    return "text", False
