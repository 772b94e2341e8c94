"""Reported figures and events are in the blocks and paragraphs that their rows name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from briefbook.core.book import Book
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.tables.events import Event
from briefbook.core.tables.readings import Reading
from briefbook.sources.records.places import find_places
from briefbook.sources.records.record import SourceRecord

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def check_readings(
    readings: tuple[Reading, ...], records: Mapping[str, SourceRecord], path: str
) -> Iterator[Diagnostic]:
    """Yield each value that is not among the figures of the blocks it cites."""
    for reading in readings:
        values = dict.fromkeys(v for v in (reading.low, reading.high) if v is not None)
        figures = _figures(reading, records)
        if figures is None:
            continue
        for value in values:
            # A source that tells of one says “a soldier”, not “1 soldier”.
            if value not in figures and value != 1:
                has = ", ".join(f"{figure:,}" for figure in figures) or "no figure"
                yield Diagnostic(
                    path, reading.line, "reading_not_found",
                    f"{reading.id}: {value:,} is not in {reading.source} {reading.locator}, "
                    f"which has {has}; fix the value or the locator",
                )  # fmt: skip


def _figures(reading: Reading, records: Mapping[str, SourceRecord]) -> list[Decimal] | None:
    """Return the numbers of the cited blocks; ``None`` where it names none."""
    record = records.get(reading.source)
    if record is None:
        return None
    blocks = find_places(record, reading.locator).blocks
    if not blocks:
        # What it should have and has not, the check of locators reports; of a section, or of a
        # page of a source that knows none, nothing can be said.
        return None
    keys = (key for block in blocks for key in block.figures)
    return [Decimal(match[0]) for key in keys if (match := _NUMBER.search(key))]


def check_places(
    rows: tuple[Reading, ...] | tuple[Event, ...],
    book: Book,
    records: Mapping[str, SourceRecord],
    path: str,
) -> Iterator[Diagnostic]:
    """Yield rows whose paragraph does not cite the source that the row cites.

    A chapter that gives its source's text in full need not cite it.
    """
    cited = {(use.place, use.target) for uses in book.citations.values() for use in uses}
    cited |= {
        (anchor.id, document.source)
        for document in book.documents.values()
        if (record := records.get(document.source)) and not record.restricted
        for anchor in document.anchors
    }
    for row in rows:
        known = book.anchor(row.paragraph) and book.source_anchor(row.source)
        if known and (row.paragraph, row.source) not in cited:
            yield Diagnostic(
                path, row.line, "row_paragraph_mismatch",
                f"{row.id}: {row.paragraph} does not cite {row.source}; name one that does",
            )  # fmt: skip
