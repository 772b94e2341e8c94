"""The head of an article: section label, headline, standfirst, in the order papers set them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefbook.core.words.text import normalise, word_count
from briefbook.sources.reading.article import Metadata, Omission, Piece
from briefbook.sources.reading.boilerplate import is_sentence
from briefbook.sources.reading.headings import is_unspaced, looks_like_heading

#: The head is within this many pieces.
_REACH = 8
_LONGEST_HEADLINE = 40
_LONGEST_UNSPACED = 50
_LONGEST_STANDFIRST = 70
_LONGEST_LABEL = 3
_LONGEST_ABOVE = 8
# “…the outside world.Ryu Seong-hyeon…”: two texts of the page run together.
_GLUED = re.compile(r"(?<=[a-zа-яё]{3}[.!?])(?=[A-ZА-ЯЁ][a-zа-яё])")


def mark_opening(
    pieces: Sequence[Piece], known: Metadata, after_byline: Piece | None, left_out: list[Omission]
) -> list[Piece]:
    """Return the pieces with headline and standfirst marked; labels go to ``left_out``.

    ``known.title`` and ``known.standfirst`` are what the page or the editor says they are;
    ``after_byline`` is the piece that follows the byline, before which a standfirst stands.
    """
    marked = list(pieces)
    head = _headline(marked, known.title)
    if head >= 0:
        before = marked[:head]
        title = marked[head].text
        labels = [piece for piece in before if _is_label(piece) or _is_path_to(title, piece)]
        left_out.extend(Omission("section label", label.text) for label in labels)
        others = [piece for piece in before if piece not in labels]
        marked = [_as_headline(marked[head]), *_leads(others), *marked[head + 1 :]]
    elif known.title:
        marked = [Piece("headline", known.title), *marked]
    marked, summarised = _drop_summary_label(marked, left_out)
    return _standfirst(marked, known, after_byline, summarised=summarised)


def _as_headline(piece: Piece) -> Piece:
    return replace(piece, kind="headline", level=0)


def _is_label(piece: Piece) -> bool:
    """Return whether what is above the headline is the name of a section, not a lead."""
    if piece.kind not in ("text", "paragraph", "heading"):
        return False
    return word_count(piece.text) <= _LONGEST_ABOVE and not is_sentence(piece.text)


def _is_path_to(title: str, piece: Piece) -> bool:
    """Return whether a line leads from the front page to the headline, with which it ends."""
    text, end = normalise(piece.text).lower(), normalise(title).lower()
    return text != end and text.endswith(end) and not is_sentence(piece.text)


def _leads(pieces: list[Piece]) -> list[Piece]:
    """Take a lead that is above the headline for the standfirst that it is."""
    leads = [piece for piece in pieces if piece.kind in ("text", "paragraph")]
    if len(leads) == 1 and word_count(leads[0].text) <= _LONGEST_STANDFIRST:
        return [replace(p, kind="standfirst") if p is leads[0] else p for p in pieces]
    return pieces


def _headline(pieces: Sequence[Piece], title: str) -> int:
    """Return the place of the headline, or -1."""
    if any(piece.kind == "headline" for piece in pieces):
        return next(place for place, piece in enumerate(pieces) if piece.kind == "headline")
    wanted = normalise(title).lower()
    for place, piece in enumerate(pieces[:_REACH]):
        if wanted and normalise(piece.text).lower() == wanted:
            return place
    leads = 0
    while leads < len(pieces) and _could_be_headline(pieces[leads]):
        leads += 1
    if leads == 0 or leads == len(pieces):
        return -1
    short = len(pieces[0].text.split()) <= _LONGEST_LABEL
    return 1 if leads > 1 and short and len(pieces[1].text) > len(pieces[0].text) else 0


def _could_be_headline(piece: Piece) -> bool:
    if (
        piece.kind not in ("text", "heading")
        or piece.number
        or word_count(piece.text) > _LONGEST_HEADLINE
    ):
        return False
    if is_unspaced(piece.text) and len(piece.text) > _LONGEST_UNSPACED:
        return False  # Thai has no full stop that would tell a sentence.
    return looks_like_heading(piece.text) or not re.search(r"[.。।…:]\W*$", piece.text)


def _drop_summary_label(pieces: list[Piece], left_out: list[Omission]) -> tuple[list[Piece], bool]:
    kept = []
    for place, piece in enumerate(pieces):
        heads = place < _REACH and piece.kind in ("text", "paragraph", "heading")
        if heads and piece.kind == "heading" and piece.level:
            heads = False  # The page says itself that it heads a section.
        if heads and normalise(piece.text).lower() == "summary":
            left_out.append(Omission("label of the site", piece.text))
            continue
        kept.append(piece)
    first = next((p for p, each in enumerate(pieces) if each.kind != "headline"), 0)
    led = bool(pieces[first:]) and normalise(pieces[first].text).lower() == "summary"
    return kept, led


def _standfirst(
    pieces: list[Piece], known: Metadata, after_byline: Piece | None, *, summarised: bool
) -> list[Piece]:
    if any(piece.kind == "standfirst" for piece in pieces):
        return pieces
    place = next((p for p, each in enumerate(pieces) if each.kind in ("text", "paragraph")), -1)
    if not pieces or pieces[0].kind != "headline" or not 0 < place < _REACH:
        return pieces
    first = pieces[place]
    glued = _GLUED.search(first.text)
    if (
        glued
        and len(first.text[: glued.start()].split()) >= 8
        and (len(first.text[glued.start() :].split()) >= 5)
    ):
        start = replace(first, kind="standfirst", text=first.text[: glued.start()].strip())
        return [
            *pieces[:place], start, replace(first, text=first.text[glued.start() :]),
            *pieces[place + 1 :],
        ]  # fmt: skip
    if summarised or _is_standfirst(pieces, place, known, after_byline):
        return [*pieces[:place], replace(first, kind="standfirst"), *pieces[place + 1 :]]
    return pieces


def _is_standfirst(
    pieces: Sequence[Piece], place: int, known: Metadata, after_byline: Piece | None
) -> bool:
    first = pieces[place]
    if len(first.text.split()) > _LONGEST_STANDFIRST or place + 1 >= len(pieces):
        return False
    said = normalise(known.standfirst).lower()
    if said and normalise(first.text).lower() == said:
        return True
    body = [piece for piece in pieces if piece.kind in ("text", "paragraph")]
    return after_byline is not None and len(body) > 1 and _same(body[1], after_byline)


def _same(piece: Piece, other: Piece) -> bool:
    return normalise(piece.text) == normalise(other.text)
