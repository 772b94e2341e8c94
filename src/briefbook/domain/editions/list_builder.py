"""The builder ``brieflist``: the list of anchors alone, of the documents as they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.dummy import DummyBuilder

from briefbook.anchors.listing.anchor_list import LIST_BUILDER, write_anchor_list
from briefbook.core.files.writing import write_if_changed
from briefbook.domain.editions.anchor_list import list_book_anchors

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class AnchorListBuilder(DummyBuilder):
    """Reads the documents and writes ``anchors.json``, with the site's addresses; no page."""

    name = LIST_BUILDER
    epilog = ""

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address that the page has on the site."""
        return f"{docname}.html"


def write_list(app: Sphinx, exception: Exception | None) -> None:
    """Write the list when the documents have been read."""
    if exception is None and isinstance(app.builder, AnchorListBuilder):
        listed = write_anchor_list(list_book_anchors(app))
        write_if_changed(Path(app.outdir, "anchors.json"), listed)
