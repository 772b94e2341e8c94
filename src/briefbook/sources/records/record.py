"""The record of a source: what it is, what it is made of, and never its text.

One TOML file per source, ``sources/<key>.toml``; ``read_record`` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: What a block is; paragraphs, list items and block quotes are counted together, as ¶.
KINDS = (
    "headline",
    "kicker",
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
#: A cue of a transcript; its locator is the time code at which it begins.
CUE = "cue"


@dataclass(frozen=True, slots=True)
class Block:
    """One numbered unit of a source's text.

    ``sha256`` is that of the normalised text (:func:`briefbook.core.words.text.text_sha256`);
    ``figures`` are the keys of its numbers (:func:`briefbook.core.figures.find.figure_keys`).
    ``pages`` are those on which it stands, as printed there, where the source has pages.
    ``until`` is the time code at which a cue of a transcript ends.
    ``left_out`` is the editors' reason for citing it nowhere, else empty.
    """

    locator: str
    kind: str
    words: int
    sha256: str
    figures: tuple[str, ...] = ()
    left_out: str = ""
    pages: tuple[str, ...] = ()
    until: str = ""


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """The article's file as it was read; it stays on the editor's own disk."""

    name: str
    sha256: str
    size: int
    media_type: str
    reader: str


#: The file of a source whose text is in none.
NO_FILE = OriginalFile("", "", 0, "", "")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of the file that is not part of the article, with the reason."""

    reason: str
    words: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a restricted text the book may share.

    ``quote_words`` at most in one quotation, all of them together at most ``quote_percent``
    of the source's words; outside quotation marks no run of ``overlap_words`` words.
    """

    quote_words: int = 12
    quote_percent: int = 5
    overlap_words: int = 8


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One source.

    ``date`` is EDTF (``2024-11~``) and ``date_basis`` is ``stated`` or ``inferred: why``;
    both are empty where nothing is known. ``added`` is UTC, ISO 8601. ``text_sha256`` is
    the hash of all blocks' text, the same for the same article in any format. ``chapter``
    is the anchor prefix of the chapter that was written for it. ``archived`` is when the copy
    at ``archive_url`` was made, in EDTF. A work whose text is in no file has :data:`NO_FILE`,
    no blocks and no ``text_sha256``.
    """

    key: str
    title: str
    rights: str
    originator: str
    date: str
    date_basis: str
    language: str
    url: str
    archive_url: str
    added: str
    chapter: str
    words: int
    text_sha256: str
    file: OriginalFile
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    authors: tuple[str, ...] = ()
    publisher: str = ""
    kind: str = ""
    archived: str = ""
    path: str = ""
    #: Of an open or licensed text, as an SPDX identifier: ``CC-BY-4.0``.
    license: str = ""
    #: The mark that what cites it has at least; see ``packs/``.
    handling: str = ""
    limits: Limits = Limits()
    _by_locator: Mapping[str, Block] = field(default_factory=dict, repr=False, compare=False)

    @property
    def restricted(self) -> bool:
        """Whether the text may not be given, only cited in fragments."""
        return self.rights == "restricted"

    def block(self, locator: str) -> Block | None:
        """Return the block at a single locator (``¶ 12``), or ``None`` where there is none."""
        return self._by_locator.get(locator)
