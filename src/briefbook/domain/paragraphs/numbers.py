"""Paragraph numbers on the page, and paragraphs that were withdrawn."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from briefbook.core.ids import is_id, paragraph_label
from briefbook.core.words.labels import label
from briefbook.domain.collect.front_matter import document_prefix, front_matter
from briefbook.domain.drawing.nodes import paragraph_number
from briefbook.domain.drawing.transform import BookTransform


class InsertParagraphNumbers(BookTransform):
    """Put each number at the head of what it numbers, for every builder."""

    # Before references are resolved (from 4 on): numbers depend on nothing else.
    default_priority = 3

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        every = self.document.findall(nodes.Element)
        for node in [node for node in every if node.attributes.get("brief_number")]:
            label = node["brief_number"]
            number = paragraph_number("", label, refid=node["ids"][0])
            home = node if isinstance(node, nodes.paragraph) else None
            if home is None and isinstance(node, (nodes.list_item, nodes.block_quote)):
                home = next((c for c in node.children if isinstance(c, nodes.paragraph)), None)
            if home is not None:
                home.insert(0, number)
            else:
                # A table or a figure has no line of its own text to be beside.
                position = node.parent.index(node)
                node.parent.insert(
                    position, nodes.paragraph("", "", number, classes=["brief-number-alone"])
                )


class WithdrawnDirective(SphinxDirective):
    """Keep the ids of what is gone (paragraphs, notes, terms, headings), and say why.

    ``{withdrawn} bridges-12`` with the reason as its content; several ids may share a reason.
    ``:see:`` names an anchor to link to instead.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = {"see": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the word “withdrawn” and the reason: each numbered paragraph's alone."""
        ids = [id_.lstrip("#") for id_ in self.arguments[0].split()]
        for id_ in ids:
            if not is_id(id_):
                raise self.error(f"{id_!r} is not an id; write e.g. {{withdrawn}} bridges-7")
        if not self.content:
            gone = f"{', '.join(ids)} {'was' if len(ids) == 1 else 'were'} withdrawn"
            raise self.error(f"say why {gone}: the reason is the directive's content")
        document = self.state.document
        prefix = document_prefix(self.env.docname, front_matter(document))
        numbered = {id_: label for id_ in ids if (label := paragraph_label(id_, prefix))}
        drawn: list[nodes.Node] = []
        for id_, label in numbered.items():
            paragraph, *messages = self._draw([id_])
            # It is no label, and so has no name by which NumberParagraphs would know it.
            paragraph["brief_number"] = label
            drawn += [paragraph, *messages]
        others = [id_ for id_ in ids if id_ not in numbered]
        return [*drawn, *(self._draw(others) if others else ())]

    def _draw(self, ids: list[str]) -> list[nodes.Element]:
        reason = " ".join(" ".join(self.content).split())
        source = label("Withdrawn: {reason}", reason=reason)
        if "see" in self.options:
            link = f"[](#{self.options['see'].strip().lstrip('#')})"
            source += " " + label("See {place}.", place=link)
        inline, messages = self.parse_inline(source)
        paragraph = nodes.paragraph("", "", *inline, classes=["brief-withdrawn"], ids=ids)
        self.set_source_info(paragraph)
        for id_ in ids:
            self.state.document.ids[id_] = paragraph
        return [paragraph, *messages]
