"""Formulas as MathML: browsers draw it without a script, so nothing is loaded from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import _
from sphinx.util import logging

from briefbook.core.words.latex_rows import displayed
from briefbook.core.words.mathml import formula_as_mathml
from briefbook.domain.links.equation_names import equation_number
from briefbook.output.formulas import unknown_part

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)


def register_math(app: Sphinx) -> None:
    """Register the renderer; Sphinx prefers it to its own, which loads MathJax from a host."""
    app.add_html_math_renderer("mathml", (_visit_inline, None), (_visit_block, None))


def _visit_inline(self: Any, node: nodes.math) -> None:
    self.body.append(_mathml(node, node.astext(), "inline"))
    raise nodes.SkipNode


def _visit_block(self: Any, node: nodes.math_block) -> None:
    builder = self.builder
    by_chapter = builder.env.toc_fignumbers.get(builder.current_docname, {})
    number = equation_number(node, by_chapter, builder.config)
    self.body.append(self.starttag(node, "div", CLASS="math"))
    if number:
        self.body.append(f'<span class="eqno">({number})')
        self.add_permalink_ref(node, _("Link to this equation"))
        self.body.append("</span>")
    rows = displayed(node.astext(), wrapped=not node.get("no-wrap", node.get("nowrap")))
    self.body.append(_mathml(node, rows, "block"))
    self.body.append("</div>\n")
    raise nodes.SkipNode


def _mathml(node: nodes.Element, latex: str, display: str) -> str:
    from html import escape

    text, drawn = node.astext(), ""
    try:
        drawn = formula_as_mathml(latex, display)
        problem = unknown_part(latex, drawn)
    except Exception as error:  # noqa: BLE001  # The converter raises what it likes.
        problem = type(error).__name__
    if not problem:
        return drawn
    logger.warning(
        "the formula “%s” cannot be drawn: %s; it stays as typed. Write it with other commands",
        " ".join(text.split()), problem, location=node, type="brief", subtype="formula",
    )  # fmt: skip
    return f'<code class="math">{escape(text)}</code>'
