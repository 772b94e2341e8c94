"""Equations: in the line and on their own, with the LaTeX as their alternative text."""

from __future__ import annotations

from docutils import nodes

from briefbook.core.words.latex_rows import displayed
from briefbook.pdf.translator.core import DocumentTranslator, renders
from briefbook.pdf.typst.literal import flow, literal
from briefbook.pdf.typst.mathml import MathError, typst_math

_SURELY_FITS = 40
"""The most letters of LaTeX of a formula that fits any column."""


@renders(nodes.math)
def _math(t: DocumentTranslator, node: nodes.math) -> str:
    return f"#formula({_alt(node)})[{_inside(t, node, node.astext())}]"


@renders(nodes.math_block)
def _math_block(t: DocumentTranslator, node: nodes.math_block) -> str:
    number = t.book.equation_number(t.docname, node)
    shown = literal(f"({number})") if number else "none"
    rows = displayed(node.astext(), wrapped=not node.get("no-wrap", node.get("nowrap")))
    inside = _inside(t, node, rows)
    function, has_rows = "display-formula", ""
    if len(rows) > _SURELY_FITS:
        function = "wide-formula"
        has_rows = f", {'true' if 'linebreak' in inside else 'false'}"
    return f"{t.mark(node)}#{function}({_alt(node)}, {shown}{has_rows})[{inside}]"


def _alt(node: nodes.Element) -> str:
    return literal(flow(node.astext()).strip())


def _inside(t: DocumentTranslator, node: nodes.Element, latex: str) -> str:
    try:
        return typst_math(latex)
    except MathError as error:
        t.problem(
            node,
            f"the formula “{flow(node.astext()).strip()}” cannot be set: {error}; its LaTeX is "
            "printed. Write it with other commands",
        )
        return f"#raw({literal(node.astext())})"
