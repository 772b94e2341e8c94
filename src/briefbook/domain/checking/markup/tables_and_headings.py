"""Tables and headings that Markdown shows as typed, or of which it drops cells, without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it.token import Token

from briefbook.anchors.ids.markdown_blocks import make_parser
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.domain.reporting.refusal import shown
from briefbook.domain.reporting.report import report

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx

#: Directives whose content is no Markdown.
_VERBATIM = re.compile(
    r"\{(?:code|code-block|code-cell|sourcecode|parsed-literal|math|raw|eval-rst|csv-table|map"
    r"|mermaid|graphviz|digraph|graph|bibliography|toctree|highlight|literalinclude)\}"
)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_NO_HEADING = re.compile(r"^(#{2,6}[^\s#].*?)\s*$", re.MULTILINE)
_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_BAR = re.compile(r"(?<!\\)\|")


def note_lost_markup(app: Sphinx, docname: str, source: list[str]) -> None:
    """Report it of a page that is about to be parsed."""
    path: Path = app.env.doc2path(docname)
    if path.suffix == ".md":
        name = shown(path, app.confdir)
        code = Code.MARKUP_UNREAD.value
        report(Diagnostic(name, line, code, said) for line, said in lost_markup(source[0]))


def lost_markup(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines (from 1) at which markup of a page is lost, and what to do."""
    # As the parser parts them: a line separator of Unicode is none.
    lines = re.split(r"\r\n?|\n", text)
    tokens = make_parser().parse(text)
    for place, token in enumerate(tokens):
        if token.map is None:
            continue
        start, end = token.map
        if token.type in ("fence", "colon_fence"):
            yield from _within(token)
        elif token.type == "table_open":
            yield from _table(lines, start, end)
        elif token.type == "inline" and tokens[place - 1].type == "paragraph_open":
            for line, said in _paragraph(token.content):
                yield start + line, said


def _within(token: Token) -> Iterator[tuple[int, str]]:
    """Yield those of a directive's content."""
    info = token.info.strip()
    if token.map and info.startswith("{") and not _VERBATIM.match(info):
        for inner, said in lost_markup(token.content):
            yield token.map[0] + 1 + inner, said


def _table(lines: Sequence[str], start: int, end: int) -> Iterator[tuple[int, str]]:
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


def _paragraph(content: str) -> Iterator[tuple[int, str]]:
    """Yield what the text of a paragraph shows as typed; its lines are counted from 1."""
    plain = _CODE.sub(lambda code: "\0" + "\n" * code[0].count("\n"), content)
    for match in _NO_HEADING.finditer(plain):
        line = plain.count("\n", 0, match.start()) + 1
        yield line, f"“{match[1]}” is not a heading, and is shown as typed; put a space after its #"
    lines = content.split("\n")
    for place, (head, below) in enumerate(pairwise(lines), 1):
        if "|" in head and "|" in below and _DELIMITER.fullmatch(below.strip()):
            said = (
                f"the head of the table has {len(_cells(head))} columns and the line below it "
                f"{len(_cells(below))}, so it is shown as typed; give both the same number"
            )
            yield place, said
