r"""Displayed LaTeX as Sphinx has it: blank lines and ``\\`` separate rows, ``&`` aligns them."""

from __future__ import annotations

import re

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_SPACE_OF_ROW = re.compile(r"(\\\\)\s*(?:\*\s*)?\[\s*-?[\d.]+\s*[a-z]{2}\s*\]")
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
_COUNT = r"(?:\{\d+\})?"
_PLACE = r"(?:\[[tbc]\])?"
# What latex2mathml does not know, or would number by itself → what it knows.
_ENVIRONMENTS = (
    (r"(?:align|flalign|aligned)\*?", "split", _PLACE),
    (r"(?:alignat|alignedat|xalignat)\*?", "split", _PLACE + _COUNT),
    (r"(?:gather|gathered|multline|multlined)\*?", "matrix", _PLACE),
    (r"eqnarray\*?", "array", ""),
    (r"(?:equation|displaymath|math)\*?", "", ""),
)
_STEPS = re.compile(
    r"\\begin\s*\{|\\end\s*\{|\\left(?![a-z])|\\right(?![a-z])|\\.|[&{}]", re.DOTALL
)

# How much deeper each leads; the brace after ``\begin`` and ``\end`` is closed on its own.
_DEPTHS = {"{": 1, "}": -1, r"\begin{": 2, r"\end{": 0, r"\left": 1, r"\right": -1}


def displayed(latex: str, *, wrapped: bool = True) -> str:
    r"""Return a displayed formula for latex2mathml, in one table if it has several rows.

    ``wrapped``: blank lines separate its rows, as in Sphinx's ``math`` directive. No row
    has a number of its own: Sphinx counts formulas, and one number is beside each.
    """
    text = _SPACE_OF_ROW.sub(r"\1", _LABEL.sub("", latex)).strip()
    for name, known, options in _ENVIRONMENTS:
        columns = "{rcl}" if known == "array" else ""
        begin, end = (rf"\\begin{{{known}}}{columns}", rf"\\end{{{known}}}") if known else ("", "")
        text = re.sub(rf"\\begin\s*\{{{name}\}}{options}", begin, text)
        text = re.sub(rf"\\end\s*\{{{name}\}}", end, text)
    rows = [row.strip() for row in _BLANK_LINE.split(text)] if wrapped else [text.strip()]
    rows = [row.removesuffix(r"\\").rstrip() for row in rows if row]
    if len(rows) < 2 and not any(map(_has_rows, rows)):
        return rows[0] if rows else ""
    return r"\begin{split}" + r" \\ ".join(rows) + r"\end{split}"


def _has_rows(latex: str) -> bool:
    r"""Return whether there is a ``\\`` or ``&`` that is in no environment and no braces."""
    depth = 0
    for match in _STEPS.finditer(latex):
        step = match[0].replace(" ", "")
        if depth == 0 and step in {"&", r"\\"}:
            return True
        depth += _DEPTHS.get(step, 0)
    return False
