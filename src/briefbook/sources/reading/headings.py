"""Which pieces of an unmarked text are section headings, and which are captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefbook.core.words.word_breaks import UNSPACED_RUN
from briefbook.sources.reading.article import Piece
from briefbook.sources.reading.boilerplate import is_sentence

_LONGEST_HEADING = 12
_LONGEST_LINE = 100
_LONGEST_UNSPACED = 30
#: More lines in a row that look like headings are something else: a poem, a list, an index.
_LONGEST_RUN = 2
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{1,5}\)?)?", re.IGNORECASE)
_TERMINAL = re.compile(r"[.,;:!…。！，；：،؛।][\"'”’»)\]]*$")
_SPEAKER = re.compile(r"(?:Q|A|[A-ZА-Я][\w .’'-]{0,30})\s?[:：]\s")
_CREDIT = re.compile(
    r"(?:^|[.!?\"”’')\]])\s*(?:\[[^\[\]]{2,60}\]"
    r"|\((?:photos?|images?|pictures?|credit|foto|фото|사진)\b[^()]{0,60}\)"
    r"|\([^()]{0,40}(?:/|getty)[^()]{2,40}\)"
    r"|(?:photos?|photograph|image|picture|credit|foto|фото|사진)(?: (?:by|credit))?"
    r"\s?[:：/|]\s?\S.{0,60}"
    r"|[A-Z]{2,}/[\w .-]{2,40}(?:/[\w .-]{2,40})?)$",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(?:file photo|photo|caption|image|фото|사진|图)\s?[:：]\s", re.IGNORECASE)


def as_caption(piece: Piece) -> Piece:
    """Return the piece as a caption where it ends in a picture credit, else as it is."""
    if piece.kind not in ("text", "paragraph") or len(piece.text) >= 600:
        return piece
    credit = _CREDIT.search(piece.text)
    labelled = _LABELLED.match(piece.text) or (credit and credit.start() == 0)
    if labelled and piece.kind == "paragraph" and is_sentence(piece.text):
        return piece  # “Photo: none exists …”, as a reader knows that it is a paragraph
    return replace(piece, kind="caption") if credit or labelled else piece


def looks_like_heading(text: str) -> bool:
    """Return whether a line could be a heading by itself: short, and no sentence."""
    if _TIME.fullmatch(text):
        return True
    if len(text) > _LONGEST_LINE or len(text.split()) > _LONGEST_HEADING:
        return False
    if is_unspaced(text) and len(text) > _LONGEST_UNSPACED:
        return False
    starts = next((char for char in text if char.isalnum()), "")
    if not starts or starts.islower() or _SPEAKER.match(text):
        return False
    if text.endswith("?"):
        return len(text.split()) <= 8
    return not _TERMINAL.search(text)


def mark_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with headings marked, where the reader could not know them."""
    marked = list(pieces)
    place = 0
    while place < len(marked):
        end = place
        while end < len(marked) and _may_be_heading(marked, end):
            end += 1
        # A run at the very beginning is the headline and what goes with it; the opening
        # decides. A heading has text under it.
        if 0 < place < end < len(marked) and end - place <= _LONGEST_RUN:
            marked[place:end] = [_as_heading(piece) for piece in marked[place:end]]
        place = max(end, place + 1)
    return [
        replace(each, kind="item") if each.kind == "text" and each.number else each
        for each in marked
    ]


def _may_be_heading(pieces: Sequence[Piece], place: int) -> bool:
    piece = pieces[place]
    if piece.kind != "text":
        return False
    if piece.number:
        near = [*pieces[max(0, place - 1) : place], *pieces[place + 1 : place + 2]]
        return looks_like_heading(piece.text) and (
            all(other.kind != "item" and not other.number for other in near)
        )
    return looks_like_heading(piece.text)


def _as_heading(piece: Piece) -> Piece:
    text = f"{piece.number}. {piece.text}" if piece.number else piece.text
    return Piece("heading", text)


def is_unspaced(text: str) -> bool:
    """Return whether a text is in a script without spaces, whose lines are measured by letters."""
    return bool(UNSPACED_RUN.search(text))
