"""``[](#martyrs-7)``: links to anchors anywhere in the book, in MyST's own syntax."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from briefbook.domain.collect.front_matter import is_chapter, promised_headings
from briefbook.domain.drawing.references import make_reference
from briefbook.domain.drawing.transform import BookTransform
from briefbook.domain.links.joined_references import join_references
from briefbook.domain.reporting.document_paths import DocumentPaths
from briefbook.domain.settings.briefing_book import is_briefing_book
from briefbook.domain.withholding.withheld_ids import withheld_place

logger = logging.getLogger(__name__)


class DeferLinks(SphinxTransform):
    """Leave every ``#id`` link pending until the whole book has been read.

    MyST resolves links within a page at once and prints ``#martyrs-7`` for a target that has
    no title. All links wait for :class:`ResolveLinks` instead, so that all are resolved alike.
    """

    # Just before MyST's ResolveAnchorIds (879), which would resolve the local ones.
    default_priority = 878

    def apply(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        if not is_briefing_book(self.config):
            return
        headings = promised_headings(self.document, chapter=is_chapter(self.document))
        local = headings | {
            id_
            for node in self.document.findall(nodes.Element)
            if "brief_number" in node or "brief_note" in node
            for id_ in node["ids"]
        }
        for link in list(self.document.findall(nodes.reference)):
            target = link.get("refuri", "")[1:]
            if not link.get("id_link") or target not in local:
                continue
            pending = addnodes.pending_xref(
                refdoc=self.env.docname, refdomain=None, reftype="myst",
                reftarget=target, refexplicit=bool(link.children),
            )  # fmt: skip
            pending.source, pending.line = link.source, link.line
            pending += nodes.inline("", "", *link.children, classes=["xref", "myst"])
            link.replace_self(pending)


class ResolveLinks(BookTransform):
    """Resolve links to anchors; any other link is left to MyST."""

    # Before MyST's resolver (9) and Sphinx's (10).
    default_priority = 4

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        if not is_briefing_book(self.config):
            return
        book = self.book
        automatic: list[nodes.reference] = []
        for pending in list(self.document.findall(addnodes.pending_xref)):
            if pending["reftype"] != "myst":
                continue
            by_document = pending.get("refdomain") == "doc"
            target = pending.get("reftargetid") if by_document else pending["reftarget"]
            anchor = book.anchor(target) if target else None
            if anchor is None:
                if target and not self._tell_withheld(pending, target) and not by_document:
                    self._tell_elsewhere(pending, target)
                continue
            from_docname = pending.get("refdoc", self.env.docname)
            if pending["refexplicit"]:
                content = [child.deepcopy() for child in pending[0].children]
            else:
                content = [nodes.Text(book.label(anchor, from_docname))]
            reference = make_reference(self.builder, from_docname, anchor, content)
            if not pending["refexplicit"]:
                reference["classes"].append("brief-xref")
                automatic.append(reference)
            pending.replace_self(reference)
        join_references(automatic, book)

    def _tell_withheld(self, pending: addnodes.pending_xref, target: str) -> bool:
        """Replace a link into a withheld part by its words, and report it."""
        place = withheld_place(self.env, target)
        if place is None:
            return False
        logger.warning(
            "the link to %r leads into a part of %s that is not in this output, and is printed "
            "as words; put it in a part with the same condition",
            target, DocumentPaths(self.env)[place],
            location=pending, type="brief", subtype="link_withheld",
        )  # fmt: skip
        words = pending[0].children if pending["refexplicit"] else [nodes.Text(target)]
        pending.replace_self(nodes.inline("", "", *words))
        return True

    def _tell_elsewhere(self, pending: addnodes.pending_xref, target: str) -> None:
        """Report an id that only another book has: MyST would link to it silently."""
        inventories = getattr(self.env, "intersphinx_named_inventory", {})
        books = [
            name for name, inventory in sorted(inventories.items())
            if any(target in objects for objects in inventory.values())
        ]  # fmt: skip
        if not books or any(
            each[0] == target for domain in self.env.domains.values()
            for each in domain.get_objects()
        ):  # fmt: skip
            return
        logger.warning(
            "no id %r in this book, but in %s of intersphinx_mapping; write [](inv:%s#%s) to lead "
            "there, or fix the id",
            target, " and ".join(books), books[0], target,
            location=pending, type="brief", subtype="link_elsewhere",
        )  # fmt: skip
