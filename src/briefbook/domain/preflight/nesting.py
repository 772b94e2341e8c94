"""Text that is nested so deeply in lists, quotes and directives that it would be lost.

The Markdown parser silently leaves out what is deeper than its limit, and Python ends a build
whose directives are nested hundreds deep.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefbook.anchors.ids.markdown_blocks import make_parser

#: How many directives may be in each other; about 60 fill Python's stack.
DIRECTIVES = 20
#: Only a text with such a line can reach a limit, which saves parsing the others twice.
_DEEP = re.compile(
    r"^(?:[ \t]*(?:>|[-*+]|[0-9]{1,9}[.)])(?=[ \t>]|$)){6,}|^[ \t]{12,}\S|^[`:~]{13,}", re.MULTILINE
)


def line_too_deep(text: str) -> int:
    """Return the line (from 1) whose text stands too deeply to be read; 0 where none does."""
    return _look(text, make_parser(), DIRECTIVES) if _DEEP.search(text) else 0


def _look(text: str, parser: MarkdownIt, left: int) -> int:
    tokens = parser.parse(text)
    limit = parser.options["maxNesting"]
    # An empty directive has no token at all.
    for token, after in zip(tokens, [*tokens, None][1:], strict=True):
        if token.map is None:
            continue
        if after is not None and _dropped(token, after, limit):
            return token.map[0] + 1
        if token.type in ("fence", "colon_fence") and token.info.startswith("{"):
            if not left:
                return token.map[0] + 1
            inner = _look(token.content, parser, left - 1)
            if inner:
                return token.map[0] + 1 + inner
    return 0


def _dropped(token: Token, after: Token, limit: int) -> bool:
    """Return whether the parser opened a block at its limit, and put nothing into it."""
    return token.nesting > 0 and after.nesting < 0 and token.level + 1 >= limit
