"""``[](inv:harbour#harbour-2)`` where a shelf has a book ``harbour``: a place of another book.

The link says book and edition, and its title the words that are there. It is resolved when a
page is written, as each output has its own addresses.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from briefbook.core.files.cited_places import (
    FILE,
    CitedBook,
    CitedPlace,
    CitedPlaces,
    read_cited_places,
)
from briefbook.domain.drawing.transform import BookTransform

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode
    from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

logger = logging.getLogger(__name__)

_TYPE = "brief-shelf"
_HREF = re.compile(r"inv:(?P<book>[\w.-]+)(?::[^#]*)?#(?P<id>.+)")
_SHOWN = 200
"""How many characters of the cited words the title of a link has."""


def defer_shelf_link(renderer: SphinxRenderer, token: SyntaxTreeNode) -> bool:
    """Leave a link into a book of the shelf pending; return whether it is one."""
    env = renderer.sphinx_env
    root = Path(env._app.confdir)  # noqa: SLF001  # as BookTransform.builder
    found = _HREF.fullmatch(renderer.md.normalizeLinkText(str(token.attrGet("href") or "")))
    shelf = _places(root) if found else None
    if found is None or shelf is None or found["book"] not in shelf.books:
        return False
    env.note_dependency(str(root / FILE))
    explicit = token.info != "auto" and bool(token.children)
    pending = addnodes.pending_xref(
        refdoc=env.docname, refdomain=None, reftype=_TYPE, reftarget=found["id"],
        refexplicit=explicit, book=found["book"],
    )  # fmt: skip
    renderer.add_line_and_source_path(pending, token)
    inner = nodes.inline("", "" if explicit else found["id"], classes=["xref"])
    pending += inner
    if explicit:
        with renderer.current_node_context(inner):
            renderer.render_children(token)
    renderer.current_node += pending
    return True


class ResolveShelfLinks(BookTransform):
    """Resolve links into other books of the shelf; report those whose target is gone."""

    # With our own links (4), before Sphinx looks at what is left (10).
    default_priority = 4

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        shelf: CitedPlaces | None = None
        for pending in list(self.document.findall(addnodes.pending_xref)):
            if pending["reftype"] != _TYPE:
                continue
            shelf = shelf or read_cited_places(Path(self.env._app.confdir))  # noqa: SLF001  # as BookTransform.builder
            book = shelf.books.get(pending["book"]) if shelf else None
            place = book.places.get(pending["reftarget"]) if book else None
            if shelf is None or book is None or place is None:
                self._tell_missing(pending, book)
                continue
            if place.withdrawn:
                _tell_withdrawn(pending, book)
            pending.replace_self(self._reference(pending, shelf.url, book, place))

    def _reference(
        self, pending: addnodes.pending_xref, url: str, book: CitedBook, place: CitedPlace
    ) -> nodes.Element:
        words = [child.deepcopy() for child in pending[0].children]
        if not pending["refexplicit"]:
            words = [nodes.Text(f"{book.name}, {place.label}")]
        where = f"{pending['book']}/{place.uri}"
        if self.builder.format == "html" and self.builder.name != "epub":
            # The books of a library stand side by side.
            own = self.builder.get_target_uri(pending["refdoc"])
            address = "../" * (own.count("/") + 1) + where
        elif url:
            address = url + where
        else:
            return nodes.inline("", "", *words)
        said = place.text if len(place.text) <= _SHOWN else f"{place.text[:_SHOWN].rstrip()}…"
        title = f"{book.name}, {place.label}{': ' if said else ''}{said}"
        inner = nodes.inline("", "", *words)
        reference = nodes.reference("", "", inner, refuri=address, internal=False, reftitle=title)
        reference["classes"].append("brief-shelf-link")
        return reference

    def _tell_missing(self, pending: addnodes.pending_xref, book: CitedBook | None) -> None:
        logger.warning(
            "%s has no %r; cite another place of it, or remove the link; if it was added just now, "
            "run briefbook shelf build",
            book.name if book else pending["book"], pending["reftarget"],
            location=pending, type="brief", subtype="shelf_missing",
        )  # fmt: skip
        words = [child.deepcopy() for child in pending[0].children]
        pending.replace_self(nodes.inline("", "", *words))


def _tell_withdrawn(pending: addnodes.pending_xref, book: CitedBook) -> None:
    logger.warning(
        "%s has withdrawn %r, which is cited here; read the reason there, and cite another place "
        "or remove the link",
        book.name, pending["reftarget"],
        location=pending, type="brief", subtype="shelf_withdrawn",
    )  # fmt: skip


def _places(root: Path) -> CitedPlaces | None:
    try:
        stamp = (root / FILE).stat().st_mtime_ns
    except OSError:
        return None
    return _read_once(root, stamp)


@lru_cache(maxsize=4)
def _read_once(root: Path, _stamp: int) -> CitedPlaces | None:
    return read_cited_places(root)
