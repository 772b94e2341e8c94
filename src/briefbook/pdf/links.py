"""Links within the book: Typst writes them as addresses, the PDF gets them as places.

If Typst itself looked for each link's place, it would lay out every page twice. So a link leads to
``briefbook:LABEL``, and its annotation is written anew here. What is written is as long as what
was there, so that nothing in the file moves; ``room`` makes an address long enough for the name of
another volume's file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SCHEME = "briefbook:"
"""Begins the address of a document or a place in this book."""
_FILLER = ":"
"""Makes addresses longer; a label, quoted as in an address of the web, does not hold it."""
_WORDS = 24
"""What “note 9999, volume 999, page 99999” needs beside the shortest label, and more."""
_NAMED = rb"\(briefbook:([^():]*):*\)"
_ACTION = re.compile(rb"/Type/Action/S/URI/URI" + _NAMED)
_CONTENTS = re.compile(rb"/Contents" + _NAMED)


class LinksError(Exception):
    """A link cannot be written in its place; ``args[0]`` says which."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a label leads: the place's name, words for it, and the file if it is another one."""

    name: str
    words: str
    file: str = ""


def room_for(files: Sequence[str]) -> str:
    """Return what makes addresses long enough for the longest words, and links to these files."""
    longest = max(len(_string(name)) for name in files)
    return _FILLER * (_WORDS if len(files) == 1 else _WORDS + 2 * longest)


def with_links(pdf: bytes, targets: Mapping[str, Target]) -> bytes:
    """Return the PDF with each link leading to its place, in as many bytes.

    ``targets`` has every label that is linked. Raises :class:`LinksError` when one does not fit.
    """

    def action(match: re.Match[bytes]) -> bytes:
        return _as_long(_action(targets[match[1].decode()]), match[0])

    def words(match: re.Match[bytes]) -> bytes:
        said = targets[match[1].decode()].words
        return _as_long(b"/Contents" + _string(said), match[0])

    return _CONTENTS.sub(words, _ACTION.sub(action, pdf))


def _action(target: Target) -> bytes:
    """Return the entries of a go-to action (ISO 32000-1, 12.6.4.2 and 12.6.4.3)."""
    place = b"/D" + _string(target.name)
    if not target.file:
        return b"/S/GoTo" + place
    file = _string(target.file)
    return b"/S/GoToR/F<</Type/Filespec/F" + file + b"/UF" + file + b">>" + place


def _string(text: str) -> bytes:
    r"""Return a PDF string: its bytes in UTF-8, with ``(``, ``)`` and ``\`` escaped."""
    return b"(" + re.sub(rb"([()\\])", rb"\\\1", text.encode()) + b")"


def _as_long(new: bytes, old: bytes) -> bytes:
    if len(new) > len(old):
        raise LinksError(f"no room for the link {new!r} in {old!r}")
    return new.ljust(len(old))
