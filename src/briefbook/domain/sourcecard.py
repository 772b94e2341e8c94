"""``{source}``: the card that says, at the head of a chapter, what it is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from briefbook.core.dates import DateError, date_words
from briefbook.domain.bibstyle import brief_style
from briefbook.domain.identifiers import front_matter
from briefbook.domain.links import make_reference
from briefbook.domain.nodes import source_card
from briefbook.domain.transform import BookTransform

if TYPE_CHECKING:
    from sphinxcontrib.bibtex.domain import BibtexDomain


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
        cite = cast("BibtexDomain", self.env.get_domain("cite"))
        for path in cite.bibdata.bibfiles:
            self.env.note_dependency(str(path))
        return [node]


class DrawSourceCard(BookTransform):
    """Replace ``{source}`` with the card."""

    # Before references are resolved; the card's own are made here.
    default_priority = 3

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        cite = cast("BibtexDomain", self.env.get_domain("cite"))
        for node in list(self.document.findall(source_card)):
            entry = cite.bibdata.data.entries.get(node["key"])
            if entry is None:
                logger.warning(
                    "no source has the key %r; add it to the .bib file or mend the front matter",
                    node["key"], location=node, type="brief", subtype="source_unknown",
                )  # fmt: skip
                node.replace_self([])
                continue
            node.replace_self(self._draw(node, entry))

    def _draw(self, node: source_card, entry: Any) -> nodes.container:
        book = self.book
        card = nodes.container(classes=["brief-source-card"])
        card += nodes.rubric("", "Source")
        from pybtex_docutils import Backend

        text = brief_style().format_entry("", entry).text
        card += nodes.paragraph("", "", *text.render(Backend()))
        anchor = book.source_anchor(node["key"])
        fields = nodes.field_list()
        for name, value in _facts(entry):
            fields += _field(name, [nodes.Text(value)])
        if anchor is not None:
            link = make_reference(
                self.builder,
                node["docname"],
                anchor,
                [nodes.Text("bibliography entry and uses")],
            )
            fields += _field("Cited as", [nodes.Text(f"{anchor.label}; "), link])
        card += fields
        return card


def _facts(entry: Any) -> list[tuple[str, str]]:
    fields = entry.fields
    facts = [("Key", entry.key)]
    for name, key in (("Medium", "medium"), ("Language", "langid"), ("Rights", "rights")):
        if fields.get(key):
            facts.append((name, str(fields[key])))
    if fields.get("date"):
        try:
            facts.append(
                ("Date", f"{date_words(fields['date'])}, {fields.get('datebasis', 'stated')}")
            )
        except DateError:
            facts.append(("Date", fields["date"]))
    return facts


def _field(name: str, content: list[nodes.Node]) -> nodes.field:
    body = nodes.field_body("", nodes.paragraph("", "", *content))
    return nodes.field("", nodes.field_name("", name), body)
