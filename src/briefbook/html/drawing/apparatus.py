"""How glossaries, where-used lists and the bibliography are drawn on a page."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from briefbook.core.words.labels import counted, number_words

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: A glossary of so many entries gets letters to jump to.
_LETTERS_FROM = 10
#: A where-used list of more places is folded.
_FOLDED_FROM = 12


class folded_uses(nodes.General, nodes.Element):  # noqa: N801  # docutils' style
    """A long where-used list, behind a line that says how long; ``summary`` is that line."""


def register_apparatus(app: Sphinx) -> None:
    """Register visitors and transforms."""
    app.add_node(nodes.citation, override=True, html=(_visit_citation, _depart_citation))
    app.add_node(folded_uses, html=(_visit_folded, _depart_folded))
    app.add_post_transform(JumpToLetters)
    app.add_post_transform(FoldLongUses)


class JumpToLetters(SphinxPostTransform):
    """Put a line of letters over a long glossary, each a link to its first entry."""

    # After references are resolved; nothing depends on it.
    default_priority = 400
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        for glossary in list(self.document.findall(addnodes.glossary)):
            first: dict[str, str] = {}
            entries = [term for term in glossary.findall(nodes.term) if term["ids"]]
            for term in entries:
                first.setdefault(initial_letter(_looked_up(term)), term["ids"][0])
            if len(entries) < _LETTERS_FROM or len(first) < 2:
                continue
            line = nodes.paragraph("", "", classes=["brief-letters"])
            for letter, id_ in sorted(first.items()):
                link = nodes.reference("", "", nodes.inline("", letter), refid=id_, internal=True)
                line += [link, nodes.Text(" ")]
            glossary.parent.insert(glossary.parent.index(glossary), line)


def _looked_up(heading: nodes.term) -> str:
    """Return the word under which an entry is sorted: a family name where its author gives one."""
    term = heading.parent.get("brief_term")
    return term.sort if term is not None and term.sort else heading.astext()


def initial_letter(word: str) -> str:
    """Return the letter under which a word is looked up: no accent, upper case.

    >>> initial_letter("École"), initial_letter("38th parallel")
    ('E', '0–9')
    """
    letters = (c for c in unicodedata.normalize("NFKD", word) if c.isalnum())
    letter = next(letters, "#").upper()[:1]
    return "0–9" if letter.isdigit() else unicodedata.normalize("NFC", letter)


class FoldLongUses(SphinxPostTransform):
    """Fold where-used lists that would push the entries apart."""

    # As above.
    default_priority = 400
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        for uses in list(self.document.findall(nodes.container)):
            if "brief-used" not in uses["classes"]:
                continue
            places = len(list(uses.findall(nodes.reference)))
            groups = [n for n in uses.findall(nodes.inline) if "brief-used-group" in n["classes"]]
            lead = next(n for n in uses.findall(nodes.inline) if "brief-used-lead" in n["classes"])
            if places <= _FOLDED_FROM:
                continue
            summary = counted(
                "{lead} {places} places in {n} part of the book",
                "{lead} {places} places in {n} parts of the book",
                len(groups), lead=lead.astext(), places=number_words(places),
            )  # fmt: skip
            lines = [nodes.paragraph("", "", group.deepcopy()) for group in groups]
            uses[:] = [folded_uses("", *lines, summary=summary)]


def _visit_folded(self: Any, node: folded_uses) -> None:
    self.body.append(f"<details><summary>{self.encode(node['summary'])}</summary>\n")


def _depart_folded(self: Any, _node: folded_uses) -> None:
    self.body.append("</details>\n")


def _visit_citation(self: Any, node: nodes.citation) -> None:
    # docutils' role for an entry, doc-biblioentry, is deprecated, and axe reports it; an item
    # of a list says as much.
    if not isinstance(node.previous_sibling(), nodes.citation):
        self.body.append('<div role="list" class="citation-list">\n')
    self.body.append(self.starttag(node, "div", CLASS="citation", role="listitem"))


def _depart_citation(self: Any, node: nodes.citation) -> None:
    self.body.append("</div>\n")
    if not isinstance(node.next_node(descend=False, siblings=True), nodes.citation):
        self.body.append("</div>\n")
