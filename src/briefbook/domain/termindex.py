"""``{index-of} people``: an index of a glossary's entries, with the paragraphs that use each."""

from __future__ import annotations

import unicodedata
from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from briefbook.core.ids import slug
from briefbook.domain.links import make_reference
from briefbook.domain.nodes import term_index
from briefbook.domain.transform import BookTransform
from briefbook.domain.used import draw_uses


class TermIndexDirective(SphinxDirective):
    """``{index-of} people``: one topic, or several after each other."""

    required_arguments = 1
    optional_arguments = 10

    def run(self) -> list[nodes.Node]:
        """Return a placeholder; uses are known when the whole book has been read."""
        topics = [slug(argument) for argument in self.arguments]
        node = term_index("", topics=topics, docname=self.env.docname)
        self.set_source_info(node)
        return [node]


class DrawTermIndex(BookTransform):
    """Replace ``{index-of}`` with the index."""

    # Before references are resolved; the index holds only its own.
    default_priority = 3

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        for node in list(self.document.findall(term_index)):
            node.replace_self(self._draw(node))

    def _draw(self, node: term_index) -> nodes.definition_list:
        drawn = nodes.definition_list(classes=["brief-index"])
        terms = [
            term
            for document in self.book.documents.values()
            for term in document.terms
            if term.topic in node["topics"]
        ]
        for term in sorted(terms, key=lambda t: (_sort_key(t.name), t.id)):
            uses = draw_uses(
                self.book, self.builder, node["docname"], "", self.book.term_uses.get(term.id, [])
            )
            if uses:
                anchor = self.book.place(term.id)
                name = make_reference(
                    self.builder, node["docname"], anchor, [nodes.Text(term.name)]
                )
                drawn += nodes.definition_list_item(
                    "", nodes.term("", "", name), nodes.definition("", *uses)
                )
        return drawn


def _sort_key(name: str) -> str:
    """Sort as readers look up: no case, no accents."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
