"""A page's blocks with their lines, ids and marks, as the parser of the book sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

#: Directives whose content is not Markdown, or is cut as a whole.
_LITERAL = frozenset({
    "code", "code-block", "sourcecode", "literalinclude", "math", "csv-table", "toctree",
    "bibliography", "raw", "include", "image", "mermaid", "parsed-literal", "eval-rst", "highlight",
})  # fmt: skip
_DIRECTIVE = re.compile(r"^\{(?P<name>[^}\s]+)\}\s*(?P<argument>.*)$", re.DOTALL)
_OPTION = re.compile(r"^\s*:(?P<name>[\w-]+):(?P<value>.*)$")
_CONTAINERS = {
    "bullet_list_open": "list", "ordered_list_open": "list", "list_item_open": "item",
    "blockquote_open": "quote", "footnote_reference_open": "note", "dl_open": "entries",
    "field_list_open": "list", "field_list_body_open": "item",
}  # fmt: skip
#: The lines of each definition of a link, by its label as Markdown compares them.
Definitions = dict[str, tuple[int, int]]
_TEXT = {"paragraph_open": "paragraph", "table_open": "table"}


@dataclass
class MystBlock:
    """One block: the lines ``[start, end)`` from 0, with what is above it; ``line`` is its own.

    ``kind`` is section, heading, paragraph, table, list, item, quote, note, entries, entry,
    directive, comment or other. ``name`` is the directive's, the note's label or the entry's head.
    """

    kind: str
    start: int
    end: int
    line: int
    ids: tuple[str, ...] = ()
    mark: str = ""
    name: str = ""
    argument: str = ""
    options: dict[str, str] = field(default_factory=dict)
    words: str = ""
    level: int = 0
    children: list[MystBlock] = field(default_factory=list)
    cut: str = ""
    effective: str = ""

    def walk(self) -> Iterator[MystBlock]:
        """Yield the block and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def kept(self) -> Iterator[MystBlock]:
        """Yield the block and all below it that is kept.

        A note belongs to its page, wherever it is written: it may be kept in a section that is cut.
        """
        if not self.cut:
            yield self
        for child in self.children:
            if not self.cut or (self.kind == "section" and child.kind in {"note", "section"}):
                yield from child.kept()

    def cut_whole(self, reason: str) -> None:
        """Cut the block and all below it, but the notes that are written in a section."""
        self.cut = self.cut or reason
        for child in self.children:
            if not (self.kind == "section" and child.kind == "note"):
                child.cut_whole(reason)

    def own_spans(self) -> Iterator[tuple[int, int]]:
        """Yield the spans of lines that are the block's own and no child's."""
        at = self.start
        for child in self.children:
            if child.start > at:
                yield at, child.start
            at = max(at, child.end)
        if self.end > at:
            yield at, self.end


def read_blocks(
    text: str,
    parser: MarkdownIt,
    offset: int = 0,
    defined: Definitions | None = None,
) -> list[MystBlock]:
    """Return the blocks of a text in order, headings folded into sections.

    ``offset`` is the line of the page at which the text begins. ``defined`` is filled with the
    lines of its definitions of links (``[label]: address``), which no block holds.
    """
    env: dict[str, Any] = {}
    blocks = _fold(_Reading(parser, offset).blocks(parser.parse(text, env), offset))
    if defined is not None:
        for label, found in env.get("references", {}).items():
            defined[label] = (found["map"][0], found["map"][1])
    return blocks


