"""Renumber the objects of a chunk, in each reference outside strings.

Also renumbers the chunk's keys in the parent tree, and its ids of structure
elements (ISO 32000-1, 14.7.4.4 and 14.7.2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from briefbook.pdf.merge.fast.objects import shorten

_DIGITS = b"0123456789"
_REFERENCE = b" 0 R"
# A string with others in it, or with what is looked for outside of strings, or without an end: what
# is harmless is left behind for good, so that no string is read twice.
_HARD = re.compile(rb"\((?:[^()\\ /\x00]++|(?! 0 R) |(?!/StructParent|/ID|/Headers)/)*+(?!\))")
_SIGN = re.compile(rb"\\.|[()]")
_HIDDEN = re.compile(rb"\x00(\d+)\x00")
_KEY = re.compile(rb"/StructParent(s?) (\d+)")
_HEADERS = re.compile(rb"/Headers\[(\([^\]]*)\]")


def renumber(
    texts: Sequence[bytes], numbers: Mapping[bytes, bytes], *, keys: int = 0, ids: bytes = b""
) -> list[bytes]:
    """Return the texts of objects with references to the new numbers.

    Each key of the parent tree becomes larger by ``keys``; each id begins with ``ids``. Raises
    :class:`ValueError` for a reference that has no new number, and a string that does not end.
    """
    hidden: list[bytes] = []
    text = b"\n".join([_hiding(t, hidden) if b"(" in t and _HARD.search(t) else t for t in texts])
    text = _with_numbers(text, numbers)
    if keys:
        text = _KEY.sub(lambda m: b"/StructParent%s %d" % (m[1], int(m[2]) + keys), text)
    if ids:
        text = text.replace(b"/ID(", b"/ID(" + ids)
        text = _HEADERS.sub(lambda m: b"/Headers[%s]" % m[1].replace(b"(", b"(" + ids), text)
    return _HIDDEN.sub(lambda match: hidden[int(match[1])], text).split(b"\n")


def _with_numbers(text: bytes, numbers: Mapping[bytes, bytes]) -> bytes:
    """Return text in which references are new; no string in it has what looks like one.

    A regular expression that finds the numbers takes more than twice as long.
    """
    pieces = text.split(_REFERENCE)
    rest = pieces.pop()
    try:
        new = [(head := piece.rstrip(_DIGITS)) + numbers[piece[len(head) :]] for piece in pieces]
    except KeyError as error:
        number = error.args[0].decode("latin-1")
        raise ValueError(f"a reference of the PDF leads to no object: “{number}”") from None
    return _REFERENCE.join([*new, rest])


def _hiding(text: bytes, hidden: list[bytes]) -> bytes:
    """Return text with each string's content put into ``hidden``, and its number in its stead."""
    parts, depth, start = [], 0, 0
    for sign in _SIGN.finditer(text):
        if sign[0] == b"(":
            depth += 1
            if depth == 1:
                parts.append(text[start : sign.end()])
                start = sign.end()
        elif sign[0] == b")":
            depth -= 1
            if depth == 0:
                parts.append(b"\x00%d\x00" % len(hidden))
                hidden.append(text[start : sign.start()])
                start = sign.start()
        if depth < 0:
            break
    if depth:
        raise ValueError(f"a string of the PDF does not end: {shorten(text)}")
    return b"".join([*parts, text[start:]])
