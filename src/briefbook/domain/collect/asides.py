"""The words of a page outside its running text: descriptions, titles, formulas, front matter.

Readers meet them too (a screen reader speaks them, a pointer shows them), so that their quotations
and figures are checked like all others.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from docutils import nodes

from briefbook.core.passages import Passage, Role
from briefbook.core.words.quotation_marks import has_mark

#: Attributes of nodes that hold words of the author.
_ATTRIBUTES = ("alt", "reftitle", "explanation", "title")
#: The title of a link is in quotation marks in Markdown. Beside a citation one of so many
#: words is read as a quotation.
_SENTENCE = 4
#: Front matter that is no prose.
_NO_PROSE = frozenset(("prefix", "source", "handling"))
_ELEMENT = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
_WORDS_OF_HTML = re.compile(r"\b(?:alt|title|aria-label)\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_QUOTE = re.compile(r"<(/?)q\b[^>]*>", re.IGNORECASE)
#: Elements that print nothing themselves and do not part words.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|s|samp|small|span|"
    r"strike|strong|sub|sup|time|tt|u|var|wbr)\b[^>]*>",
    re.IGNORECASE,
)


def asides_of(node: nodes.Element, host: Passage) -> Iterator[Passage]:
    """Yield what is beside the running text of a passage, or in an image without one.

    ``host`` is that passage; what is beside it is checked against what the host cites.
    """
    line = host.line
    for inner in (node, *(each for each in node.findall() if each is not node)):
        if isinstance(inner, nodes.Text):
            line += str(inner).count("\n")
        elif isinstance(inner, (nodes.math, nodes.math_block)):
            yield _beside(host, line, inner.astext(), Role.FORMULA)
        elif isinstance(inner, nodes.raw):
            for found in _WORDS_OF_HTML.findall(inner.astext()):
                yield _beside(host, line, html.unescape(found[1:-1]), Role.ASIDE)
        elif isinstance(inner, nodes.Element):
            yield from _attributes(inner, host, line)


def _attributes(node: nodes.Element, host: Passage, line: int) -> Iterator[Passage]:
    for name in _ATTRIBUTES:
        words = node.get(name)
        if isinstance(words, str) and " " in words.strip() and "own" not in node["classes"]:
            sentence = name == "reftitle" and len(words.split()) >= _SENTENCE
            quoted = sentence and host.citations and not has_mark(words)
            yield _beside(host, line, f"“{words}”" if quoted else words, Role.ASIDE)


def _beside(host: Passage, line: int, words: str, role: Role) -> Passage:
    return Passage(
        host.docname, line, host.place, role, words, host.citations, all_own=host.all_own
    )


def meta_passages(docname: str, line: int, node: nodes.meta) -> Iterator[Passage]:
    """Yield a page's descriptions for search engines, where they quote."""
    words = str(node.get("content", ""))
    if has_mark(words):
        yield Passage(docname, line, "", Role.ASIDE, words)


def front_matter_passages(docname: str, metadata: Mapping[str, str]) -> Iterator[Passage]:
    """Yield the values of a page's front matter that quote."""
    for name, value in metadata.items():
        # A table within the front matter arrives as Python writes it.
        prose = name not in _NO_PROSE and value[:1] not in ("{", "[")
        if prose and " " in value and has_mark(value):
            yield Passage(docname, 1, "", Role.ASIDE, value)


def raw_words(text: str) -> str:
    """Return the words of HTML: no elements, and quotation marks for ``<q>``."""
    marked = _QUOTE.sub(lambda match: "”" if match[1] else "“", text)
    return html.unescape(_ELEMENT.sub("", marked))


def is_transparent(text: str) -> bool:
    """Return whether raw HTML keeps the words around it together."""
    return _QUOTE.fullmatch(text) is not None or _INLINE.fullmatch(text) is not None
