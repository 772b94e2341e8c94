"""Formulas as MathML: browsers draw it without a script, so nothing is loaded from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging

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

    text = node.astext()
    try:
        return str(convert(text, display=display))
    except Exception as error:  # noqa: BLE001  # The converter raises what it likes.
        logger.warning(
            "the formula %r cannot be read (%s); it stays as typed", text, type(error).__name__,
            location=node, type="brief", subtype="formula",
        )  # fmt: skip
        return f'<code class="math">{escape(text)}</code>'