class _Reading:
    """Turns the tokens of one text into blocks."""

    def __init__(self, parser: MarkdownIt, offset: int) -> None:
        self.parser, self.offset = parser, offset

    def blocks(self, tokens: list[Token], begin: int) -> list[MystBlock]:
        found: list[MystBlock] = []
        targets: list[str] = []
        at, index = begin, 0
        while index < len(tokens):
            token = tokens[index]
            close = _close(tokens, index)
            inner = tokens[index + 1 : close]
            index = close + 1
            if token.type == "myst_target":
                targets.append(token.content.strip())
                continue
            if token.map is None or token.type == "inline":
                continue
            block = self._block(token, inner, at)
            block.ids = (*targets, *block.ids)
            targets = []
            found.append(block)
            at = max(at, block.end)
        return found

    def _block(self, token: Token, inner: list[Token], start: int) -> MystBlock:
        line, end = (token.map or [0, 0])[0] + self.offset, (token.map or [0, 0])[1] + self.offset
        ids = (str(token.attrs["id"]),) if "id" in token.attrs else ()
        # Attribute names are case-insensitive here: Handling is handling.
        mark = next((str(v) for name, v in token.attrs.items() if name.lower() == "handling"), "")
        block = MystBlock("other", min(start, line), end, line, ids, mark)
        if token.type in _CONTAINERS:
            block.kind = _CONTAINERS[token.type]
            block.name = str(token.meta.get("label", "")) if token.meta else ""
            within = self._entries(inner) if block.kind == "entries" else self.blocks(inner, line)
            block.children = within
        elif token.type == "heading_open":
            block.kind, block.level = "heading", int(token.tag[1:])
            block.words = inner[0].content if inner else ""
        elif token.type in _TEXT:
            block.kind = _TEXT[token.type]
        elif token.type in {"myst_line_comment", "myst_block_break"} or _is_comment(token):
            block.kind = "comment"
        elif token.type in {"fence", "colon_fence"}:
            self._directive(block, token)
        return block

    def _entries(self, tokens: list[Token]) -> list[MystBlock]:
        """Return the entries of a definition list, each from its head to the next."""
        heads = [n for n, token in enumerate(tokens) if token.type == "dt_open"]
        found = []
        for place, head in enumerate(heads):
            after = heads[place + 1] if place + 1 < len(heads) else len(tokens)
            line = (tokens[head].map or [0])[0] + self.offset
            ends = [t.map[1] for t in tokens[head:after] if t.map] or [0]
            entry = MystBlock("entry", line, max(ends) + self.offset, line)
            entry.name = tokens[head + 1].content
            found.append(entry)
        for entry, following in pairwise(found):
            entry.end = following.start
        return found

    def _directive(self, block: MystBlock, token: Token) -> None:
        match = _DIRECTIVE.match(token.info.strip())
        if match is None:
            return
        block.kind, block.name = "directive", match["name"]
        block.argument = match["argument"].strip()
        lines = token.content.splitlines()
        skipped = _options(lines, block.options)
        if "name" in block.options:
            block.ids = (*block.ids, block.options["name"])
        if block.name not in _LITERAL:
            begin = block.line + 1 + skipped
            block.children = read_blocks("\n".join(lines[skipped:]) + "\n", self.parser, begin)


def _options(lines: list[str], options: dict[str, str]) -> int:
    """Read the options at the head of a directive's content; return how many lines they are."""
    if lines and lines[0].strip() == "---":
        ends = [n for n, line in enumerate(lines[1:], 1) if line.strip() == "---"]
        return ends[0] + 1 if ends else 0
    count, name = 0, ""
    for line in lines:
        match = _OPTION.match(line)
        if match:
            name = match["name"]
            options[name] = match["value"].strip()
        elif name and line.startswith((" ", "\t")) and line.strip():
            options[name] += f" {line.strip()}"
        else:
            break
        count += 1
    return count


def _close(tokens: list[Token], index: int) -> int:
    if tokens[index].nesting != 1:
        return index
    depth = 0
    for place in range(index, len(tokens)):
        depth += tokens[place].nesting
        if depth == 0:
            return place
    return len(tokens) - 1


def _is_comment(token: Token) -> bool:
    content = token.content.strip()
    return token.type == "html_block" and content.startswith("<!--") and content.endswith("-->")


def _fold(blocks: list[MystBlock]) -> list[MystBlock]:
    """Put what follows a heading below it, to the next heading of its level or above."""
    root: list[MystBlock] = []
    open_: list[MystBlock] = []
    for block in blocks:
        if block.kind == "heading":
            while open_ and open_[-1].level >= block.level:
                open_.pop()
            section = MystBlock(
                "section", block.start, block.end, block.line, block.ids, block.mark
            )
            section.level, section.words, section.children = block.level, block.words, [block]
            block.mark = ""
            (open_[-1].children if open_ else root).append(section)
            open_.append(section)
        else:
            (open_[-1].children if open_ else root).append(block)
        for section in open_:
            section.end = max(section.end, block.end)
    return root
