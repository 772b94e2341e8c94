"""From pieces to an article: what each piece is, what is left out, and the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefbook.core.locators.kinds import PARAGRAPH
from briefbook.core.words.text import bidi_controls, normalise, tidy, word_count
from briefbook.sources.reading.accounts import unaccounted
from briefbook.sources.reading.article import (
    Article,
    Metadata,
    Omission,
    Piece,
    ReaderResult,
    TextBlock,
)
from briefbook.sources.reading.boilerplate import drop_boilerplate, is_running
from briefbook.sources.reading.bullets import as_points
from briefbook.sources.reading.bylines import (
    Byline,
    date_of_line,
    is_bare_date,
    read_byline,
    stands_for_authors,
)
from briefbook.sources.reading.headings import as_caption, mark_headings
from briefbook.sources.reading.language import language_of
from briefbook.sources.reading.letterheads import date_beside_place
from briefbook.sources.reading.opening import mark_opening
from briefbook.sources.reading.related import drop_related
from briefbook.sources.reading.transcripts import compose_transcript, is_transcript

_COUNTED = {
    "paragraph": PARAGRAPH, "item": PARAGRAPH, "quote": PARAGRAPH, "code": PARAGRAPH,
    "heading": "heading", "caption": "caption", "table": "table", "note": "note",
}  # fmt: skip
#: Bylines are above the second paragraph, within this many pieces, or at the end.
_BYLINE_REACH = 10
_BYLINE_TAIL = 2
#: Below the day of a letter stand who signs it and what he is.
_LETTER_TAIL = 4
#: The reason of words that no reader placed; a test holds that there are none.
_LOST = "found no place"
_MAY_BE_BYLINE = frozenset(("text", "paragraph", "item"))
#: “Image 1 of 8” before a caption that stands once more.
_COUNTED_PICTURE = re.compile(r"^(?:image|photo|picture|slide)? ?\d{1,3} ?(?:of|/) ?\d{1,3}:? ")
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "。")


def compose(reading: ReaderResult, given: Metadata) -> Article:
    """Make an article of what a reader found; ``given`` goes before what the file says.

    An article without a paragraph has no blocks.
    """
    if is_transcript(reading):
        return compose_transcript(reading, given)
    left_out = list(reading.left_out)
    known = given.over(reading.metadata)
    pieces = drop_boilerplate(drop_related(as_points(_tidied(reading.pieces)), left_out), left_out)
    pieces, found, after_byline = _drop_bylines(pieces, known.authors, left_out)
    pieces = mark_headings([as_caption(piece) for piece in pieces])
    pieces = mark_opening(pieces, known, after_byline, left_out)
    pieces = _drop_repeats(pieces, left_out)
    blocks = _number(pieces)
    if not any(block.kind in ("paragraph", "item", "quote", "code", "table") for block in blocks):
        return Article((), known, tuple(left_out))
    headline = next((block.text for block in blocks if block.kind == "headline"), "")
    text = " ".join(block.text for block in blocks)
    metadata = replace(
        given.over(_told(reading.metadata, found)), title=given.title or headline or known.title
    )
    if not metadata.language:
        metadata = replace(metadata, language=language_of(text))
    warnings = [*reading.warnings, *_warnings(blocks, metadata)]
    if lost := unaccounted(reading.whole, [text, *(omission.text for omission in left_out)]):
        left_out.append(Omission(_LOST, lost))
        warnings.append(f"{word_count(lost)} words found no place; compare with the page: {lost!r}")
    return Article(blocks, metadata, tuple(left_out), tuple(warnings))


def _told(page: Metadata, byline: Metadata) -> Metadata:
    """Put together what a file states of its article and what its bylines say.

    A date that was only read off a page gives way to the date of a byline, and a house that
    names itself as the author to the persons whom the byline names.
    """
    if page.date_basis != "stated" and byline.date:
        page = replace(page, date="", date_basis="")
    house = page.publisher.casefold()
    if byline.authors and house and all(it.casefold().startswith(house) for it in page.authors):
        page = replace(page, authors=())
    return page.over(byline)


def _tidied(pieces: Iterable[Piece]) -> list[Piece]:
    tidied = [
        replace(each, text=tidy(each.text), rows=tuple(tuple(map(tidy, r)) for r in each.rows))
        for each in pieces
    ]
    return [piece for piece in tidied if any(char.isalnum() for char in piece.text)]


def _drop_bylines(
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


def _drop_repeats(pieces: list[Piece], left_out: list[Omission]) -> list[Piece]:
    """Leave out the captions and headlines that stand twice; what is said twice stays."""
    seen: dict[str, str] = {}
    kept = []
    for piece in pieces:
        plain = _COUNTED_PICTURE.sub("", normalise(piece.text).lower())
        kinds = {piece.kind, seen.get(plain, "")}
        if plain in seen and kinds & {"caption", "headline"}:
            left_out.append(
                Omission(f"repeated {'caption' if 'caption' in kinds else 'headline'}", piece.text)
            )
        else:
            seen.setdefault(plain, piece.kind)
            kept.append(piece)
    return kept


def _number(pieces: Sequence[Piece]) -> tuple[TextBlock, ...]:
    counts: dict[str, int] = {}
    blocks = []
    for piece in pieces:
        kind = "paragraph" if piece.kind == "text" else piece.kind
        word = _COUNTED.get(kind, "")
        locator = kind
        if word:
            counts[word] = counts.get(word, 0) + 1
            locator = f"{word} {counts[word]}"
        blocks.append(
            TextBlock(
                locator, kind, piece.text, piece.number, piece.rows, piece.level, piece.lines,
                piece.runs, piece.label, piece.pages,
            )
        )  # fmt: skip
    return tuple(blocks)


def _warnings(blocks: Iterable[TextBlock], metadata: Metadata) -> Iterable[str]:
    if not metadata.title:
        yield "no headline found; give one with --title"
    for block in blocks:
        if names := bidi_controls(block.text):
            yield (
                f"{block.locator} holds {', '.join(names)}: it can show words in another order "
                "than they are read; compare it with the page"
            )
        if re.search(r"\ufffd", block.text):
            yield f"{block.locator} holds a character that could not be read (U+FFFD); check it"
