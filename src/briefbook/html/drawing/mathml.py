"""Formulas as MathML: browsers draw it without a script, so nothing is loaded from elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import _
from sphinx.util import logging

from briefbook.core.words.latex_rows import displayed
from briefbook.domain.links.equation_names import equation_number

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)
# What the converter does not know it takes for the name of a variable.
_COMMAND = re.compile(r"<mi>(\\[A-Za-z]+)</mi>")


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
    from html import escape, unescape

    from latex2mathml.converter import convert

    text = node.astext()
    try:
        drawn = str(convert(latex, display=display))
    except Exception as error:  # noqa: BLE001  # The converter raises what it likes.
        logger.warning(
            "the formula %r cannot be read (%s); it stays as typed", text, type(error).__name__,
            location=node, type="brief", subtype="formula",
        )  # fmt: skip
        return f'<code class="math">{escape(text)}</code>'
    for command in dict.fromkeys(map(unescape, _COMMAND.findall(drawn))):
        logger.warning(
            "the formula %r has the command %s, which is not known; its name is shown. Write it "
            "with other commands", text, command,
            location=node, type="brief", subtype="formula",
        )  # fmt: skip
    return drawn
