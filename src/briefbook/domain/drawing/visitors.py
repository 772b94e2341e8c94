"""How each of Sphinx's own builders draws a paragraph number; all else are standard nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from briefbook.core.words.labels import label
from briefbook.domain.drawing.nodes import paragraph_number, quotation

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register_nodes(app: Sphinx) -> None:
    """Register every node for every builder that Sphinx brings."""
    app.add_node(
        paragraph_number,
        html=(_visit_html, _depart_html),
        latex=(_visit_latex, _skip),
        text=(_visit_text, _skip),
        man=(_visit_text, _skip),
        texinfo=(_visit_text, _skip),
    )
    plain = (_skip, _skip)
    app.add_node(
        quotation, html=(_visit_quotation, _depart_quotation), latex=plain, text=plain, man=plain,
        texinfo=plain,
    )  # fmt: skip


def _visit_html(self: Any, node: paragraph_number) -> None:
    text = node.astext()
    self.body.append(
        self.starttag(
            node, "a", "", CLASS="brief-number", href=f"#{node['refid']}",
            **{"aria-label": label("Paragraph {number}", number=text)},
        )
    )  # fmt: skip


def _depart_html(self: Any, _node: paragraph_number) -> None:
    self.body.append("</a>")


def _visit_quotation(self: Any, node: quotation) -> None:
    if node.get("title"):
        self.body.append(
            self.starttag(node, "span", "", CLASS="brief-verified", title=node["title"])
        )


def _depart_quotation(self: Any, node: quotation) -> None:
    if node.get("title"):
        self.body.append("</span>")


def _visit_latex(self: Any, node: paragraph_number) -> None:
    home = node.parent
    if "brief-number-alone" not in home["classes"] or not isinstance(
        home.next_node(descend=False, siblings=True), (nodes.table, nodes.figure)
    ):
        # Sphinx gives tables and figures their labels itself, and nothing else.
        self.body.append(self.hypertarget(node["refid"]))
    self.body.append(rf"\leavevmode\llap{{\footnotesize {self.encode(node.astext())}\quad}}")
    raise nodes.SkipNode


def _visit_text(self: Any, node: paragraph_number) -> None:
    # Plain text has no margin: the number goes before the words, in brackets.
    text = f"[{node.astext()}] "
    if hasattr(self, "add_text"):
        self.add_text(text)
    else:
        self.body.append(text)
    raise nodes.SkipNode


def _skip(self: Any, node: Any) -> None:
    pass
