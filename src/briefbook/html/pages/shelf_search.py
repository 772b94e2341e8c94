"""Search over the books of a shelf: an extension of the library's own book alone.

The passages are those of each book's ``anchors.json``; the index and the page are a book's own.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefbook.anchors.listing.anchor_list import AnchorList, ListedAnchor, read_anchor_list
from briefbook.core.ids import reading_key
from briefbook.core.records import AnchorKind
from briefbook.html.pages.page_data import PageData, PagePassage, write_page_data
from briefbook.html.pages.search_index import write_search_index

if TYPE_CHECKING:
    from sphinx.application import Sphinx

BOOKS = "shelf-books.json"
"""Beside the pages: the site of each book by its name."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Register it; for Sphinx."""
    # After the search data of the pages themselves, which these replace.
    app.connect("build-finished", _write_data, priority=990)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _write_data(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None:
        return
    sites = json.loads(Path(app.srcdir, BOOKS).read_text(encoding="utf-8"))["sites"]
    pages = [page for name in sorted(sites) for page in _pages(name, Path(sites[name]))]
    write_page_data(Path(app.outdir, "_brief", "pages"), pages)
    write_search_index(Path(app.outdir, "_brief", "search"), pages)


def _pages(name: str, site: Path) -> Iterator[PageData]:
    """Yield the passages of each page of a book, with addresses from the library's root."""
    book = read_anchor_list((site / "anchors.json").read_text(encoding="utf-8"))
    passages: dict[str, list[PagePassage]] = defaultdict(list)
    for anchor in sorted(book.anchors.values(), key=lambda each: reading_key(each.id)):
        if not anchor.withdrawn:
            passages[anchor.page].append(_passage(anchor))
    for docname, page in book.pages.items():
        yield PageData(
            f"{name}/{page.uri}",
            f"{_title(book)}, {page.name}",
            page.title,
            tuple(passages[docname]),
            prefix=page.prefix,
        )


def _passage(anchor: ListedAnchor) -> PagePassage:
    text = "" if anchor.kind in {AnchorKind.CHAPTER, AnchorKind.SECTION} else anchor.text
    return PagePassage(anchor.id, anchor.kind, anchor.number or anchor.label, text)


def _title(book: AnchorList) -> str:
    return f"{book.project} ({book.edition})" if book.edition else book.project
