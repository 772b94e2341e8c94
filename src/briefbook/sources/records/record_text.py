"""A source's record as TOML; :mod:`briefbook.sources.records.record` reads what is written here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from briefbook.sources.records.record import Block, LeftOut, SourceRecord

_HEAD = """\
# The record of one source, written by `briefbook add`. It never holds the source's text.
# To say why a block is cited nowhere, add  left_out = "the reason"  to it.

"""
Value = str | int | tuple[str, ...]


def make_record_text(record: SourceRecord) -> str:
    """Return the record's file."""
    top: dict[str, Value] = {
        "key": record.key,
        "title": record.title,
        "authors": record.authors,
        "publisher": record.publisher,
        "originator": record.originator,
        "date": record.date,
        "date_basis": record.date_basis,
        "language": record.language,
        "url": record.url,
        "archive_url": record.archive_url,
        "rights": record.rights,
        **({"license": record.license} if record.license else {}),
        "added": record.added,
        "chapter": record.chapter,
        "words": record.words,
        "text_sha256": record.text_sha256,
    }
    file: dict[str, Value] = {
        "name": record.file.name,
        "sha256": record.file.sha256,
        "size": record.file.size,
        "media_type": record.file.media_type,
        "reader": record.file.reader,
    }
    parts = [_HEAD + _fields(top), "[file]\n" + _fields(file)]
    parts += [f"[[blocks]]\n{_fields(block_fields(block))}" for block in record.blocks]
    parts += [f"[[left_out]]\n{_fields(left_out_fields(each))}" for each in record.left_out]
    return "\n".join(parts)


def block_fields(block: Block) -> dict[str, Value]:
    """Return the fields of one ``[[blocks]]`` table, in order."""
    fields: dict[str, Value] = {
        "locator": block.locator,
        "kind": block.kind,
        "words": block.words,
        "sha256": block.sha256,
        "figures": block.figures,
    }
    fields |= {"pages": block.pages} if block.pages else {}
    return fields | ({"left_out": block.left_out} if block.left_out else {})


def left_out_fields(left_out: LeftOut) -> dict[str, Value]:
    """Return the fields of one ``[[left_out]]`` table, in order."""
    return {"reason": left_out.reason, "words": left_out.words, "sha256": left_out.sha256}


def _fields(fields: Mapping[str, Value]) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in fields.items())


def _value(value: Value) -> str:
    if isinstance(value, int):
        return str(value)
    return _string(value) if isinstance(value, str) else f"[{', '.join(map(_string, value))}]"


def _string(text: str) -> str:
    # A JSON string is a TOML basic string but for DEL, which TOML wants escaped too.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def count_words(blocks: Iterable[Block]) -> int:
    """Return the number of words of a source: of all blocks together."""
    return sum(block.words for block in blocks)
