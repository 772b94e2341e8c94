"""What a locator names in a source: its blocks, by number, by page, by time code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from briefbook.core.locators.kinds import is_block
from briefbook.core.locators.parts import LocatorPart
from briefbook.core.locators.ranges import page_labels, seconds_from, time_span
from briefbook.core.locators.reading import read_locator
from briefbook.sources.records.record import CUE, Block, SourceRecord


@dataclass(frozen=True, slots=True)
class Places:
    """What a locator names.

    ``blocks`` are the source's, each once, in the order of the locator; ``missing`` are the parts
    that it should have and does not; ``unknown`` are those that nothing in its record can vouch
    for: sections, pages of a source that does not know its pages, notes of one of which no note
    was read. ``runs`` are runs of several
    cues, whose words are one text.
    """

    blocks: tuple[Block, ...] = ()
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    runs: tuple[tuple[Block, ...], ...] = ()


def find_places(record: SourceRecord, locator: str) -> Places:
    """Return what a locator names in a source; all of it is unknown where that has no blocks."""
    read = read_locator(locator)
    if not record.blocks:
        return Places(unknown=tuple(str(part) for part in read.parts))
    blocks: dict[str, Block] = {}
    missing: list[str] = []
    unknown: list[str] = []
    runs: list[tuple[Block, ...]] = []
    named = [part for part in read.parts if part.is_block or _lists(record, part)]
    for single in read.blocks() if named else ():
        found = record.block(single)
        if found:
            blocks[single] = found
        elif is_block(single) or _listed(record, single):
            missing.append(single)
    missing += read.unplaced()
    for part in read.parts:
        if part in named:
            continue
        span = time_span(part)
        on_it = _by_place(record, part)
        if on_it is None:
            unknown.append(str(part))
        elif not on_it:
            missing.append(str(part))
        else:
            blocks |= {block.locator: block for block in on_it}
            if len(on_it) > 1 and span and span[0] < span[1] and on_it[0].kind == CUE:
                runs.append(on_it)
    return Places(tuple(blocks.values()), tuple(missing), tuple(unknown), tuple(runs))


def _lists(record: SourceRecord, part: LocatorPart) -> bool:
    """Return whether the source has blocks of a part's kind, though it need not: notes."""
    return part.span is not None and _listed(record, part.span.kind)


def _listed(record: SourceRecord, single: str) -> bool:
    kind = single.partition(" ")[0]
    return any(block.locator.partition(" ")[0] == kind for block in record.blocks)


def _by_place(record: SourceRecord, part: LocatorPart) -> tuple[Block, ...] | None:
    """Return the blocks on pages or at times; ``None`` where the source does not know them."""
    verify = part.kind.verify if part.kind else ""
    if verify == "page" and any(block.pages for block in record.blocks):
        wanted = set(page_labels(part))
        return tuple(block for block in record.blocks if not wanted.isdisjoint(block.pages))
    if verify == "time" and any(block.kind == CUE for block in record.blocks):
        span = time_span(part)
        return tuple(_cues(record, *span)) if span else None
    return None


def _cues(record: SourceRecord, start: int, end: int) -> Iterator[Block]:
    """Yield the cues that are spoken in one second or within several.

    The silence after a cue is that cue's: people stop the player late.
    """
    cues = [block for block in record.blocks if block.kind == CUE]
    for cue, following in [*pairwise(cues), (cues[-1], None)]:
        ends = seconds_from(cue.until or cue.locator)
        over = seconds_from(following.locator) if following else ends + 1
        # A time code is read off in whole seconds: 12:31 is all that is spoken in that second.
        if seconds_from(cue.locator) < end + 1 and max(ends, over) > start:
            yield cue


def run_locator(run: tuple[Block, ...]) -> str:
    """Return the locator of a run of cues: ``00:12:31–00:12:40``."""
    return f"{run[0].locator}–{run[-1].locator}"
