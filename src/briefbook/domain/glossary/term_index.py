"""Where glossary entries are used: under each, and as an index of a topic, ``{index-of}``."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from briefbook.core.ids import slug
from briefbook.core.records import Term
from briefbook.core.words.labels import label, message
from briefbook.domain.drawing.drawn import DrawnBook, DrawnNode
from briefbook.domain.drawing.nothing_yet import nothing_yet

if TYPE_CHECKING:
    from briefbook.core.book import Book

logger = logging.getLogger(__name__)


class TermIndexDirective(SphinxDirective):
    """List the terms of one topic or several, and where each is used: ``{index-of} people``."""

    required_arguments = 1
    optional_arguments = 10

    def run(self) -> list[nodes.Node]:
        """Return a placeholder; uses are known when the whole book has been read."""
        topics = [slug(argument) for argument in self.arguments]
        node = TermIndex("", topics=topics)
        self.set_source_info(node)
        return [node]


class TermIndex(DrawnNode):
    """Placeholder of the index of the glossary entries of these ``topics``."""

    book_alone = True
    print_list = "indexes"

    def draw(self, at: DrawnBook) -> list[nodes.Node]:
        """Return the entries that something uses, by name; report a topic that has no glossary."""
        known = {term.topic for document in at.book.documents.values() for term in document.terms}
        if not known:
            return [nothing_yet(message("No entries yet: the glossaries have none."))]
        for topic in self["topics"]:
            if topic not in known:
                logger.warning(
                    "no glossary has the topic %r; the topics are %s",
                    topic, ", ".join(sorted(known)), location=self, type="brief",
                    subtype="term_unknown",
                )  # fmt: skip
        drawn = nodes.definition_list(classes=["brief-index"])
        for term in sorted(self._terms(at.book), key=lookup_order):
            uses = at.draw_uses("", at.book.term_uses.get(term.id, []))
            if uses:
                name = at.link(at.book.place(term.id), term.name)
                drawn += nodes.definition_list_item(
                    "", nodes.term("", "", name), nodes.definition("", *uses)
                )
        return [drawn]

    def shows(self, at: DrawnBook) -> list[object]:
        """Return the entries with their uses."""
        return [
            (
                (term.id, term.name, term.docname, term.sort),
                at.shown_uses(at.book.term_uses.get(term.id, [])),
            )
            for term in self._terms(at.book)
        ]

    def _terms(self, book: Book) -> Iterator[Term]:
        for document in book.documents.values():
            yield from (term for term in document.terms if term.topic in self["topics"])


class TermUses(DrawnNode):
    """Placeholder of the places that use the glossary entry with the id ``target``."""

    book_alone = True

    def draw(self, at: DrawnBook) -> list[nodes.Node]:
        """Return ``Used in: chapter 1 ¶ 3, 7``, or nothing."""
        return at.draw_uses(label("Used in:"), at.book.term_uses.get(self["target"], []))

    def shows(self, at: DrawnBook) -> object:
        """Return the places."""
        return at.shown_uses(at.book.term_uses.get(self["target"], []))


def lookup_order(term: Term) -> tuple[str, str, str]:
    """Return the sort key of an entry: its author's, its name, its id."""
    return _sort_key(term.sort or term.name), _sort_key(term.name), term.id


def _sort_key(name: str) -> str:
    """Sort without case and accents, in any script."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(char for char in letters if not unicodedata.combining(char)).casefold()
