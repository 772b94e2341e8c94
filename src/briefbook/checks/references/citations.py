"""A citation must name a source of the bibliography, and a block that its record has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches

from briefbook.core.book import Book
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.locators.reading import join_blocks
from briefbook.core.records import Use
from briefbook.sources.records.places import find_places
from briefbook.sources.records.record import CUE, SourceRecord


def check_locators(
    citations: Iterable[Use], records: Mapping[str, SourceRecord], paths: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield a finding for each citation of a block that its source does not have.

    ``records`` are by key, ``paths`` map documents to files. A source without a record or
    without blocks is not judged, nor are pages of one that does not know its pages, nor the
    notes of one of which no note was read.
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
    """Return the parts of a locator that mean blocks which the record does not have."""
    return list(find_places(record, locator).missing)


def blocks_of(record: SourceRecord) -> str:
    """Return the blocks of a source as one locator: ``headline, captions 1–2, ¶¶ 1–28``.

    The cues of a transcript are ``00:00:05–00:42:10``; pages follow, where it knows them.
    """
    cues = [block for block in record.blocks if block.kind == CUE]
    named = [join_blocks(block.locator for block in record.blocks if block.kind != CUE)]
    named += [f"{cues[0].locator}–{cues[-1].until or cues[-1].locator}"] if cues else []
    pages = list(dict.fromkeys(page for block in record.blocks for page in block.pages))
    named += [f"pp. {pages[0]}–{pages[-1]}"] if pages else []
    return ", ".join(filter(None, named))


def check_sources_found(
    book: Book, keys: Collection[str], listed: Collection[str], paths: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield a finding for each citation of a source that the bibliography does not list.

    ``keys`` are those of the .bib files, ``listed`` those that a bibliography prints. Ids would
    not do: two keys that differ in an accent alone have the same.
    """
    for doc in book.documents.values():
        for use in doc.citations:
            if use.target not in listed:
                path = use.path or paths.get(use.docname, use.docname)
                message = f"no source has the key {use.target!r}; {_advice(use.target, keys)}"
                yield Diagnostic(path, use.line, "source_unknown", message)


def _advice(key: str, keys: Collection[str]) -> str:
    if key in keys:
        return "it has an entry, but no {bibliography} of the book lists it"
    near = get_close_matches(key, keys, n=1)
    return f"did you mean {near[0]!r}?" if near else "add it to the .bib file, or fix the citation"
