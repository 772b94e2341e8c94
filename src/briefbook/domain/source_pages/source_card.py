"""``{source}``: the card that says, at the head of a chapter, what it is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from briefbook.bibliography import format_entry, label_items
from briefbook.core.ids import slug
from briefbook.core.records import Anchor
from briefbook.domain.citations.rich_text_nodes import rich_nodes
from briefbook.domain.collect.front_matter import front_matter
from briefbook.domain.drawing.references import make_reference
from briefbook.domain.drawing.transform import BookTransform
from briefbook.domain.nodes import source_card
from briefbook.domain.source_pages.source_register import RIGHTS_WORDS, extent_words
from briefbook.domain.source_records import source_records

if TYPE_CHECKING:
    from briefbook.domain.citations.cite_domain import BriefCiteDomain
    from briefbook.domain.citations.works import Work

logger = logging.getLogger(__name__)


class SourceDirective(SphinxDirective):
    """``{source}`` for the chapter's own source, ``{source} key`` for another."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a placeholder; the bibliography is known after reading."""
        key = (
            self.arguments[0]
            if self.arguments
            else front_matter(self.state.document).get("source", "")
        )
        if not key:
            raise self.error("name the source: {source} key, or 'source: key' in the front matter")
        node = source_card("", key=key, docname=self.env.docname)
        self.set_source_info(node)
        cite = cast("BriefCiteDomain", self.env.get_domain("cite"))
        for path in cite.bibdata.bibfiles:
            self.env.note_dependency(str(path))
        return [node]


class DrawSourceCard(BookTransform):
    """Replace ``{source}`` with the card."""

    # Before references are resolved; the card's own are made here.
    default_priority = 3

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        for node in list(self.document.findall(source_card)):
            work = self.cite.works.get(node["key"])
            if work is None:
                logger.warning(
                    "no source has the key %r; add it to the .bib file or fix the front matter",
                    node["key"], location=node, type="brief", subtype="source_unknown",
                )  # fmt: skip
                node.replace_self([])
                continue
            node.replace_self(self._draw(node, work))

    def _draw(self, node: source_card, work: Work) -> nodes.container:
        card = nodes.container(classes=["brief-source-card"])
        card += nodes.rubric("", "Source")
        key, item = work.entry.key, work.item
        label = self.cite.labels.get(key) or label_items([item])[key]
        card += nodes.paragraph("", "", *rich_nodes(format_entry(item, label)))
        fields = nodes.field_list()
        anchor = self.book.source_anchor(key)
        if anchor is not None:
            uses = self._link(node, anchor, "where it is cited")
            fields += _field("Cited as", [nodes.Text(f"{anchor.label}: "), uses])
        record = source_records(self.env._app).get(key)  # noqa: SLF001  # as BookTransform
        if record is not None:
            fields += _field("Extent", [nodes.Text(extent_words(record))])
            licence = f" ({record.license})" if record.license else ""
            fields += _field("Rights", [nodes.Text(RIGHTS_WORDS[record.rights] + licence)])
        register = self.book.anchor(f"source-{slug(key)}")
        if register is not None:
            fields += _field("Assessed", [self._link(node, register, "in the source register")])
        card += fields
        return card

    def _link(self, node: source_card, anchor: Anchor, words: str) -> nodes.reference:
        return make_reference(self.builder, node["docname"], anchor, [nodes.Text(words)])


def _field(name: str, content: list[nodes.Node]) -> nodes.field:
    body = nodes.field_body("", nodes.paragraph("", "", *content))
    return nodes.field("", nodes.field_name("", name), body)
