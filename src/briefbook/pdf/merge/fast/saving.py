"""Write objects as the bytes of a file, compact and reproducible."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from struct import pack

from briefbook.pdf.merge.fast.objects import Objects
from briefbook.pdf.merge.rights import Rights, with_rights

_TOGETHER = 200
"""Objects in one stream: with fewer the file grows, with more a reader waits longer for one."""
_LEVEL = 6
"""Of compression: 1 takes half a second less for 60 MB, and the file is a twentieth larger."""
_FIRST = b"%PDF-1.7\n%\x80\x80\x80\x80\n"
_FREE, _IN_FILE, _IN_STREAM = 0, 1, 2
"""Where an object is: kinds of entries of the cross-reference (ISO 32000-1, 7.5.8.3)."""
_COLUMNS = 6
"""Bytes of such an entry: kind, position in the file or number of a stream, index in it."""
_UP = 2
"""The predictor of PNG that writes each byte as its difference from the one above."""
_PAGES = re.compile(rb"(?<=<xmpTPg:NPages>)\d+(?=</xmpTPg:NPages>)")


def write_pdf(objects: Objects, metadata: int, pages: int, rights: Rights) -> bytes:
    """Return a file of these objects, in streams of objects where they can be.

    ``metadata`` is the number of the document's, which tells of so many pages and of which state
    of the document this is: here a hash of all else.
    """
    file = _File(len(objects.texts))
    packed = [n for n in range(1, len(objects.texts)) if n not in objects.streams]
    groups = [packed[i : i + _TOGETHER] for i in range(0, len(packed), _TOGETHER)]
    contents = [_packed(group, [objects.texts[n] for n in group]) for group in groups]
    with ThreadPoolExecutor() as pool:
        compressed = list(pool.map(lambda content: zlib.compress(content[1], _LEVEL), contents))
    for group, (first, _whole), data in zip(groups, contents, compressed, strict=True):
        file.put_group(group, first, data)
    for number, data in objects.streams.items():
        if number != metadata:
            file.put(number, objects.texts[number], data)
    # Typst calls the states of a document by words in Base64 too.
    document, before = objects.identity
    state = base64.b64encode(file.digest())
    known_pages = _PAGES.sub(b"%d" % pages, with_rights(objects.streams[metadata], rights)).replace(
        before, state
    )
    file.put(metadata, b"<</Length %d/Type/Metadata/Subtype/XML>>" % len(known_pages), known_pages)
    return file.closed(
        b"/Root %d 0 R/Info %d 0 R/ID[(%s)(%s)]" % (objects.root, objects.info, document, state)
    )


class _File:
    """A file as it grows, and where in it each object is."""

    def __init__(self, size: int) -> None:
        self._rows = [_row(_FREE, 0, 0)] * size
        self._parts = [_FIRST]
        self._length = len(_FIRST)

    def put(self, number: int, text: bytes, data: bytes) -> None:
        """Write a stream."""
        # Data that ends in a carriage return would seem to end before it: so does a line end.
        end = b"\r\n" if data.endswith(b"\r") else b"\n"
        code = b"%d 0 obj\n%s\nstream\n%s%sendstream\nendobj\n" % (number, text, data, end)
        self._rows[number] = _row(_IN_FILE, self._length, 0)
        self._parts.append(code)
        self._length += len(code)

    def put_group(self, group: Sequence[int], first: int, data: bytes) -> None:
        """Write the stream that holds these objects (ISO 32000-1, 7.5.7)."""
        number = len(self._rows)
        self._rows.append(b"")
        text = b"<</Type/ObjStm/N %d/First %d/Length %d/Filter/FlateDecode>>"
        self.put(number, text % (len(group), first, len(data)), data)
        for index, held in enumerate(group):
            self._rows[held] = _row(_IN_STREAM, number, index)

    def digest(self) -> bytes:
        """Return a hash of what is written."""
        return hashlib.blake2b(b"".join(self._parts), digest_size=16).digest()

    def closed(self, trailer: bytes) -> bytes:
        """Write where everything is, in a stream as well (ISO 32000-1, 7.5.8); return the file."""
        number, start = len(self._rows), self._length
        self._rows.append(_row(_IN_FILE, start, 0))
        table = zlib.compress(_differences(b"".join(self._rows), len(self._rows)), _LEVEL)
        text = (
            b"<</Type/XRef/Size %d%s/W[1 4 1]/Filter/FlateDecode"
            b"/DecodeParms<</Predictor 12/Columns %d>>/Length %d>>"
        ) % (len(self._rows), trailer, _COLUMNS, len(table))
        self.put(number, text, table)
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)


def _row(kind: int, where: int, index: int) -> bytes:
    return pack(">BIB", kind, where, index)


def _packed(numbers: Sequence[int], texts: Sequence[bytes]) -> tuple[int, bytes]:
    """Return where the first object begins in a stream of objects, and what the stream holds."""
    starts = accumulate((len(text) + 1 for text in texts), initial=0)
    head = b" ".join([b"%d %d" % pair for pair in zip(numbers, starts, strict=False)])
    return len(head) + 1, b"\n".join([head, *texts])


def _differences(table: bytes, rows: int) -> bytes:
    """Return the table as the predictor wants it: most rows differ from the last by 1 alone.

    All bytes are subtracted at once, as one large number, without a borrow between them: each one's
    highest bit is set before, and put right after.
    """
    above = int.from_bytes(bytes(_COLUMNS) + table[:-_COLUMNS])
    this, high = int.from_bytes(table), int.from_bytes(b"\x80" * len(table))
    low = high - (high >> 7)
    less = ((this | high) - (above & low)) ^ ((this ^ ~above) & high)
    values = less.to_bytes(len(table))
    out = bytearray(bytes([_UP]) + bytes(_COLUMNS)) * rows
    for column in range(_COLUMNS):
        out[1 + column :: 1 + _COLUMNS] = values[column::_COLUMNS]
    return bytes(out)
