"""Plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from briefbook import __version__
from briefbook.sources.readers.encoding import decode
from briefbook.sources.reading.article import Metadata, Piece, ReaderResult, table_text
from briefbook.sources.reading.line_layout import split_pieces

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\r?\n(?P<fields>.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE
)


def read_text(name: str, data: bytes) -> ReaderResult:
    """Read plain text in any layout."""
    pieces = split_pieces(decode(name, data))
    return ReaderResult(pieces, f"briefbook {__version__}", "text/plain")


def read_markdown(name: str, data: bytes) -> ReaderResult:
    """Read a Markdown file (CommonMark with tables) as the text that a reader of it sees."""
    text = decode(name, data)
    metadata = Metadata()
    if match := _FRONT_MATTER.match(text):
        metadata = _front_matter(match["fields"])
        text = text[match.end() :]
    parser = MarkdownIt("commonmark").enable("table")
    root = SyntaxTreeNode(parser.parse(text))
    pieces = tuple(piece for node in root.children for piece in _pieces(node))
    return ReaderResult(pieces, f"markdown-it-py {_parser_version()}", "text/markdown", metadata)


def _parser_version() -> str:
    from importlib.metadata import version

    return version("markdown-it-py")


def _front_matter(fields: str) -> Metadata:
    found = dict(re.findall(r"^(\w+):[ \t]*(.+?)[ \t]*$", fields, re.MULTILINE))
    plain = {key.lower(): value.strip("\"'") for key, value in found.items()}
    author = plain.get("author", "")
    date = plain.get("date", "")[:10]
    dated = re.fullmatch(r"\d{4}(-\d\d){0,2}", date) is not None
    return Metadata(
        title=plain.get("title", ""),
        authors=(author,) if author else (),
        date=date if dated else "",
        date_basis="stated" if dated else "",
        language=plain.get("lang", plain.get("language", "")),
        url=plain.get("url", ""),
    )


def _pieces(node: SyntaxTreeNode, quoted: str = "") -> Iterator[Piece]:
    if node.type == "heading":
        yield Piece("heading", _plain(node))
    elif node.type == "paragraph":
        yield Piece(quoted or "paragraph", _plain(node))
    elif node.type in ("fence", "code_block", "html_block"):
        yield Piece("paragraph", _without_tags(node.content, html=node.type == "html_block"))
    elif node.type == "table":
        rows = tuple(tuple(_plain(cell) for cell in row.children) for row in _rows(node))
        yield Piece("table", table_text(rows), rows=rows)
    elif node.type == "blockquote":
        for child in node.children:
            yield from _pieces(child, "quote")
    elif node.type in ("bullet_list", "ordered_list"):
        yield from _items(node)


def _items(node: SyntaxTreeNode) -> Iterator[Piece]:
    start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
    for place, item in enumerate(node.children):
        number = start + place if node.type == "ordered_list" else 0
        for child in item.children:
            for piece in _pieces(child, "item"):
                yield Piece("item", piece.text, number) if piece.kind == "item" else piece


def _rows(table: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    for part in table.children:
        yield from part.children


def _plain(node: SyntaxTreeNode) -> str:
    inline: Sequence[SyntaxTreeNode] = node.children
    return "".join(_inline_text(child.token) for child in inline if child.token)


def _inline_text(token: Token | None) -> str:
    if token is None:
        return ""
    parts = []
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(_inline_text(child))
        elif child.type != "html_inline":
            parts.append(child.content)
    return "".join(parts)


def _without_tags(content: str, *, html: bool) -> str:
    return re.sub(r"<!--.*?-->|<[^>]*>", " ", content, flags=re.DOTALL) if html else content
