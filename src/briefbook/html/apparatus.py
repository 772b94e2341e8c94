"""How notes and the bibliography are written, where docutils' own way is not enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register_apparatus(app: Sphinx) -> None:
    """Register the visitors."""
    app.add_node(nodes.citation, override=True, html=(_visit_citation, _depart_citation))


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
