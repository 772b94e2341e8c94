"""``{index-of} people``: an index of a glossary's entries, with the paragraphs that use each."""

from __future__ import annotations

import unicodedata
from typing import Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from briefbook.core.ids import slug
from briefbook.domain.drawing.backlinks import draw_uses
from briefbook.domain.drawing.references import make_reference
from briefbook.domain.drawing.transform import BookTransform
from briefbook.domain.nodes import term_index

logger = logging.getLogger(__name__)


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
        known = {term.topic for document in self.book.documents.values() for term in document.terms}
        for topic in node["topics"]:
            if topic not in known:
                logger.warning(
                    "no glossary has the topic %r; the topics are %s",
                    topic, ", ".join(sorted(known)) or "none yet", location=node, type="brief",
                    subtype="term_unknown",
                )  # fmt: skip
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
    """Sort as readers look up: no case, no accents, in whatever script."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(char for char in letters if not unicodedata.combining(char)).casefold()
