"""The notes to the author on the pages of a new book, in the book's language."""

from __future__ import annotations

import re
import textwrap

from briefbook.core.words.labels import Labels, message

_SENTENCES = {
    "front-words": message(
        "Say here, in a few sentences, what the book is about and what a reader should know first."
    ),
    "front-chapters": message(
        "{command} writes a chapter for an article, and its line into the list below."
    ),
    "entry": message(
        "An entry is the term, other forms of its name after bars, then a line with what it is:"
    ),
    "town-alias": message("the river town"),
    "town": message("A town with three bridges."),
    "entry-uses": message(
        "Chapters refer to it by {reference}. Another page may hold a glossary of another topic."
    ),
    "judgement": message("A judgement of your own, and what it rests on:"),
    "judgement-basis": message("one origin, which has access"),
    "judgement-change": message("A count by the ministry."),
    "judgement-alternative": message("The bridges may have been closed for good."),
    "judgement-words": message("Some of the bridges are likely to open again."),
}
_VALUES = {"command": "`briefbook add FILE`", "reference": "{term}`Riverton`"}
_PLACE = re.compile(r"«(?P<lines>% )?(?P<name>[a-z-]+)»")
_WIDTH = 90


def fill_placeholders(text: str, language: str) -> str:
    """Put the sentences in place of their names, ``«% entry»`` as lines of a comment."""
    labels = Labels(language.replace("-", "_"))

    def said(match: re.Match[str]) -> str:
        english = _SENTENCES.get(match["name"])
        if english is None:
            return match[0]
        words = labels.text(english).format(**_VALUES)
        if not match["lines"]:
            return words
        lines = textwrap.wrap(words, _WIDTH, break_on_hyphens=False)
        return "\n".join(f"% {line}" for line in lines)

    return _PLACE.sub(said, text)
