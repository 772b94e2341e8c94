"""What a reader finds in a file, and the article that is made of it."""

from __future__ import annotations

from dataclasses import dataclass, field

#: What a piece may be. ``text`` is a line or paragraph of which the reader knows no more.
PIECE_KINDS = (
    "text",
    "headline",
    "standfirst",
    "heading",
    "paragraph",
    "item",
    "quote",
    "table",
    "caption",
    "cue",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a file, in reading order.

    ``number`` is that of an item of an ordered list (0: not ordered); ``rows`` are the cells
    of a table, of which ``text`` is the plain reading; ``at`` and ``until`` are the time codes
    of a cue.
    """

    kind: str
    text: str
    number: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    at: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article; a field that nobody gave is empty.

    ``date`` is EDTF, ``date_basis`` is ``stated`` or ``inferred: why``.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    date: str = ""
    date_basis: str = ""
    language: str = ""
    url: str = ""
    archive_url: str = ""
    standfirst: str = ""

    def over(self, other: Metadata) -> Metadata:
        """Return this with its empty fields taken from ``other``; a date keeps its basis."""
        dated = self if self.date else other
        return Metadata(
            title=self.title or other.title,
            authors=self.authors or other.authors,
            publisher=self.publisher or other.publisher,
            date=dated.date,
            date_basis=dated.date_basis,
            language=self.language or other.language,
            url=self.url or other.url,
            archive_url=self.archive_url or other.archive_url,
            standfirst=self.standfirst or other.standfirst,
        )


@dataclass(frozen=True, slots=True)
class ReaderResult:
    """What a reader took out of a file; ``reader`` names it with its version."""

    pieces: tuple[Piece, ...]
    reader: str
    media_type: str
    metadata: Metadata = field(default_factory=Metadata)
    left_out: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block with its text: what the record keeps only the hash of."""

    locator: str
    kind: str
    text: str
    number: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    until: str = ""


@dataclass(frozen=True, slots=True)
class Omission:
    """A piece that is no part of the article, and the reason."""

    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article as blocks, with what was left out and what the editor should know."""

    blocks: tuple[TextBlock, ...]
    metadata: Metadata
    left_out: tuple[Omission, ...] = ()
    warnings: tuple[str, ...] = ()
