"""Fences that nothing closes: Markdown lets one go on to the end of its page, in silence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

UNCLOSED = "brief-unclosed-fence"
"""The language of an empty code block that MyST makes after such a fence, at its line."""
#: What a line in a quotation or a list begins with.
_BEFORE = " \t>"


def mark_unclosed(state: StateCore) -> None:
    """Put a code block of the language :data:`UNCLOSED`, with the fence in it, after each.

    MyST alone knows the lines of what stands within a directive or in an included file.
    """
    state.tokens = [each for token in state.tokens for each in _marked(token, state.src)]


def _marked(token: Token, text: str) -> Iterator[Token]:
    yield token
    if token.type not in ("fence", "colon_fence") or not token.map:
        return
    first, end = token.map
    if not _is_closed(token.markup, text.split("\n")[first:end]):
        mark = Token("fence", "code", 0)
        mark.block, mark.info, mark.markup, mark.level = True, UNCLOSED, "```", token.level
        mark.content, mark.map = token.markup + token.info.rstrip(), [first, end]
        yield mark


def _is_closed(fence: str, lines: list[str]) -> bool:
    last = lines[-1].strip(_BEFORE)
    return len(lines) > 1 and last.startswith(fence) and not last.strip(fence[0])
