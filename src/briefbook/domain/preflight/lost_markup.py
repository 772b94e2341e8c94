"""Markup that was meant as such and is none: what Markdown then shows as typed, or drops.

Neither the parser nor MyST says a word of it: a box that nobody closed holds the rest of its
page, a cell that no column has is dropped, a citation without its backticks is plain text.
"""

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
#: What is shown as typed, with its name, and what to write.
_AS_TYPED = (
    (
        re.compile(r"\{(cite:[pt]|term|ref|doc|numref)\}(?=[\w(\[{])"),
        "“{NAME}” without backticks is shown as typed; write {NAME}`…`",
    ),
    (
        # What is behind the bracket makes it a link: “[@name](https://…)”.
        re.compile(r"\[@([\w:.-]*\w)[^\[\]]*\](?![(\[:])"),
        "“[@NAME]” is no citation here, and shown as typed; write {cite:p}`NAME{¶ 4}`",
    ),
    (
        re.compile(r"^(#{2,6}[^\s#].*?)\s*$", re.MULTILINE),
        "“NAME” is no heading, and shown as typed; put a space behind its #",
    ),
)
_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_BAR = re.compile(r"(?<!\\)\|")


def note_lost_markup(app: Sphinx, docname: str, source: list[str]) -> None:
    """Report it of a page that is about to be parsed."""
    path: Path = app.env.doc2path(docname)
    if path.suffix == ".md":
        name = shown(path, app.confdir)
        code = Code.MARKUP_LOST.value
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
            yield from _fence(token, lines[start:end])
        elif token.type == "table_open":
            yield from _table(lines, start, end)
        elif token.type == "inline" and tokens[place - 1].type == "paragraph_open":
            for line, said in _paragraph(token.content):
                yield start + line, said


def _fence(token: Token, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    line = token.map[0] + 1 if token.map else 1
    mark, info = token.markup, token.info.strip()
    last = lines[-1].strip(" \t>") if len(lines) > 1 else ""
    closed = last == mark if mark[0] == ":" else last.startswith(mark) and not last.strip(mark[0])
    if not closed and not info and mark[0] == ":":
        yield line, f"this {mark} closes nothing: it opens a box for all that follows; remove it"
    elif not closed:
        what = info.split()[0] if info.startswith("{") else "the code"
        said = f"{what} is never closed and holds all that follows; end it with a line {mark}"
        # A box around a box of as many signs ends with the one inside.
        yield line, f"{said}, and give one around it a sign more"
    if info.startswith("{") and not _VERBATIM.match(info):
        for inner, said in lost_markup(token.content):
            yield line + inner, said


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
    for pattern, says in _AS_TYPED:
        for match in pattern.finditer(plain):
            yield plain.count("\n", 0, match.start()) + 1, says.replace("NAME", match[1])
    lines = content.split("\n")
    for place, (head, below) in enumerate(pairwise(lines), 1):
        if "|" in head and "|" in below and _DELIMITER.fullmatch(below.strip()):
            said = (
                f"the head of the table has {len(_cells(head))} columns and the line below it "
                f"{len(_cells(below))}, so that it is shown as typed; give both as many"
            )
            yield place, said
