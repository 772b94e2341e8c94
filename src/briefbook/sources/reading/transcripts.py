"""From the cues of a transcript to an article: each is a block, and none is boilerplate."""

from __future__ import annotations

from dataclasses import replace

from briefbook.sources.reading.article import (
    Article,
    Metadata,
    ReaderResult,
    TextBlock,
)
from briefbook.sources.reading.language import language_of


def is_transcript(reading: ReaderResult) -> bool:
    """Return whether all that a reader found are cues."""
    return bool(reading.pieces) and all(piece.kind == "cue" for piece in reading.pieces)


def compose_transcript(reading: ReaderResult, given: Metadata) -> Article:
    """Make an article whose blocks are the cues, by the time codes at which they begin.

    Cues that begin at the very same time are one.
    """
    blocks: dict[str, TextBlock] = {}
    for piece in reading.pieces:
        same = blocks.get(piece.at)
        text = f"{same.text} {piece.text}" if same else piece.text
        until = max(same.until, piece.until) if same else piece.until
        blocks[piece.at] = TextBlock(piece.at, "cue", text, until=until)
    metadata = given.over(reading.metadata)
    if not metadata.language:
        spoken = " ".join(block.text for block in blocks.values())
        metadata = replace(metadata, language=language_of(spoken))
    warnings = () if metadata.title else ("no headline found; give one with --title",)
    return Article(tuple(blocks.values()), metadata, reading.left_out, warnings)
