"""The pages of the PDF in the list of anchors, read from the PDF itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from briefbook.core.anchorlist import AnchorList, read_anchor_list, write_anchor_list
from briefbook.core.writing import write_if_changed


def add_pages(listed: Path, pdf: Path) -> None:
    """Write into ``anchors.json`` on which page of the PDF each anchor stands, from 1.

    Both must come from the same book. An anchor without a destination of its name keeps none.
    """
    anchors = read_anchor_list(listed.read_text(encoding="utf-8"))
    write_if_changed(listed, write_anchor_list(with_pages(anchors, read_pages(pdf))))


def with_pages(anchors: AnchorList, pages: dict[str, int]) -> AnchorList:
    """Return the list with these pages, and no others."""
    found = {
        id_: replace(anchor, pdf_page=pages.get(id_, 0)) for id_, anchor in anchors.anchors.items()
    }
    return replace(anchors, anchors=found)


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
