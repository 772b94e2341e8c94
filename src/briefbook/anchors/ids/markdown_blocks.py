"""Where a chapter's paragraphs and headings are in its Markdown, and which ids they have.

The parser is the one that the book is read with (markdown-it-py with the plugins of MyST), so
that what is a paragraph here is one there. Directives, notes and comments are not looked into.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum

from markdown_it import MarkdownIt
from markdown_it.rules_block import make_fence_rule
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.field_list import fieldlist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.substitution import substitution_plugin

_PREFIX = re.compile(
    r"^prefix\s*:\s*(?P<quote>['\"]?)(?P<prefix>.*?)(?P=quote)\s*(?:#.*)?$", re.MULTILINE
)
_WITHDRAWN = re.compile(r"\{withdrawn\}(.*)")
_ROLE_TARGET = re.compile(r"(?s)^(.*?)\s*<[^<>]*>$")
#: Blocks of text that take in the next line unless it is blank.
_RUNS_ON = frozenset(
    f"{name}_open"
    for name in (
        "paragraph",
        "bullet_list",
        "ordered_list",
        "blockquote",
        "footnote_reference",
        "dl",
        "field_list",
        "table",
    )
)


class BlockKind(Enum):
    """What a block is, as far as minting is concerned."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class MarkdownBlock:
    """One block of a chapter; ``line`` counts from 0, ``ids`` are what the author gave it.

    ``OTHER`` are blocks that are never minted for but hold a number already. A ``crowded`` one
    follows text without a blank line, as only a heading can: an id line there would be read as
    the last words of that text.
    """

    kind: BlockKind
    line: int
    words: str
    ids: tuple[str, ...]
    crowded: bool = False


def chapter_prefix(text: str) -> str:
    """Return the anchor prefix in a chapter's front matter; empty where there is none."""
    if not text.startswith("---"):
        return ""
    front, _, _rest = text[3:].partition("\n---")
    match = _PREFIX.search(front)
    return match["prefix"].strip() if match else ""


def make_parser(extensions: Collection[str] = ()) -> MarkdownIt:
    """Return the parser; ``extensions`` are those of ``myst_enable_extensions`` in conf.py.

    attrs_block, attrs_inline, colon_fence and deflist are always on, as in the book. Those that
    change nothing about where blocks begin are of no interest here.
    """
    parser = (
        MarkdownIt("commonmark")
        .enable("table")
        .use(front_matter_plugin)
        .use(myst_block_plugin)
        .use(myst_role_plugin)
        .use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    )
    if "dollarmath" in extensions:
        parser.use(dollarmath_plugin)
    parser.block.ruler.before(
        "fence",
        "colon_fence",
        make_fence_rule(markers=(":",), token_type="colon_fence", exact_match=True),  # noqa: S106
        {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]},
    )
    if "amsmath" in extensions:
        parser.use(amsmath_plugin)
    parser.use(deflist_plugin)
    if "fieldlist" in extensions:
        parser.use(fieldlist_plugin)
    if "substitution" in extensions:
        parser.use(substitution_plugin)
    parser.use(attrs_plugin, after=("image", "code_inline", "link_close", "span_close"), spans=True)
    return parser.use(attrs_block_plugin)


def read_blocks(text: str, parser: MarkdownIt) -> list[MarkdownBlock]:
    """Return the blocks of a chapter in the order of the text."""
    return list(_blocks(parser.parse(text)))


def _blocks(tokens: list[Token]) -> Iterator[MarkdownBlock]:
    targets: list[str] = []
    titled = False
    text_end = -1
    for index, token in enumerate(tokens):
        if token.type == "myst_target":
            targets.append(token.content.strip())
            continue
        if token.nesting < 0 or token.map is None or token.type == "inline":
            continue
        ids = (*targets, *_ids(token))
        targets = []
        kind = _kind(tokens, index, titled=titled)
        titled = titled or kind is BlockKind.TITLE
        if kind is not BlockKind.OTHER:
            crowded = token.map[0] == text_end
            yield MarkdownBlock(kind, token.map[0], _words(tokens[index + 1]), ids, crowded)
        elif ids:
            yield MarkdownBlock(kind, token.map[0], "", ids)
        if token.type in _RUNS_ON:
            text_end = token.map[1]


def _ids(token: Token) -> Iterator[str]:
    if "id" in token.attrs:
        yield str(token.attrs["id"])
    withdrawn = _WITHDRAWN.match(token.info) if token.type.endswith("fence") else None
    if withdrawn:
        yield from (id_.lstrip("#") for id_ in withdrawn[1].split())


def _kind(tokens: list[Token], index: int, *, titled: bool) -> BlockKind:
    token = tokens[index]
    if token.level:
        return BlockKind.OTHER
    if token.type == "heading_open":
        return BlockKind.HEADING if titled or token.tag != "h1" else BlockKind.TITLE
    if token.type == "paragraph_open" and _is_prose(tokens[index + 1]):
        return BlockKind.PARAGRAPH
    return BlockKind.OTHER


def _is_prose(inline: Token) -> bool:
    """Tell a paragraph of words from a picture or a break that stands alone."""
    return any(
        child.type not in ("image", "softbreak", "hardbreak", "html_inline")
        and (child.type != "text" or child.content.strip())
        for child in inline.children or ()
    )


def _words(inline: Token) -> str:
    """Return what a reader sees of a heading or paragraph, without note numbers."""
    words = []
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif child.type == "myst_role":
            titled = _ROLE_TARGET.match(child.content)
            words.append(titled[1] if titled else child.content)
        elif child.type in ("text", "code_inline", "image"):
            words.append(child.content)
    return "".join(words)
