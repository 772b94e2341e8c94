"""``{changes} first``: what has changed since an edition, as a section of the book."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from briefbook.anchors.editions.changes import (
    AnchorChange,
    Changes,
    changes_since,
    excerpt,
    percent,
)
from briefbook.anchors.editions.store import find_edition
from briefbook.core.errors import BriefbookError
from briefbook.domain.drawing.references import make_reference
from briefbook.domain.drawing.transform import BookTransform
from briefbook.domain.editions.promises import standing_anchors
from briefbook.domain.nodes import changes_list

logger = logging.getLogger(__name__)


class ChangesDirective(SphinxDirective):
    """``{changes} first``: the argument is the edition's name."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a placeholder; changes are known when the whole book has been read."""
        name = self.arguments[0].strip()
        root = Path(self.env._app.confdir)  # noqa: SLF001  # no public way since `app` was deprecated
        try:
            find_edition(root, name)
        except BriefbookError as error:
            raise self.error(str(error)) from None
        self.env.note_dependency(str(root / "editions" / f"{name}.json"))
        node = changes_list("", edition=name, docname=self.env.docname)
        self.set_source_info(node)
        return [node]


class DrawChanges(BookTransform):
    """Replace ``{changes}`` with lists of what is new, changed, moved and withdrawn."""

    # Before references are resolved; the lists hold only their own.
    default_priority = 3

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        for node in list(self.document.findall(changes_list)):
            root = Path(self.env._app.confdir)  # noqa: SLF001  # see ChangesDirective
            edition = find_edition(root, node["edition"])
            found = changes_since(edition, standing_anchors(self.env))
            node.replace_self(list(self._draw(found, node["docname"])))

    def _draw(self, changes: Changes, docname: str) -> Iterator[nodes.Node]:
        drawn = False
        for name, found in changes.lists():
            drawn = True
            yield nodes.rubric("", f"{name.capitalize()} ({len(found)})", classes=["brief-changes"])
            entries = (self._entry(name, change, docname) for change in found)
            yield nodes.bullet_list("", *entries, classes=["brief-changes"])
        if not drawn:
            since = f"the edition {changes.edition}"
            yield nodes.paragraph("", f"Nothing has changed since {since}.")

    def _entry(self, name: str, change: AnchorChange, docname: str) -> nodes.list_item:
        line = nodes.paragraph()
        anchor = self.book.anchor(change.id)
        if anchor is None:
            line += nodes.literal("", change.id)
        else:
            words = [nodes.Text(change.label)]
            line += make_reference(self.builder, docname, anchor, words)
        said = self._remark(name, change)
        line += nodes.Text(f"{f' ({said})' if said else ''}: {excerpt(change.text)}")
        return nodes.list_item("", line)

    def _remark(self, name: str, change: AnchorChange) -> str:
        if name == "changed":
            return f"{percent(change.changed)} of its words"
        if name == "moved":
            return f"was in {self.book.document_name(change.page_before)}"
        return ""
