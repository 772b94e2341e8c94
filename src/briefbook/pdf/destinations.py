"""Named destinations: every anchor of the HTML under the same name in the PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Dictionary

from briefbook.pdf.compile import Position

_LEAF = 64
"""Names per leaf of the name tree."""
_ABOVE = 16.0
"""Points shown above an anchor: its position is the base of a line, a reader wants the line."""
_TRAILER = re.compile(rb"trailer\s*<<(.*)>>\s*startxref\s*(\d+)\s*%%EOF\s*\Z", re.DOTALL)
_SIZE = re.compile(rb"/Size (\d+)")


def with_places(
    pdf: bytes, positions: Sequence[Position], names: Mapping[str, Sequence[str]]
) -> tuple[bytes, list[int]]:
    """Return the PDF with a leaf of the name tree for every few places, and the leaves' numbers.

    ``names`` gives the destination names of each label.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = [(_reference(page.obj), float(page.mediabox[3])) for page in document.pages]
        # Typst's own names stay: the table of contents links to them.
        dests = document.Root.get("/Names", Dictionary()).get("/Dests")
        own = {str(k): _reference(at) for k, at in pikepdf.NameTree(dests).items()} if dests else {}
    targets = own | {
        name: _target(*pages[at.page - 1], at.top)
        for at in positions
        for name in names.get(at.label, ())
    }
    return _with_objects(pdf, _leaves(targets))


def set_places(document: pikepdf.Pdf, leaves: Sequence[int]) -> None:
    """Make these objects the leaves of the document's name tree."""
    if "/Names" not in document.Root:
        document.Root.Names = Dictionary()
    kids = pikepdf.Array([document.get_object(number, 0) for number in leaves])
    document.Root.Names.Dests = document.make_indirect(Dictionary(Kids=kids))


def _reference(thing: pikepdf.Object) -> bytes:
    number, generation = thing.objgen
    return b"%d %d R" % (number, generation)


def _target(page: bytes, height: float, top: float) -> bytes:
    return b"[%s/XYZ 0 %.2f 0]" % (page, min(height, height - top + _ABOVE))


def _leaves(targets: Mapping[str, bytes]) -> list[bytes]:
    """Return the leaves of a two-level name tree, sorted by bytes as ISO 32000 asks.

    As text: making each of ten thousands of places through the library takes it seconds.
    """
    ordered = sorted((name.encode().hex().encode(), target) for name, target in targets.items())
    leaves = []
    for start in range(0, len(ordered), _LEAF):
        chunk = ordered[start : start + _LEAF]
        listed = b"".join(b"<%s>%s " % entry for entry in chunk)
        leaves.append(b"<</Limits[<%s><%s>]/Names[%s]>>" % (chunk[0][0], chunk[-1][0], listed))
    return leaves


def _with_objects(pdf: bytes, objects: Sequence[bytes]) -> tuple[bytes, list[int]]:
    """Return the PDF with more objects, as an incremental update (ISO 32000-1, 7.5.6).

    And the numbers of the new objects.
    """
    end = _TRAILER.search(pdf, max(0, len(pdf) - 4096))
    size = _SIZE.search(end[1]) if end else None
    if not end or not size:
        raise ValueError("the PDF does not end in a trailer as Typst writes it")
    first = int(size[1])
    parts, table, at = [], [], len(pdf)
    for number, body in enumerate(objects, start=first):
        code = b"\n%d 0 obj\n%s\nendobj" % (number, body)
        table.append(b"%010d 00000 n\r\n" % (at + 1))
        parts.append(code)
        at += len(code)
    rest = _SIZE.sub(b"/Size %d" % (first + len(objects)), end[1])
    xref = b"\nxref\n%d %d\n%s" % (first, len(objects), b"".join(table))
    trailer = b"trailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (rest, end[2], at + 1)
    return b"".join([pdf, *parts, xref, trailer]), list(range(first, first + len(objects)))
