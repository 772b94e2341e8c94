"""Formulas as MathML: browsers draw it without a script, so nothing is loaded from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging

from briefbook.output.formulas import unknown_part

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)


def register_math(app: Sphinx) -> None:
    """Register the renderer; Sphinx prefers it to its own, which loads MathJax from a host."""
    app.add_html_math_renderer("mathml", (_visit_inline, None), (_visit_block, None))


def _visit_inline(self: Any, node: nodes.math) -> None:
    self.body.append(_mathml(node, "inline"))
    raise nodes.SkipNode


def _visit_block(self: Any, node: nodes.math_block) -> None:
    self.body.append(self.starttag(node, "div", CLASS="math"))
    self.body.append(_mathml(node, "block"))
    self.body.append("</div>\n")
    raise nodes.SkipNode


def _mathml(node: nodes.Element, display: str) -> str:
    from html import escape

    from latex2mathml.converter import convert

    text, drawn = node.astext(), ""
    try:
        drawn = str(convert(text, display=display))
        problem = unknown_part(text, drawn)
    except Exception as error:  # noqa: BLE001  # The converter raises what it likes.
        problem = type(error).__name__
    if not problem:
        return drawn
    logger.warning(
        "the formula “%s” cannot be drawn: %s; it stays as typed. Write it with other commands",
        " ".join(text.split()), problem, location=node, type="brief", subtype="formula",
    )  # fmt: skip
    return f'<code class="math">{escape(text)}</code>'
