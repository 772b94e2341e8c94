"""``{source}``: the card that says, at the head of a chapter, what it is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from briefbook.bibliography import format_entry, label_items
from briefbook.core.ids import slug
from briefbook.core.records import Anchor
from briefbook.core.words.labels import colon, label
from briefbook.domain.citations.rich_text_nodes import rich_nodes
from briefbook.domain.collect.front_matter import front_matter
from briefbook.domain.collect.source_records import source_records
from briefbook.domain.drawing.drawn import DrawnBook, DrawnNode
from briefbook.domain.source_pages.source_register import RIGHTS_WORDS, extent_words

if TYPE_CHECKING:
    from briefbook.domain.citations.cite_domain import BriefCiteDomain
    from briefbook.domain.citations.works import Work

logger = logging.getLogger(__name__)


class SourceDirective(SphinxDirective):
    """Show the bibliographic data of the chapter's source; ``{source} key`` of another."""

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
        node = SourceCard("", key=key)
        self.set_source_info(node)
        cite = cast("BriefCiteDomain", self.env.get_domain("cite"))
        for path in cite.bibdata.bibfiles:
            self.env.note_dependency(str(path))
        return [node]


class SourceCard(DrawnNode):
    """Placeholder of the card of the source ``key`` at the head of a chapter."""

    book_alone = True

    def draw(self, at: DrawnBook) -> list[nodes.Node]:
        """Return the card; report a source that the bibliography does not have."""
        work = _cite(at).works.get(self["key"])
        if work is not None:
            return [self._card(at, work)]
        logger.warning(
            "no source has the key %r; add it to the .bib file or fix the front matter",
            self["key"], location=self, type="brief", subtype="source_unknown",
        )  # fmt: skip
        return []

    def shows(self, at: DrawnBook) -> object:
        """Return where the card leads and what it takes from the record; the work is in a file."""
        places = (at.book.source_anchor(self["key"]), self._register(at))
        return places, self._from_record(at)

    def _card(self, at: DrawnBook, work: Work) -> nodes.container:
        card = nodes.container(classes=["brief-source-card"])
        card += nodes.rubric("", label("Source"))
        key, item = work.entry.key, work.item
        cite = _cite(at)
        listed = cite.by_key.get(key)
        wording = cite.wording
        shown = cite.labels.get(key) or label_items([item], wording)[key]
        text = listed.formatted_entry.text.runs if listed else format_entry(item, shown, wording)
        card += nodes.paragraph("", "", *rich_nodes(text))
        fields = nodes.field_list()
        anchor = at.book.source_anchor(key)
        if anchor is not None:
            uses = at.link(anchor, label("where it is cited"))
            fields += _field(label("Cited as"), [nodes.Text(f"{anchor.label}{colon()}"), uses])
        fields += [_field(name, [nodes.Text(words)]) for name, words in self._from_record(at)]
        register = self._register(at)
        if register is not None:
            fields += _field(
                label("Assessed"), [at.link(register, label("in the source register"))]
            )
        card += fields
        return card

    def _from_record(self, at: DrawnBook) -> list[tuple[str, str]]:
        record = source_records(at.app).get(self["key"])
        if record is None:
            return []
        licence = f" ({record.license})" if record.license else ""
        rights = label(RIGHTS_WORDS[record.rights]) + licence
        return [(label("Extent"), extent_words(record)), (label("Rights"), rights)]

    def _register(self, at: DrawnBook) -> Anchor | None:
        return at.book.anchor(f"source-{slug(self['key'])}")


def _cite(at: DrawnBook) -> BriefCiteDomain:
    return cast("BriefCiteDomain", at.env.get_domain("cite"))


def _field(name: str, content: list[nodes.Node]) -> nodes.field:
    body = nodes.field_body("", nodes.paragraph("", "", *content))
    return nodes.field("", nodes.field_name("", name), body)
