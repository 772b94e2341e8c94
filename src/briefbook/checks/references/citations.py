"""A citation must name a source of the bibliography, and a block that its record has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches

from briefbook.core.book import Book
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.locators.locator import join_blocks, read_locator
from briefbook.core.records import Use
from briefbook.sources.records.record import SourceRecord


def check_locators(
    citations: Iterable[Use], records: Mapping[str, SourceRecord], paths: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield a finding for each citation of a block that its source does not have.

    ``records`` are by key, ``paths`` map documents to files. A source without a record or
    without blocks is not judged, nor are pages, which no record lists, nor the notes of a
    source of which none was read.
    """
    for use in citations:
        record = records.get(use.target)
        if record is None or not record.blocks or not use.locator:
            continue
        missing = missing_blocks(use.locator, record)
        if missing:
            path = use.path or paths.get(use.docname, use.docname)
            message = (
                f"{record.key} has no {', '.join(missing)}; it has {blocks_of(record)}. "
                "Fix the locator, or the record"
            )
            yield Diagnostic(path, use.line, "locator_unknown", message)


def missing_blocks(locator: str, record: SourceRecord) -> list[str]:
    """Return the parts of a locator that mean blocks and are none that the record has."""
    read = read_locator(locator)
    lacking = [b for b in read.blocks() if _is_listed(b, record) and record.block(b) is None]
    return [*lacking, *read.unplaced()]


def _is_listed(single: str, record: SourceRecord) -> bool:
    """Tell whether the record lists this kind: never pages, notes if it has any."""
    if single.startswith("note "):
        return any(block.kind == "note" for block in record.blocks)
    return not single.startswith("p. ")


def blocks_of(record: SourceRecord) -> str:
    """Return the blocks of a source as one locator: ``headline, captions 1–2, ¶¶ 1–28``."""
    return join_blocks(block.locator for block in record.blocks)


def check_sources_found(
    book: Book, keys: Collection[str], paths: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield a finding for each citation of a source that the bibliography does not list.

    ``keys`` are those of the .bib files.
    """
    for doc in book.documents.values():
        for use in doc.citations:
            if book.source_anchor(use.target) is None:
                path = use.path or paths.get(use.docname, use.docname)
                message = f"no source has the key {use.target!r}; {_advice(use.target, keys)}"
                yield Diagnostic(path, use.line, "source_unknown", message)


def _advice(key: str, keys: Collection[str]) -> str:
    if key in keys:
        return "it has an entry, but no {bibliography} of the book lists it"
    near = get_close_matches(key, keys, n=1)
    return f"did you mean {near[0]!r}?" if near else "add it to the .bib file, or fix the citation"
