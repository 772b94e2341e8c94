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
from briefbook.sources.reading.boilerplate import drop_boilerplate
from briefbook.sources.reading.bullets import as_points
from briefbook.sources.reading.drop_bylines import drop_bylines
from briefbook.sources.reading.headings import as_caption, mark_headings
from briefbook.sources.reading.language import language_of
from briefbook.sources.reading.opening import mark_opening
from briefbook.sources.reading.related import drop_related
from briefbook.sources.reading.transcripts import compose_transcript, is_transcript

_COUNTED = {
    "paragraph": PARAGRAPH, "item": PARAGRAPH, "quote": PARAGRAPH, "code": PARAGRAPH,
    "heading": "heading", "caption": "caption", "table": "table", "note": "note",
}  # fmt: skip
#: The reason of words that no reader placed; a test holds that there are none.
_LOST = "found no place"
#: “Image 1 of 8” before a caption that stands once more.
_COUNTED_PICTURE = re.compile(r"^(?:image|photo|picture|slide)? ?\d{1,3} ?(?:of|/) ?\d{1,3}:? ")


def compose(reading: ReaderResult, given: Metadata) -> Article:
    """Make an article of what a reader found; ``given`` goes before what the file says.

    An article without a paragraph has no blocks.
    """
    if is_transcript(reading):
        return compose_transcript(reading, given)
    left_out = list(reading.left_out)
    known = given.over(reading.metadata)
    pieces = drop_boilerplate(drop_related(as_points(_tidied(reading.pieces)), left_out), left_out)
    pieces, found, after_byline = drop_bylines(pieces, known.authors, left_out)
    pieces = mark_opening(_mark(pieces), known, after_byline, left_out)
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


def _mark(pieces: list[Piece]) -> list[Piece]:
    return mark_headings([as_caption(piece) for piece in pieces])


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
