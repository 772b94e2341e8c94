"""Named destinations: every anchor of the HTML under the same name in the PDF."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from briefbook.pdf.compile import Position

_LEAF = 64
"""Names per leaf of the name tree."""
_OTHER_VOLUME = "briefbook-volume:"
"""Begins the address that the theme gives to a place in another volume."""
_ABOVE = 16.0
"""Points shown above an anchor: its position is the base of a line, a reader wants the line."""


def with_destinations(
    pdf: bytes,
    positions: Sequence[Position],
    names: Mapping[str, Sequence[str]],
    files: Mapping[int, str],
) -> tuple[bytes, int]:
    """Return the PDF with one name tree that leads to every name, and its number of pages.

    ``names`` gives the destination names of each label, ``files`` those of the volumes, which
    links to other volumes get. The same input gives the same bytes.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = [page.obj for page in document.pages]
        heights = [float(page.mediabox[3]) for page in document.pages]
        targets = {
            name: Array(
                [
                    pages[at.page - 1],
                    Name.XYZ,
                    0,
                    round(min(heights[at.page - 1], heights[at.page - 1] - at.top + _ABOVE), 2),
                    0,
                ]
            )
            for at in positions
            for name in names.get(at.label, ())
        }
        if Name.Names not in document.Root:
            document.Root.Names = Dictionary()
        # Typst's own names stay: the table of contents links to them.
        own = document.Root.Names.get(Name.Dests)
        kept = {str(name): at for name, at in pikepdf.NameTree(own).items()} if own else {}
        document.Root.Names.Dests = _name_tree(document, {**kept, **targets})
        if len(files) > 1:
            _link_volumes(document, files)
        out = io.BytesIO()
        document.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
        return out.getvalue(), len(pages)


def _name_tree(document: pikepdf.Pdf, targets: Mapping[str, pikepdf.Object]) -> pikepdf.Object:
    """Build a two-level name tree, sorted by bytes as ISO 32000 asks."""
    ordered = sorted((name.encode(), target) for name, target in targets.items())
    leaves = []
    for start in range(0, len(ordered), _LEAF):
        chunk = ordered[start : start + _LEAF]
        flat: list[object] = []
        for name, target in chunk:
            flat += [String(name), target]
        limits = Array([String(chunk[0][0]), String(chunk[-1][0])])
        leaves.append(document.make_indirect(Dictionary(Limits=limits, Names=Array(flat))))
    return document.make_indirect(Dictionary(Kids=Array(leaves)))


def _link_volumes(document: pikepdf.Pdf, files: Mapping[int, str]) -> None:
    """Let links to other volumes lead to the named place in that file (ISO 32000, 12.6.4.3)."""
    for page in document.pages:
        for link in page.obj.get("/Annots", Array()):
            address = str(link.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith(_OTHER_VOLUME):
                volume, _, name = address.removeprefix(_OTHER_VOLUME).partition("#")
                file = files[int(volume)]
                link.A = Dictionary(
                    S=Name.GoToR,
                    F=Dictionary(Type=Name.Filespec, F=String(file), UF=String(file)),
                    D=String(unquote(name).encode()),
                )
