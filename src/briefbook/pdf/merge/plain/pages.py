"""Add to pages what Typst leaves out: targets of links, named destinations, heads and feet."""

from __future__ import annotations

import copy
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from briefbook.pdf.merge.parts import ABOVE
from briefbook.pdf.merge.plain.joining import read_destinations, set_destinations
from briefbook.pdf.typst.book_links import SCHEME, LinkTarget
from briefbook.pdf.typst.positions import LabelPosition

_DRAW = b"q /Head Do Q"


def resolve_links(pdf: Pdf, targets: Mapping[str, LinkTarget]) -> None:
    """Point each link at its place; ``targets`` has every label that is linked."""
    for page in pdf.pages:
        for link in page.obj.get(Name.Annots, ()):
            action = link.get(Name.A, Dictionary())
            address = str(action.get(Name.URI, ""))
            if address.startswith(SCHEME):
                target = targets[address.removeprefix(SCHEME)]
                link.A = _action(target)
                link.Contents = String(target.words)


def _action(target: LinkTarget) -> Dictionary:
    """Return a go-to action (ISO 32000-1, 12.6.4.2 and 12.6.4.3)."""
    place = String(target.name.encode())
    if not target.file:
        return Dictionary(Type=Name.Action, S=Name.GoTo, D=place)
    file = Dictionary(Type=Name.Filespec, F=target.file, UF=target.file)
    return Dictionary(Type=Name.Action, S=Name.GoToR, F=file, D=place)


def name_places(
    pdf: Pdf, positions: Sequence[LabelPosition], names: Mapping[str, Sequence[str]]
) -> None:
    """Name the places of a PDF; ``names`` gives the destination names of each label."""
    pages = [page.obj for page in pdf.pages]
    heights = [float(page.mediabox[3]) for page in pdf.pages]
    # Typst's own names of titles stay: a link that it wrote itself may lead to one.
    places = read_destinations(pdf)
    for at in positions:
        page, height = pages[at.page - 1], heights[at.page - 1]
        top = Decimal(f"{min(height, height - at.top + ABOVE):.2f}")
        for name in names.get(at.label, ()):
            places[name.encode()] = Array([page, Name.XYZ, 0, top, 0])
    if places:
        set_destinations(pdf, places)


def lay_over(pdf: Pdf, heads: bytes) -> None:
    """Draw the pages of ``heads``, which are artifacts, under what these pages show.

    Raises :class:`ValueError` if they are not as many.
    """
    drawn = pikepdf.open(io.BytesIO(heads))
    if len(drawn.pages) != len(pdf.pages):
        raise ValueError(f"{len(drawn.pages)} pages of heads for {len(pdf.pages)} pages")
    draw = pdf.make_stream(_DRAW)
    for page, head in zip(pdf.pages, drawn.pages, strict=True):
        form = pdf.copy_foreign(head.as_form_xobject())
        page.obj.Resources = _with_head(page.obj.Resources, form)
        shown = page.obj.Contents
        page.obj.Contents = Array([draw, *(shown if isinstance(shown, Array) else (shown,))])


def _with_head(resources: Any, head: Any) -> Any:
    """Return a copy of a page's resources (ISO 32000-1, 7.8.3) with its head among them."""
    own = copy.copy(resources)  # Pages may share them.
    own.XObject = copy.copy(own.get(Name.XObject, Dictionary()))
    own.XObject.Head = head
    return own
