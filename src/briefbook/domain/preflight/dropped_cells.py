"""Cells of a Markdown table that no column of its head has: the parser drops them in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefbook.anchors.ids.markdown_blocks import make_parser
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.domain.reporting.refusal import shown
from briefbook.domain.reporting.report import report

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx

#: Directives whose content is Markdown: all but these.
_MARKDOWN = re.compile(
    r"\{(?!(?:code|code-block|code-cell|sourcecode|parsed-literal|math|raw|eval-rst|csv-table|map"
    r"|mermaid|graphviz|digraph|graph|bibliography|toctree|highlight|literalinclude)\})"
)
_BAR = re.compile(r"(?<!\\)\|")
#: Only a text with such a line has a table.
_TABLE = re.compile(r"^[ \t>*+-]*\|?[ \t]*:?-+:?[ \t]*(?:\||$)", re.MULTILINE)


def note_dropped_cells(app: Sphinx, docname: str, source: list[str]) -> None:
    """Report them of a page that is about to be parsed."""
    path: Path = app.env.doc2path(docname)
    if path.suffix == ".md" and _TABLE.search(source[0]):
        name = shown(path, app.confdir)
        code = Code.CELL_DROPPED.value
        report(Diagnostic(name, line, code, said) for line, said in dropped_cells(source[0]))


def dropped_cells(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines (from 1) of such rows, and what to do."""
    # As the parser parts them: a line separator of Unicode is none.
    lines = re.split(r"\r\n?|\n", text)
    for token in make_parser().parse(text):
        if token.map is None:
            continue
        if token.type == "table_open":
            yield from _rows(lines, *token.map)
        elif token.type in ("fence", "colon_fence") and _MARKDOWN.match(token.info.strip()):
            for inner, said in dropped_cells(token.content):
                yield token.map[0] + 1 + inner, said


def _rows(lines: Sequence[str], start: int, end: int) -> Iterator[tuple[int, str]]:
    columns = len(_cells(lines[start]))
    for place in range(start + 2, min(end, len(lines))):
        cells = _cells(lines[place])
        if dropped := " | ".join(cells[columns:]):
            said = (
                f"the row has {len(cells)} cells and its table {columns} columns, so that "
                f"“{dropped}” is not shown; write \\| for a bar within a cell, or give the table "
                "another column"
            )
            yield place + 1, said


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _BAR.split(line.strip(" \t>").strip("|"))]
