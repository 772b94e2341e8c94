"""The bibliography as readers see it: each work, its relations, and where it is cited."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.nodes import bibliography

from briefbook.bibliography import Label, label_items, plain
from briefbook.bibliography.csl.citations.positions import LATER, Cite
from briefbook.bibliography.printing.relations import relation_words
from briefbook.core.locators.reading import read_locator
from briefbook.core.words.labels import label, message, semicolon
from briefbook.domain.drawing.backlinks import draw_uses
from briefbook.domain.drawing.nothing_yet import nothing_yet
from briefbook.domain.drawing.references import make_reference
from briefbook.domain.drawing.transform import BookTransform

if TYPE_CHECKING:
    from sphinxcontrib.bibtex.domain import Citation

    from briefbook.domain.citations.works import Relation


_NONE = message("No works yet. What a page cites of `references.bib` is listed here.")


class DrawBibliography(BookTransform):
    """Replace each ``{bibliography}`` with its entries; bibtex draws bulleted and numbered ones."""

    # Before bibtex's own (5), which looks through every citation of the book for each entry.
    default_priority = 4

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        for node in list(self.document.findall(bibliography)):
            place = BibliographyKey(docname=node["docname"], id_=node["ids"][0])
            if self.cite.bibliographies[place].list_ != "citation":
                continue
            drawn = nodes.container(classes=["brief-bibliography"])
            drawn += [self.entry(citation) for citation in self.cite.listed(place)]
            # A list stays empty if its filter leaves nothing that is not in another list.
            none = nodes.target() if self.cite.by_key else nothing_yet(_NONE)
            node.replace_self(drawn if drawn.children else none)

    def works_of(self, docnames: Collection[str]) -> list[nodes.citation]:
        """Return the entries of the works that these documents cite, and of those behind them."""
        documents = (self.book.documents[name] for name in docnames if name in self.book.documents)
        wanted = {use.target for records in documents for use in records.citations}
        for key in tuple(wanted):
            if work := self.cite.works.get(key):
                wanted |= set(work.relation.keys)
        listed = (self.cite.listed(place) for place in self.cite.bibliographies)
        found = {c.citation_id: c for citations in listed for c in citations if c.key in wanted}
        return [self.entry(citation) for citation in found.values()]

    def entry(self, citation: Citation) -> nodes.citation:
        """Return a work as it is printed in a bibliography."""
        docname = citation.bibliography_key.docname
        drawn = nodes.citation(docname=docname)
        # An id is in the book once: where a work is listed first.
        if self.cite.by_id.get(citation.citation_id) is citation:
            drawn["ids"] = [citation.citation_id]
        drawn += nodes.label("", citation.formatted_entry.label, support_smartquotes=False)
        text = nodes.paragraph("", "", *citation.formatted_entry.text.render(None))
        relation = self.cite.works[citation.entry.key].relation
        known = list(self._related(relation, docname))
        if known:
            ended = text.astext().rstrip("”’»")[-1:] in ".?!"
            text += [
                nodes.Text(" " if ended else ". "),
                nodes.inline("", "", *known, classes=["brief-known"]),
            ]
        drawn += text
        uses = self.book.citations.get(citation.key, [])
        drawn += draw_uses(self.book, self.builder, docname, label("Cited in:"), uses)
        return drawn

    def _related(self, relation: Relation, docname: str) -> Iterator[nodes.Node]:
        """Yield ``Known only through Kontur 2025, ¶ 8.``, each work a link to its entry."""
        keys = [key for key in relation.keys if key in self.cite.works]
        for place, key in enumerate(keys):
            lead = f"{relation_words(relation.kind, relation.words)} "
            yield nodes.Text(semicolon() if place else lead)
            words = self._words(key, "" if place else relation.locator)
            anchor = self.book.source_anchor(key) if key in self.cite.by_key else None
            yield (
                make_reference(self.builder, docname, anchor, [nodes.Text(words)])
                if anchor is not None
                else nodes.Text(words)
            )
        if keys:
            yield nodes.Text(".")

    def _words(self, key: str, typed: str) -> str:
        """Return a related work as it is cited, without parentheses."""
        locator, styled = read_locator(typed), self.cite.styled
        if styled is not None and key in self.cite.by_key:
            numeric = styled.style.numeric
            runs = styled.bibliographer.cite([Cite(key, locator)], [LATER], affixes=numeric)
            # A number alone would not say whose work it is.
            names = f"{plain(self._label(key).names)} " if numeric else ""
            return names + "".join(run.text for run in runs)
        label, printed = self._label(key), locator.typeset()
        named = f"{plain(label.names)} {label.year}".rstrip()
        return f"{named}, {printed}" if printed else named

    def _label(self, key: str) -> Label:
        """Return how a related work is cited, also one that no list names."""
        item = self.cite.works[key].item
        return self.cite.labels.get(key) or label_items([item])[key]
