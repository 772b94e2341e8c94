"""What a reader finds in a file, and the article that is made from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

#: What a piece may be. ``text`` is a line or paragraph of which the reader knows no more
#: (with a number: an item, or a numbered heading);
#: ``note`` is a footnote or an endnote of the article itself.
PIECE_KINDS = (
    "text",
    "headline",
    "standfirst",
    "heading",
    "paragraph",
    "item",
    "quote",
    "code",
    "table",
    "caption",
    "cue",
    "note",
)


#: The media type of a mail, whatever its text is in.
MAIL = "message/rfc822"


@dataclass(frozen=True, slots=True)
class TextRun:
    """A part of a piece's text that is set in one way.

    ``style`` is empty, ``em``, ``strong``, ``code``, ``link`` (to ``target``), or ``note``: the
    mark of the article's note ``target``, which has no text of its own.
    """

    text: str
    style: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a file, in reading order.

    ``number`` is that of an item of an ordered list or of a note (0: none); ``rows`` are the
    cells of a table, of which ``text`` is the plain reading; ``level`` is that of a heading
    (2: a section, 3: a part of one, 0: not known); ``lines`` are those of a poem, an address or
    code, where their ends matter; ``runs``, where they are known, spell ``text`` out with its
    links and emphasis; ``label`` is what a note's marks call it; ``at`` and ``until`` are the
    time codes of a cue; ``pages`` are those on which it stands, as they are printed, where the
    file has pages.
    """

    kind: str
    text: str
    number: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    level: int = 0
    lines: tuple[str, ...] = ()
    runs: tuple[TextRun, ...] = ()
    label: str = ""
    pages: tuple[str, ...] = ()
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
class Omission:
    """Words that were found and are not part of the article, with the reason.

    The reason is a few small words that an editor reads: ``captcha``, ``hidden text``.
    """

    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class ReaderResult:
    """What a reader took out of a file; ``reader`` names it with its version.

    ``whole`` is all the text of what the reader chose to read, as the file has it, before
    anything was sorted out: its words are those of ``pieces`` and of ``left_out`` together.
    A reader that leaves it empty promises nothing, which only plain text may. ``warnings`` are
    lines for the editor, such as how many tracked changes were taken as accepted.
    """

    pieces: tuple[Piece, ...]
    reader: str
    media_type: str
    metadata: Metadata = field(default_factory=Metadata)
    left_out: tuple[Omission, ...] = ()
    whole: str = ""
    warnings: tuple[str, ...] = ()


def table_text(rows: Iterable[Iterable[str]]) -> str:
    """Return the plain reading of a table: cells with commas, rows with semicolons."""
    return "; ".join(", ".join(filter(None, row)) for row in rows)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block with its text: what the record keeps only the hash of; the rest as in a piece."""

    locator: str
    kind: str
    text: str
    number: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    level: int = 0
    lines: tuple[str, ...] = ()
    runs: tuple[TextRun, ...] = ()
    label: str = ""
    pages: tuple[str, ...] = ()
    until: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article as blocks, with what was left out and what the editor should know."""

    blocks: tuple[TextBlock, ...]
    metadata: Metadata
    left_out: tuple[Omission, ...] = ()
    warnings: tuple[str, ...] = ()
