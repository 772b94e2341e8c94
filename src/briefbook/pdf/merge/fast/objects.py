"""A PDF as a list of its objects, in Typst's own spelling.

Typst writes each object as ``N 0 obj``, its text on one line, and a stream's data after it; numbers
run from 1 without a gap. So a file is taken apart by its cross-reference table (ISO 32000-1, 7.5.4)
alone, and no object has to be parsed. Whatever is spelled otherwise is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

NULL = b"null"
"""Text of an object that is not used."""
_TRAILER = re.compile(
    rb"\ntrailer\n<</Size (\d+)/Root (\d+) 0 R/Info (\d+) 0 R/ID\[\((\S*)\)\((\S*)\)\]>>"
    rb"\nstartxref\n(\d+)\n%%EOF\s*\Z"
)
_END = b"\nendobj\n"
_STREAM = b"\nstream\n"
_END_OF_STREAM = b"\nendstream"


@dataclass(slots=True)
class Objects:
    """The objects of a PDF: object N's text is ``texts[N]``, for a stream that of its dictionary.

    ``identity`` is what Typst calls the document, and this state of it.
    """

    texts: list[bytes]
    streams: dict[int, bytes]
    root: int
    info: int
    identity: tuple[bytes, bytes]
    unused: list[int] = field(default_factory=list)

    def add(self, text: bytes, data: bytes | None = None) -> int:
        """Add an object, a stream if it has data, and return its number."""
        if self.unused:
            number = self.unused.pop()
            self.texts[number] = text
        else:
            number = len(self.texts)
            self.texts.append(text)
        if data is not None:
            self.streams[number] = data
        return number

    def drop(self, number: int) -> None:
        """Take an object out; its number is given again."""
        self.texts[number] = NULL
        self.streams.pop(number, None)
        self.unused.append(number)

    def match(self, number: int, pattern: re.Pattern[bytes]) -> re.Match[bytes]:
        """Return how an object's text matches, whole. Raises :class:`ValueError`."""
        text = self.texts[number] if number < len(self.texts) else NULL
        match = pattern.fullmatch(text)
        if match is None:
            said, wanted = shorten(text), pattern.pattern.decode()
            raise ValueError(f"object {number} of the PDF is {said}, but should match {wanted}")
        return match


def read_objects(pdf: bytes) -> Objects:
    """Split a PDF into objects. Raises :class:`ValueError` if it is not spelled like Typst's."""
    end = _TRAILER.search(pdf, max(0, len(pdf) - 1024))
    if end is None:
        raise ValueError("the PDF does not end in a trailer as Typst writes it")
    size, root, info, table = (int(end[i]) for i in (1, 2, 3, 6))
    objects = Objects([NULL], {}, root, info, (end[4], end[5]))
    starts = _starts(pdf[table : end.start() + 1], size)
    stops = [*starts[1:], table]
    for number, (start, stop) in enumerate(zip(starts, stops, strict=True), start=1):
        text, data = _taken_apart(pdf, number, start, stop)
        objects.texts.append(text)
        if data is not None:
            objects.streams[number] = data
    if b"\n" in b"".join(objects.texts):
        raise ValueError("an object of the PDF is not on one line")
    return objects


def _taken_apart(pdf: bytes, number: int, start: int, stop: int) -> tuple[bytes, bytes | None]:
    """Return an object's text, and its data if it is a stream."""
    head = b"%d 0 obj\n" % number
    if not (pdf.startswith(head, start) and pdf.endswith(_END, start, stop)):
        raise ValueError(f"object {number} of the PDF does not begin and end as expected")
    start, stop = start + len(head), stop - len(_END)
    if not pdf.endswith(_END_OF_STREAM, start, stop):
        return pdf[start:stop], None
    middle = pdf.index(_STREAM, start, stop)
    return pdf[start:middle], pdf[middle + len(_STREAM) : stop - len(_END_OF_STREAM)]


def _starts(table: bytes, size: int) -> list[int]:
    """Return where objects 1, 2 and so on begin, from the cross-reference table."""
    head = b"xref\n0 %d\n0000000000 65535 f\r\n" % size
    rows = table[len(head) :].split(b" 00000 n\r\n")
    if not table.startswith(head) or len(rows) != size or rows.pop():
        raise ValueError("the PDF has no cross-reference table as Typst writes it")
    starts = [int(row) for row in rows]
    if starts != sorted(starts):
        raise ValueError("the objects of the PDF are not in the order of their numbers")
    return starts


def parse_references(text: bytes) -> list[int]:
    """Return the numbers of the objects that a list of references names."""
    words = text.split()
    if set(words[1::3]) - {b"0"} or set(words[2::3]) - {b"R"} or len(words) % 3:
        raise ValueError(f"not a list of references: {shorten(text)}")
    return [int(word) for word in words[::3]]


def format_references(numbers: Iterator[int] | list[int]) -> bytes:
    """Return a list of references to these objects."""
    return b" ".join([b"%d 0 R" % number for number in numbers])


def shorten(text: bytes) -> str:
    """Return the beginning of an object, as a message shows it."""
    return text[:200].decode("latin-1")
