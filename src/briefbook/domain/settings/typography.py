"""Quotation marks as the language of the book has them, and the spaces of French.

MyST makes English marks of straight ones, whatever the language, and has no setting for it. Marks
that are typed as curly ones, or escaped, stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, Any

from docutils.utils.smartquotes import smartchars
from myst_parser.parsers import sphinx_ as myst

from briefbook.core.words.quotation_marks import PAIRS
from briefbook.domain.settings.unclosed_fences import mark_unclosed

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from sphinx.application import Sphinx
    from sphinx.config import Config

_NARROW, _WIDE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
_MADE_BY_US = "brief_language_quotes"
#: Languages in which a particle, or the next word, follows a closing mark without a space.
_WRITTEN_ON = frozenset(("ko", "ja", "zh"))
_SPACED = re.compile(r"(?<=«) | (?=[»:;!?])")


def quotation_marks(language: str) -> tuple[str, ...]:
    """Return the marks of a quotation, and of one within another, in a language.

    The English ones if docutils does not know the language, or the checks would not read its
    marks as a pair.
    """
    code = language.replace("_", "-").lower()
    base = code.partition("-")[0]
    known = {name.lower(): marks for name, marks in smartchars.quotes.items()}
    marks = known.get(code) or known.get(base) or smartchars.quotes["en"]
    opening, closing = marks[0].strip(), marks[1].strip()
    if closing not in PAIRS.get(opening, ""):
        marks = smartchars.quotes["en"]
    return tuple(str(mark) for mark in marks)


def choose_marks(_app: Sphinx, config: Config) -> None:
    """Let MyST make the marks of the book's language; connected to ``config-inited``."""
    module: Any = myst
    before: Callable[..., MarkdownIt] = module.create_md_parser
    before = getattr(before, _MADE_BY_US, before)
    language = str(config.language or "en")

    def made(*arguments: Any, **named: Any) -> MarkdownIt:
        parser = before(*arguments, **named)
        parser.core.ruler.push("brief_unclosed_fences", mark_unclosed)
        marks = list(quotation_marks(language))
        parser.options["quotes"] = marks
        if language[:2] in _WRITTEN_ON and parser.options["typographer"]:
            parser.core.ruler.before("smartquotes", "brief_quotes_in_words", _pairing(marks))
        if language.startswith("fr") and parser.options["typographer"]:
            parser.core.ruler.push("brief_french_spaces", _bind_spaces)
        return parser

    setattr(made, _MADE_BY_US, before)
    module.create_md_parser = made


def _pairing(marks: list[str]) -> Callable[[StateCore], None]:
    """Return a rule that pairs straight marks by their order; MyST pairs none between letters."""

    def pair(state: StateCore) -> None:
        for token in state.tokens:
            texts = [child for child in token.children or () if child.type == "text"]
            _pair(texts, '"', marks[:2])
            _pair(texts, "'", marks[2:])

    return pair


def _pair(texts: list[Token], straight: str, marks: list[str]) -> None:
    """Put opening and closing marks in turn, unless one stands where such a mark cannot."""
    whole = f" {''.join(text.content for text in texts)} "
    places = [
        match.start()
        for match in re.finditer(rf"(?<![A-Za-z]){straight}|{straight}(?![A-Za-z])", whole)
    ]
    opens, closes = places[::2], places[1::2]
    if (
        len(opens) != len(closes)
        or any(whole[at - 1].isdecimal() or whole[at + 1].isspace() for at in opens)
        or any(whole[at - 1].isspace() for at in closes)
    ):
        return
    letters = list(whole[1:-1])
    for mark, found in zip(marks, (opens, closes), strict=True):
        for at in found:
            letters[at - 1] = mark
    rest = iter(letters)
    for text in texts:
        text.content = "".join(islice(rest, len(text.content)))


def _bind_spaces(state: StateCore) -> None:
    """Let no line begin with a mark that French sets apart by a space."""
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "text":
                child.content = _SPACED.sub(_no_break, child.content)


def _no_break(match: re.Match[str]) -> str:
    following = match.string[match.end() : match.end() + 1]
    return _NARROW if following in (";", "!", "?") else _WIDE
