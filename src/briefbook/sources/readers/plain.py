"""Plain text."""

from __future__ import annotations

from briefbook import __version__
from briefbook.sources.readers.encoding import decode
from briefbook.sources.reading.article import ReaderResult
from briefbook.sources.reading.line_layout import split_pieces


def read_text(name: str, data: bytes) -> ReaderResult:
    """Read a plain text in whatever layout."""
    pieces = split_pieces(decode(name, data))
    return ReaderResult(pieces, f"briefbook {__version__}", "text/plain")
