"""A site's links to other articles: a label such as “Lesen Sie auch” and the titles below it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from briefbook.core.words.text import normalise, word_count
from briefbook.sources.reading.article import Omission, Piece
from briefbook.sources.reading.boilerplate import is_link, is_sentence

LABEL, TITLE = "label of links to other pages", "link to another page"
_KINDS = frozenset(("text", "paragraph", "item", "heading"))
#: In words; a title of another article is no longer.
_LONGEST = 25
#: In letters, where a script has no spaces.
_LONGEST_SIGNS = 160
_BEHIND = " :：…>»▶►→|"


def is_related_label(text: str) -> bool:
    """Tell whether a line says that links to other articles follow, and nothing else."""
    return _labels().fullmatch(normalise(text).strip(_BEHIND)) is not None


def drop_related(pieces: Sequence[Piece], left_out: list[Omission]) -> list[Piece]:
    """Return the pieces without labels of links and the titles below them; they are left out.

    Above such a label the article has begun. No sentence is taken, unless it is a link itself, nor
    what may head the part of the article that goes on below the links.
    """
    kept: list[Piece] = []
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        labels = bool(kept) and _is_label(piece)
        titles = _titles(pieces, place + 1) if labels else 0
        if titles or (labels and place == len(pieces) - 1):
            left_out.append(Omission(LABEL, piece.text))
            below = pieces[place + 1 : place + 1 + titles]
            left_out.extend(Omission(TITLE, each.text) for each in below)
            place += titles
        else:
            kept.append(piece)
        place += 1
    return kept


def _is_label(piece: Piece) -> bool:
    return piece.kind in _KINDS and not piece.rows and is_related_label(piece.text)


def _titles(pieces: Sequence[Piece], first: int) -> int:
    """Return how many pieces from the first on are titles of other articles."""
    end = first
    while end < len(pieces) and _is_title(pieces[end]):
        end += 1
    titles = pieces[first:end]
    if titles and end < len(pieces) and titles[-1].kind == "heading" and not is_link(titles[-1]):
        return len(titles) - 1  # It heads what goes on there.
    return len(titles)


def _is_title(piece: Piece) -> bool:
    text = piece.text
    short = word_count(text) <= _LONGEST and len(text) <= _LONGEST_SIGNS
    if piece.kind not in _KINDS or piece.rows or not short:
        return False
    return is_link(piece) or not is_sentence(text)


@cache
def _labels() -> re.Pattern[str]:
    data = resources.files("briefbook.sources.reading").joinpath("related.toml")
    labels = tomllib.loads(data.read_text(encoding="utf-8"))["labels"]
    return re.compile("|".join(f"(?:{label})" for label in labels), re.IGNORECASE)
