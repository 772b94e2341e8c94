"""Cut a site's menus from the article of a page that a browser printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from briefbook.core.words.text import normalise, word_count
from briefbook.sources.reading.article import Omission, Piece
from briefbook.sources.reading.boilerplate import is_running
from briefbook.sources.reading.related import is_related_label

REASON, BELOW = "menu above the headline", "menu below the article"
#: A line like this begins the part of a page that leads elsewhere.
_LEADS_ELSEWHERE = re.compile(
    r"share (?:this|on|via)\b.*|(?:related|sponsored|recommended|more) (?:stories|articles|news)"
    r"|related content|more (?:on this story|from .+)|most (?:read|popular|viewed|shared).*"
    r"|view comments.*|reader comments|(?:sign up|newsletter)\b.*|read (?:next|more)"
    r"|you (?:may|might) (?:also )?like.*"
    r"|(?:artikel|seite) teilen|mehr zum thema|das könnte sie auch .+|lesen sie auch.*"
    r"|partager (?:l'article|sur)\b.*|à lire aussi.*|sur le même sujet|articles? liés?"
    r"|compartir(?: en\b.*)?|(?:noticias|artículos|temas) relacionad[oa]s|más leíd[oa]s"
    r"|lee también.*",
    re.IGNORECASE,
)
#: How many of the words after it may be running text: what a site says about itself.
_MOST_RUNNING = 0.5
#: A paragraph of so many words above what looks like the headline belongs to the article.
_PARAGRAPH = 40
#: A kicker, a standfirst or a byline may be above a headline.
_KEPT = 2
_SHORTEST_HEADLINE = 3
#: A label and the titles of a box; running text right after it is the article's.
_BOX = 7


def cut_navigation(pieces: Sequence[Piece], title: str) -> tuple[list[Piece], list[Omission]]:
    """Return the pieces from shortly above the headline, and what precedes them.

    ``title`` is what the browser printed in the head of each page, the site's name included. Where
    no piece is its headline, or a paragraph is above, nothing is cut.
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
    """Return whether a text is the headline in the page's title; a credit may be in its line."""
    return wanted.startswith(said) or said.startswith(wanted)


def _leads_elsewhere(text: str) -> bool:
    return is_related_label(text) or bool(_LEADS_ELSEWHERE.fullmatch(normalise(text).strip(" :")))


def _goes_on(pieces: Sequence[Piece]) -> bool:
    """Tell whether the article goes on below a box of links, which stands in its midst."""
    running = [is_running(each.text) for each in pieces]
    return any(running[:_BOX]) or any(one and other for one, other in pairwise(running))


def cut_below(pieces: Sequence[Piece], *, printed: bool) -> tuple[list[Piece], list[Omission]]:
    """Return the pieces of a printed page up to where it leads elsewhere, and what follows."""
    for place, piece in enumerate(pieces if printed else ()):
        if place and _leads_elsewhere(piece.text) and not _goes_on(pieces[place:]):
            rest = pieces[place:]
            counts = [word_count(each.text) for each in rest]
            running = sum(n for n, each in zip(counts, rest, strict=True) if is_running(each.text))
            if running < _MOST_RUNNING * sum(counts):
                return list(pieces[:place]), [Omission(BELOW, each.text) for each in rest]
    return list(pieces), []
