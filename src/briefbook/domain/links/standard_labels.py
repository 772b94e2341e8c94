"""Sphinx's labels, cleared by document rather than by searching all of them."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.domains.std import StandardDomain

from briefbook.domain.drawing.references import make_reference
from briefbook.domain.settings.briefing_book import is_briefing_book

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.domain import BriefDomain


class BookStandardDomain(StandardDomain):
    """The ``std`` domain, in which a document without labels need not be cleared.

    Sphinx clears each document before it reads it, also for the first time, by
    comparing every label of the book: a million comparisons for a thousand chapters.
    """

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        # Sphinx makes this one only while clearing, and needs it when it merges.
        self.data.setdefault("terms", {})
        self._known = set(env.all_docs)

    def clear_doc(self, docname: str) -> None:
        """Forget one document."""
        if docname in self._known:
            self._known.discard(docname)
            super().clear_doc(docname)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note the labels of a document that has been read."""
        self._known.add(docname)
        super().process_doc(env, docname, document)

    def resolve_xref(  # the arguments are Sphinx's
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Resolve a reference; ``{ref}`` leads to every anchor of the book, such as a paragraph."""
        found = super().resolve_xref(env, fromdocname, builder, typ, target, node, contnode)
        if found is not None or typ != "ref" or not is_briefing_book(env.config):
            return found
        book = cast("BriefDomain", env.get_domain("brief")).book
        anchor = book.anchor(target)
        if anchor is None:
            return None
        words = contnode.astext() if node["refexplicit"] else book.label(anchor, fromdocname)
        reference = make_reference(builder, fromdocname, anchor, [nodes.Text(words)])
        if not node["refexplicit"]:
            reference["classes"].append("brief-xref")
        return reference

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield what other books can cite: each anchor of the book once, under its own name.

        The labels of a page without a prefix, and of other projects, are as Sphinx has them.
        """
        if not is_briefing_book(self.env.config):
            yield from super().get_objects()
            return
        brief = cast("BriefDomain", self.env.get_domain("brief"))
        anchors = {each[0]: each for each in brief.labels()}
        for each in super().get_objects():
            name, kind, docname = each[0], each[2], each[3]
            if kind != "label" or name not in anchors:
                yield each
            elif not brief.book.documents[docname].is_chapter:
                del anchors[name]
                yield each
        yield from anchors.values()

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over documents that another process has read."""
        self._known.update(docnames)
        super().merge_domaindata(docnames, otherdata)
