"""Paragraphs and tables that give a source's text in full, where its rights let it be given."""

from __future__ import annotations

from briefbook.checks.evidence.material import Material
from briefbook.core.passages import Passage, cells, is_row
from briefbook.core.records import DocumentRecords
from briefbook.core.words.text import text_sha256
from briefbook.sources.reading.article import table_text
from briefbook.sources.records.record import Block, SourceRecord


def is_whole_text(passage: Passage, material: Material) -> bool:
    """Return whether a passage is the text of a block whose source may be given in full."""
    return bool(whole_blocks(passage, material))


def whole_blocks(passage: Passage, material: Material) -> list[Block]:
    """Return the blocks of an open source of which a passage of its chapter is the text."""
    document = material.book.documents.get(passage.docname)
    record: SourceRecord | None = material.records.get(document.source) if document else None
    if document is None or record is None or record.restricted:
        return []
    if is_row(passage):
        return _whole_tables(document, record, material).get(passage.line, [])
    sha256 = text_sha256(passage.text)
    return [block for block in record.blocks if block.sha256 == sha256]


def _whole_tables(
    document: DocumentRecords, record: SourceRecord, material: Material
) -> dict[int, list[Block]]:
    """Return the tables of a source that a document gives in full, by the line of each row."""
    known: dict[int, list[Block]] | None = material.cache.get(("tables of", document.docname))  # type: ignore[assignment]
    if known is not None:
        return known
    by_hash = {block.sha256: block for block in record.blocks if block.kind == "table"}
    known = {}
    for table in tables_of(document) if by_hash else ():
        if block := by_hash.get(text_sha256(table_text(map(cells, table)))):
            known |= {row.line: [block] for row in table}
    material.cache["tables of", document.docname] = known
    return known


def tables_of(document: DocumentRecords) -> list[list[Passage]]:
    """Return the rows of each table; between head and body stands a line of dashes."""
    tables: list[list[Passage]] = []
    for row in filter(is_row, document.passages):
        if tables and tables[-1][-1].line < row.line <= tables[-1][-1].line + 2:
            tables[-1].append(row)
        else:
            tables.append([row])
    return tables
