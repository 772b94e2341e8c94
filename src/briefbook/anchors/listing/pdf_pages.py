"""The pages of the PDF in the list of anchors, read from the PDF itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefbook.anchors.listing.anchor_list import AnchorList, read_anchor_list, write_anchor_list
from briefbook.core.files.writing import write_if_changed

_VOLUME = re.compile(r"-volume-(\d+)\.pdf$")


def add_pages(listed: Path, pdfs: Iterable[Path]) -> None:
    """Write into ``anchors.json`` on which page of the PDF each anchor stands, from 1.

    ``pdfs`` is the one PDF, or its volumes. All must come from the same book as the list. An
    anchor without a destination of its name keeps none.
    """
    anchors = read_anchor_list(listed.read_text(encoding="utf-8"))
    places = {name: place for pdf in sorted(pdfs) for name, place in read_places(pdf).items()}
    write_if_changed(listed, write_anchor_list(with_pages(anchors, places)))


def with_pages(anchors: AnchorList, places: Mapping[str, tuple[int, int]]) -> AnchorList:
    """Return the list with these volumes and pages, and no others."""
    found = {}
    for id_, anchor in anchors.anchors.items():
        volume, page = places.get(id_, (0, 0))
        found[id_] = replace(anchor, pdf_page=page, pdf_volume=volume)
    return replace(anchors, anchors=found)


def read_places(pdf: Path) -> dict[str, tuple[int, int]]:
    """Return the volume, from the file's name, and the page of each named destination."""
    named = _VOLUME.search(pdf.name)
    volume = int(named[1]) if named else 0
    return {name: (volume, page) for name, page in read_pages(pdf).items()}


def read_pages(pdf: Path) -> dict[str, int]:
    """Return the page, from 1, of each named destination of a PDF."""
    # Imported late: most commands need no PDF library.
    import pikepdf

    with pikepdf.open(pdf) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
        names = document.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
        if names is None:
            return {}
        found: list[tuple[Any, Any]] = list(pikepdf.NameTree(names).items())
        # A destination is an array that begins with its page, or a dictionary with one in D.
        return {
            str(name): numbers[(each.D if isinstance(each, pikepdf.Dictionary) else each)[0].objgen]
            for name, each in found
        }
