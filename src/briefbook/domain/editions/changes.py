"""``{changes} first``: what has changed since an edition, as a section of the book."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from briefbook.anchors.editions.changes import (
    AnchorChange,
    changes_since,
    excerpt,
    percent,
)
from briefbook.anchors.editions.store import find_edition
from briefbook.core.errors import BriefbookError
from briefbook.core.words.labels import label, message
from briefbook.domain.drawing.drawn import DrawnBook, DrawnNode
from briefbook.domain.editions.promises import standing_anchors

logger = logging.getLogger(__name__)

#: The headings of the lists.
_TITLES = {
    "new": message("New"), "changed": message("Changed"), "moved": message("Moved"),
    "withdrawn": message("Withdrawn"), "gone": message("Gone"),
}  # fmt: skip


class ChangesDirective(SphinxDirective):
    """List what has changed since an edition: ``{changes} 2026-11``."""

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
        node = ChangesList("", edition=name)
        self.set_source_info(node)
        return [node]


class ChangesList(DrawnNode):
    """Placeholder of the lists of what is new, changed, moved or withdrawn since ``edition``."""

    book_alone = True

    def draw(self, at: DrawnBook) -> list[nodes.Node]:
        """Return a list for each kind of change, or a line that says that there is none."""
        changes = changes_since(find_edition(Path(at.app.confdir), self["edition"]),
                                standing_anchors(at.env))  # fmt: skip
        drawn: list[nodes.Node] = []
        for name, found in changes.lists():
            title = f"{label(_TITLES[name])} ({len(found)})"
            drawn.append(nodes.rubric("", title, classes=["brief-changes"]))
            entries = [_entry(at, name, change) for change in found]
            drawn.append(nodes.bullet_list("", *entries, classes=["brief-changes"]))
        nothing = label("Nothing has changed since the edition {edition}.", edition=changes.edition)
        return drawn or [nodes.paragraph("", nothing)]

    def shows(self, at: DrawnBook) -> object:
        """Return every place as it is now; the edition is in a file."""
        places = (found[0] for found in at.book.anchors.values())
        return [(a.id, a.docname, at.book.label(a, ""), a.text) for a in places]


def _entry(at: DrawnBook, name: str, change: AnchorChange) -> nodes.list_item:
    line = nodes.paragraph()
    anchor = at.book.anchor(change.id)
    line += nodes.literal("", change.id) if anchor is None else at.link(anchor, change.label)
    said = _remark(at, name, change)
    line += nodes.Text(f"{f' ({said})' if said else ''}: {excerpt(change.text)}")
    return nodes.list_item("", line)


def _remark(at: DrawnBook, name: str, change: AnchorChange) -> str:
    if name == "changed":
        return label("{percent} of its words", percent=percent(change.changed))
    if name == "moved":
        return label("was in {document}", document=at.book.document_name(change.page_before))
    return ""
