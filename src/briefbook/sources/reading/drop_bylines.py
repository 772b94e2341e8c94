"""The lines that say who wrote an article and when: left out of its text, and read as metadata."""

from __future__ import annotations

from collections.abc import Sequence

from briefbook.sources.reading.article import Metadata, Omission, Piece
from briefbook.sources.reading.boilerplate import is_running
from briefbook.sources.reading.bylines import (
    Byline,
    date_of_line,
    is_bare_date,
    read_byline,
    stands_for_authors,
)
from briefbook.sources.reading.letterheads import date_beside_place

#: Bylines are above the second paragraph, within this many pieces, or at the end.
_BYLINE_REACH = 10
_BYLINE_TAIL = 2
#: Below the day of a letter stand who signs it and what he is.
_LETTER_TAIL = 4
_MAY_BE_BYLINE = frozenset(("text", "paragraph", "item"))
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "。")


def drop_bylines(
    pieces: list[Piece], authors: Sequence[str], left_out: list[Omission]
) -> tuple[list[Piece], Metadata, Piece | None]:
    """Return the other pieces, what the bylines say, and the piece that follows the first."""
    kept: list[Piece] = []
    found, after = Metadata(), None
    seen, ended, running = False, 0, 0
    dated, letterhead = _timeline(pieces), _letterhead(pieces)
    stamp = _stamp_set_as_heading(pieces)
    for place, piece in enumerate(pieces):
        last = place >= len(pieces) - _BYLINE_TAIL
        near = (place < _BYLINE_REACH or last) and place not in dated
        byline = None
        if near and piece.kind in _MAY_BE_BYLINE and not piece.rows:
            # “15. Mai 2019” looks like an item of a list.
            line = f"{piece.number}. {piece.text}" if piece.number else piece.text
            byline = read_byline(line, above_text=ended < 2)
        elif place == stamp and not running:
            byline = Byline(date=date_of_line(piece.text) or "")
        if place and not byline and not running:
            byline = _byline_in_head(piece, authors)
        # On the first line it may be the title, unless another follows.
        first = not place and (len(pieces) < 2 or is_running(pieces[1].text))
        alone = first or (running > 1 and not last)
        if byline and alone and (not byline.date or is_bare_date(piece.text)):
            byline = None  # where another line could stand, it must say that it is one
        if not byline and place == letterhead:
            byline = Byline(date=date_beside_place(piece.text))
        if byline and _adds(byline, found):
            basis = "stated" if byline.date else ""
            found = found.over(Metadata(authors=byline.authors, date=byline.date, date_basis=basis))
            left_out.append(Omission("byline" if byline.authors else "date line", piece.text))
            seen = seen or bool(kept)
        else:
            if seen and after is None:
                after = piece
            ended += piece.text.endswith(_SENTENCE_ENDS)
            running += piece.kind in ("text", "paragraph") and is_running(piece.text)
            kept.append(piece)
    return kept, found, after


def _byline_in_head(piece: Piece, authors: Sequence[str]) -> Byline | None:
    """Read a byline above the text that its page sets as a heading, or as it likes."""
    if piece.kind in {*_MAY_BE_BYLINE, "standfirst"} and not piece.rows:
        return stands_for_authors(piece.text, authors)
    if piece.kind != "heading":
        return None
    byline = read_byline(piece.text)
    named = byline is not None and all(len(name.split()) > 1 for name in byline.authors)
    if byline and named and (byline.authors or not is_bare_date(piece.text)):
        return byline
    return stands_for_authors(piece.text, authors, most=1)


def _timeline(pieces: Sequence[Piece]) -> frozenset[int]:
    """Return where bare dates stand one after the other, each above what happened then."""
    dated = {
        place: piece.text
        for place, piece in enumerate(pieces)
        if piece.kind in _MAY_BE_BYLINE and is_bare_date(piece.text)
    }
    apart = {text for place, text in dated.items() if place + 1 not in dated}
    return frozenset(dated) if len(apart) > 1 else frozenset()


def _letterhead(pieces: Sequence[Piece]) -> int:
    """Return the place of the one line that says where and when, above the text or below it; or -1.

    Where there are more, each stands above what happened then, or below a picture.
    """
    found = [
        place
        for place, piece in enumerate(pieces)
        if piece.kind in _MAY_BE_BYLINE and not piece.rows and date_beside_place(piece.text)
    ]
    running = [place for place, piece in enumerate(pieces) if is_running(piece.text)]
    if len(found) != 1 or not running or running[0] < found[0] < running[-1]:
        return -1
    near = found[0] < _BYLINE_REACH or found[0] >= len(pieces) - _LETTER_TAIL
    return found[0] if near else -1


def _stamp_set_as_heading(pieces: Sequence[Piece]) -> int:
    """Return the place of the only heading that is a day with its hour; -1 in a live blog."""
    places = [
        place
        for place, piece in enumerate(pieces)
        if piece.kind == "heading" and date_of_line(piece.text) and not is_bare_date(piece.text)
    ]
    return places[0] if len(places) == 1 else -1


def _adds(byline: Byline, found: Metadata) -> bool:
    """Return whether a byline may be beside those before: an article has one set of authors."""
    return not found.authors or set(byline.authors) <= set(found.authors)
