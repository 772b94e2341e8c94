"""What a browser printed above a page's headline: the site's menus, as lines of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefbook.core.words.text import normalise, word_count
from briefbook.sources.reading.article import Omission, Piece

REASON = "menu above the headline"
#: A paragraph of so many words above what looks like the headline belongs to the article.
_PARAGRAPH = 40
#: A kicker, a standfirst or a byline may stand above a headline.
_KEPT = 2
_SHORTEST_HEADLINE = 3


def cut_navigation(pieces: Sequence[Piece], title: str) -> tuple[list[Piece], list[Omission]]:
    """Return the pieces from shortly above the headline, and what stands before them.

    ``title`` is what the browser printed in the head of each page, the site's name included. Where
    no piece is its headline, or a paragraph stands above, nothing is cut.
    """
    wanted = normalise(title).casefold()
    for place, piece in enumerate(pieces if wanted else ()):
        if word_count(piece.text) >= _PARAGRAPH:
            break
        said = normalise(piece.text).casefold()
        if word_count(said) < _SHORTEST_HEADLINE or not _is_title(said, wanted):
            continue
        first = max(place - _KEPT, 0)
        above = [Omission(REASON, each.text) for each in pieces[:first]]
        head = replace(piece, kind="headline", level=0) if wanted.startswith(said) else piece
        return [*pieces[first:place], head, *pieces[place + 1 :]], above
    return list(pieces), []


def _is_title(said: str, wanted: str) -> bool:
    """Tell a headline from the title of its page; a credit may stand in the same line."""
    return wanted.startswith(said) or said.startswith(wanted)
