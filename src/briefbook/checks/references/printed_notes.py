"""What the notes of the bibliography quote, as passages: they are printed too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefbook.checks.evidence.material import BibEntry
from briefbook.core.passages import Citation, Passage, Role
from briefbook.core.records import related_keys
from briefbook.core.words.quotation_marks import has_mark
from briefbook.sources.records.record import SourceRecord

#: The printed fields in which an editor writes sentences.
_FIELDS = ("note", "addendum", "annotation", "annote", "abstract")
_ENQUOTED = re.compile(r"\\(?:enquote|mkbibquote)\*?\{([^{}]*)\}")


def note_passages(
    entries: Mapping[str, BibEntry], records: Mapping[str, SourceRecord]
) -> Iterator[Passage]:
    """Yield the notes that quote, of works whose blocks, or whose reports in others, are known."""
    for key, entry in sorted(entries.items()):
        citations = tuple(_cited(entry, records))
        for name in _FIELDS if citations else ():
            text = _ENQUOTED.sub(r"“\1”", entry.fields.get(name, "")).translate(_BRACES)
            if has_mark(text):
                place = f"ref-{key}-{name}"
                yield Passage(entry.path, entry.line, place, Role.ASIDE, text, citations)


_BRACES = str.maketrans("", "", "{}")


def _cited(entry: BibEntry, records: Mapping[str, SourceRecord]) -> Iterator[Citation]:
    """Yield the blocks of a work, and those that report it."""
    record = records.get(entry.key)
    for block in record.blocks if record else ():
        yield Citation(0, entry.key, block.locator)
    if entry.fields.get("relatedtype") == "reportedin":
        for related in related_keys(entry.fields.get("related", "")):
            yield Citation(0, related, entry.fields.get("relatedlocator", ""))
