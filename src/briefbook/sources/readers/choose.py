"""Open a file safely and hand it to the reader of its format."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefbook.sources.errors import InputError
from briefbook.sources.readers.largest import LARGEST
from briefbook.sources.reading.article import ReaderResult

_GZIP = b"\x1f\x8b"
#: How a saved mail or page in one file begins.
_MIME = re.compile(
    rb"(?:From: .*Saved by|MIME-Version:|Snapshot-Content-Location:|Return-Path:|Delivered-To:"
    rb"|Received: from )",
    re.IGNORECASE,
)
#: The format that a file's ending stands for.
SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx",
    ".docm": "docx", ".odt": "odt", ".rtf": "rtf", ".doc": "doc",
    ".vtt": "transcript", ".srt": "transcript",
    ".mhtml": "saved", ".mht": "saved", ".eml": "saved", ".webarchive": "saved",
    ".warc": "saved", ".wacz": "saved",
}  # fmt: skip
#: Formats that the first bytes must confirm: the name alone does not suffice.
_TOLD_INSIDE = ("pdf", "docx", "odt", "rtf", "doc")
#: What reference managers write. Their .xml, .json and .csv are also the names of other files.
_REFERENCES = (".bib", ".bibtex", ".ris", ".rdf", ".enw")
_ACCEPTED = "give a .txt, .md, .html, .mhtml, .pdf, .docx, .vtt or .srt file"


@dataclass(frozen=True, slots=True)
class Original:
    """A file's name and bytes, as they were read."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


def open_original(name: str, largest: int = LARGEST) -> Original:
    """Read a file's bytes, or standard input for ``-``.

    Raises :class:`InputError` where it is missing, not a file, too large or cannot be read.
    """
    try:
        if name == "-":
            data = sys.stdin.buffer.read(largest + 1)
        else:
            path = Path(name)
            if path.is_dir():
                raise InputError(name, "is a folder", "name the files in it")
            if path.exists() and not path.is_file():
                # A pipe would keep the command waiting and the book locked; a device has no end.
                wrong = "is a pipe, a socket or a device, not a file"
                raise InputError(name, wrong, "save the article to a file, or give it as -")
            with path.open("rb") as file:
                data = file.read(largest + 1)
    except FileNotFoundError:
        if re.match(r"(?:https?://|www\.)", name):
            wrong = "is an address, and nothing is fetched"
            advice = "save the page from your browser, then give the file, and the address as --url"
            raise InputError(name, wrong, advice) from None
        raise InputError(name, "no such file", "check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(name, f"cannot be read ({reason})", "check its permissions") from None
    if len(data) > largest:
        limit = f"is larger than {largest:,} bytes"
        raise InputError(name, limit, "raise the limit with --max-bytes if that is right")
    if not data.strip(b"\0 \t\r\n\f\v\xef\xbb\xbf"):
        raise InputError(name, "is empty", "save the article again")
    return Original("standard input" if name == "-" else Path(name).name, data)


def read_original(name: str, original: Original, reader: str = "") -> ReaderResult:
    """Read the article out of a file with the reader of its format.

    ``name`` is what the user called it; ``reader`` is the one of the readers of web pages that
    is to be followed instead of their vote. Raises :class:`InputError`.
    """
    data = original.data
    if data.startswith(_GZIP):
        from briefbook.sources.readers.web.saved import unzip

        name, data = name.removesuffix(".gz"), unzip(name, data)
    return _reader(kind_of(name, data), reader)(name, data)


def kind_of(name: str, data: bytes) -> str:
    """Tell the format (``text``, ``markdown``, ``html`` …) from the first bytes, then the ending.

    Raises :class:`InputError` for a format that is not read.
    """
    suffix = Path(name).suffix.lower()
    kind = SUFFIXES.get(suffix, "")
    if inside := _kind_inside(data, kind):
        return inside
    if kind in _TOLD_INSIDE:
        raise InputError(name, f"is not a {suffix} file inside", "save it again in its own format")
    low = data[:1024].lstrip()[:512].lower()
    if kind not in {"markdown", "saved"} and any(
        tag in low for tag in (b"<!doctype html", b"<html")
    ):
        return "html"
    if not kind and suffix in _REFERENCES:
        advice = "put --from-bib before its name, and its entries are taken over"
        raise InputError(name, "holds references, not an article", advice)
    if not kind and suffix and name != "-":
        raise InputError(name, f"is in a format that briefbook does not read ({suffix})", _ACCEPTED)
    return kind or "text"


def _kind_inside(data: bytes, named: str) -> str:
    """Return the format that the first bytes tell; empty where they tell none."""
    start = data[:1024]
    # What is called a PDF may have lines of a mail or of a server before it.
    if start.lstrip().startswith(b"%PDF-") or (named == "pdf" and b"%PDF-" in start):
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        # An OpenDocument file says what it is in its first part, which is not compressed.
        other = "odt" if b"application/vnd.oasis.opendocument.text" in start[:200] else "docx"
        return named if named == "saved" else other
    if start.startswith((b"WARC/", b"bplist")) or _MIME.match(start.lstrip()):
        return "saved"
    signs = {b"{\\rtf": "rtf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "doc"}
    return next((kind for sign, kind in signs.items() if start.startswith(sign)), "")


def _reader(kind: str, of_pages: str) -> Callable[[str, bytes], ReaderResult]:
    """Import the reader late: each format's library is slow to load."""
    if kind in {"html", "saved"}:
        from briefbook.sources.readers.html import read_html, read_saved

        return partial(read_html if kind == "html" else read_saved, reader=of_pages)
    if kind == "pdf":
        from briefbook.sources.readers.pdf.reader import read_pdf

        return read_pdf
    if kind == "docx":
        from briefbook.sources.readers.word.reader import read_word

        return read_word
    if kind == "transcript":
        from briefbook.sources.readers.transcript import read_transcript

        return read_transcript
    if kind in ("odt", "rtf", "doc"):
        from briefbook.sources.readers.office import office_reader

        return office_reader(kind)
    return _reader_of_texts(kind)


def _reader_of_texts(kind: str) -> Callable[[str, bytes], ReaderResult]:
    if kind == "markdown":
        from briefbook.sources.readers.markdown import read_markdown

        return read_markdown
    from briefbook.sources.readers.plain import read_text

    return read_text
