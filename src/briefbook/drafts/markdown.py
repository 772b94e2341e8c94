"""Markdown drafts: CommonMark with tables and notes, as Pandoc and MyST write them too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from briefbook.core.passages import Role, Span

#: Lines of directives and of ids, which print nothing; they are blanked out.
_MARKUP = re.compile(r"^(?::{3,}.*|\{[#.][^}\n]*\}[ \t]*)$", re.MULTILINE)
_ROLE = re.compile(r"\{(cite(?::\w+)?)\}$")
_CITED = re.compile(r"([^{},\s]+)(?:\{([^}]*)\})?")
_BETWEEN_CELLS = " | "
#: The beginning of a block quote that is a remark: “> **Note:** …”, “> [!TIP]”.
_REMARK = re.compile(
    r"\s*(?:\[!\w+\]|(?:note|tip|warning|caution|important)\b\s*[:.])", re.IGNORECASE
)


@dataclass(slots=True)
class DraftBlock:
    """A paragraph of a draft: its role, text, line (0: none), and the ranges of what is in it."""

    role: Role
    text: str
    line: int = 0
    links: list[Span] = field(default_factory=list)
    own: list[Span] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)
    pages: tuple[str, ...] = ()
    note: str = ""
    number: int = 0


def markdown_parts(text: str) -> Iterator[DraftBlock]:
    """Yield the paragraphs, headings, rows and notes of a Markdown text, in order."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.use(front_matter_plugin).use(footnote_plugin).use(attrs_plugin, spans=True)
    yield from _Parts().of(parser.parse(_MARKUP.sub("", text)))


@dataclass(slots=True)
class _Parts:
    """What holds for the tokens that come: quotes open, the note, the row, the item's number."""

    quoted: int = 0
    note: str = ""
    number: int = 0
    row: DraftBlock | None = None

    def of(self, tokens: Sequence[Token]) -> Iterator[DraftBlock]:
        for place, token in enumerate(tokens):
            self._enter(token)
            if token.type == "tr_close" and self.row:
                yield self.row
                self.row = None
            elif token.type in ("fence", "code_block"):
                yield DraftBlock(Role.CODE, token.content, _line(token))
            elif token.type == "html_block":
                yield DraftBlock(Role.TEXT, _without_tags(token.content), _line(token))
            elif token.type == "inline" and self.row:
                self.row.text += _BETWEEN_CELLS if self.row.text else ""
                _append(self.row, token.children or [])
            elif token.type == "inline":
                yield self._paragraph(tokens[place - 1], token)

    def _enter(self, token: Token) -> None:
        self.quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type in ("footnote_open", "footnote_close"):
            meta = token.meta or {}
            self.note = str(meta.get("label") or meta.get("id", ""))
            if token.type == "footnote_close":
                self.note = ""
        elif token.type == "list_item_open":
            self.number = int(token.info) if token.info.isdigit() else 0
        elif token.type == "tr_open":
            self.row = DraftBlock(Role.TEXT, "", _line(token))

    def _paragraph(self, before: Token, token: Token) -> DraftBlock:
        part = DraftBlock(_role(before, self.quoted), "", _line(token), note=self.note)
        part.number, self.number = self.number, 0
        _append(part, token.children or [])
        if part.role is Role.QUOTE and _REMARK.match(part.text):
            part.role = Role.TEXT
        return part


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _role(before: Token, quoted: int) -> Role:
    if before.type == "heading_open":
        return Role.TITLE
    return Role.QUOTE if quoted else Role.TEXT


def _without_tags(content: str) -> str:
    return re.sub(r"<!--.*?-->|<[^>]*>", " ", content, flags=re.DOTALL)


def _append(part: DraftBlock, children: Sequence[Token]) -> None:
    """Add the words of a line to a part's text, with the ranges of what is in it."""
    opened: list[tuple[int, Token]] = []
    for child in children:
        start = len(part.text)
        if child.type in ("softbreak", "hardbreak"):
            part.text += "\n"
        elif child.type == "image":
            _append(part, child.children or [])
        elif child.type == "footnote_ref":
            part.links.append(Span(start, start, f"#{child.meta.get('label') or child.meta['id']}"))
        elif child.type == "code_inline":
            _append_code(part, child.content)
        elif child.nesting > 0:
            opened.append((start, child))
        elif child.nesting < 0 and opened:
            _close(part, *opened.pop())
        elif child.type != "html_inline":
            part.text += child.content


def _close(part: DraftBlock, begun: int, opening: Token) -> None:
    """Note a link, or words that are marked as the writer's own."""
    if opening.type == "link_open":
        part.links.append(Span(begun, len(part.text), str(opening.attrs.get("href", ""))))
    elif "own" in str(opening.attrs.get("class", "")).split():
        part.own.append(Span(begun, len(part.text)))


def _append_code(part: DraftBlock, content: str) -> None:
    """Add a literal; a role that cites becomes a citation as Pandoc writes it."""
    if role := _ROLE.search(part.text):
        part.text = part.text[: role.start()]
        cited = [f"@{key}, {at}" if at else f"@{key}" for key, at in _CITED.findall(content)]
        part.text += f"[{'; '.join(cited)}]"
        return
    part.code.append(Span(len(part.text), len(part.text) + len(content)))
    part.text += content
