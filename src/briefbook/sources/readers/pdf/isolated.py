"""Call :mod:`briefbook.sources.readers.pdf.drawn.extract` in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefbook.sources.errors import InputError
from briefbook.sources.readers.pdf.model import FontSpan, Fragment, PdfPage

_PROGRAM = "briefbook.sources.readers.pdf.drawn.extract"
_MOST_SECONDS = 600
_BROKEN = "open it in a viewer and print it to a new PDF"
_BOMB = "it may be a decompression bomb: do not open it, or paste its text"


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF holds: its pages, what it says of itself, and how much could not be read.

    ``count`` is the number of pages of the file, of which ``pages`` may be the first;
    ``unmapped`` is the number of glyphs of which the file does not say which letter they are.
    """

    pages: tuple[PdfPage, ...]
    count: int
    info: dict[str, str]
    unmapped: int
    broken: tuple[int, ...]


def extract_text(name: str, data: bytes) -> PdfText:
    """Return what a PDF holds.

    Raises :class:`InputError` where it is encrypted, broken or a bomb.
    """
    # -P: no module in the working folder replaces one of Python's own.
    command = [sys.executable, "-P", "-m", _PROGRAM]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=_MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise InputError(name, "takes too long to read", _BOMB) from None
    if done.returncode < 0:
        wrong = "unpacks to more than can be read, or is broken"
        raise InputError(name, wrong, _BOMB)
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise InputError(name, "is not a readable PDF", _BROKEN) from None
    match answer.get("error"):
        case "encrypted":
            raise InputError(name, "is encrypted", "save a copy without the password")
        case "large":
            raise InputError(name, "unpacks to more than can be read", _BOMB)
        case "broken":
            raise InputError(name, "is not a readable PDF", _BROKEN)
    pages = tuple(_pages(answer["pages"]))
    return PdfText(
        pages,
        answer["count"],
        answer["info"],
        sum(page["unmapped"] for page in answer["pages"]),
        tuple(number for number, page in enumerate(answer["pages"]) if page["broken"]),
    )


def _pages(pages: list[dict[str, Any]]) -> Iterator[PdfPage]:
    for number, page in enumerate(pages):
        fragments = tuple(
            Fragment(
                left, right, top, bottom, bold, tuple(FontSpan(*each) for each in spans), *others
            )
            for left, right, top, bottom, bold, spans, *others in page["fragments"]
        )
        yield PdfPage(
            number,
            page["label"],
            page["width"],
            page["height"],
            fragments,
            tuple((left, top, right, bottom) for left, top, right, bottom in page["rules"]),
            page["turned"],
        )
