"""Plain text, perhaps with lines above it that name its title, author and source."""

from __future__ import annotations

import re

from briefbook import __version__
from briefbook.sources.readers.encoding import decode
from briefbook.sources.reading.article import Metadata, Omission, Piece, ReaderResult
from briefbook.sources.reading.dates import find_date
from briefbook.sources.reading.line_layout import split_pieces

_FIELDS = {
    "title": "title headline titel überschrift titre título titolo заголовок",
    "author": "author authors byline autor autoren autorin auteur autore автор",
    "date": "date published datum fecha data дата",
    "publisher": "source publisher publication site quelle fuente fonte источник",
    "url": "url link address",
    "language": "language lang sprache langue",
}
_FIELD_OF = {name: field for field, names in _FIELDS.items() for name in names.split()}
_LINE = re.compile(r"(?P<name>[^\W\d_]{3,12})[ \t]*[:：][ \t]+(?P<value>\S.*?)[ \t]*\r?")
#: Fewer such lines may be how a text begins.
_LEAST = 2
_AND = re.compile(r"\s*;\s*|,? and | & | und | et | y ")


def read_text(name: str, data: bytes) -> ReaderResult:
    """Read plain text in any layout."""
    text = decode(name, data)
    fields, below = _head(text)
    if not fields:
        return ReaderResult(split_pieces(text), f"briefbook {__version__}", "text/plain")
    metadata = _stated(fields)
    title = (Piece("headline", metadata.title),) if metadata.title else ()
    head = "; ".join(f"{name}: {value}" for name, value in fields.values())
    return ReaderResult(
        (*title, *split_pieces(below)),
        f"briefbook {__version__}",
        "text/plain",
        metadata,
        (Omission("lines of the head", head),),
    )


def _head(text: str) -> tuple[dict[str, tuple[str, str]], str]:
    """Return the fields that stand above a text, each with its name there, and the text below."""
    fields: dict[str, tuple[str, str]] = {}
    lines = text.lstrip("\ufeff\r\n \t").split("\n")
    for place, line in enumerate(lines):
        match = _LINE.fullmatch(line)
        field = _FIELD_OF.get(match["name"].lower(), "") if match else ""
        if not match or not field or field in fields:
            if line.strip() or len(fields) < _LEAST or "title" not in fields:
                break
            return fields, "\n".join(lines[place:])
        fields[field] = match["name"], match["value"]
    return {}, text


def _stated(fields: dict[str, tuple[str, str]]) -> Metadata:
    said = {field: value for field, (_name, value) in fields.items()}
    written = said.get("date", "")
    date = find_date(written) or (written if re.fullmatch(r"\d{4}(?:-\d\d)?", written) else "")
    url = said.get("url", "")
    return Metadata(
        title=said.get("title", ""),
        authors=tuple(filter(None, _AND.split(said.get("author", "")))),
        publisher=said.get("publisher", ""),
        date=date,
        date_basis="stated" if date else "",
        language=said["language"].lower() if len(said.get("language", "")) == 2 else "",
        url=url if url.startswith(("http://", "https://")) else "",
    )
