"""Records are read from their files; what is wrong in one is named with file and line."""

from __future__ import annotations

import re
from pathlib import Path

from briefbook.core.errors import BriefbookError
from briefbook.core.files.toml_files import TomlError, read_toml
from briefbook.core.locators.reading import read_locator
from briefbook.sources.records.fields import FieldError, Fields, line_of
from briefbook.sources.records.record import (
    CUE,
    KINDS,
    NO_FILE,
    Block,
    LeftOut,
    Limits,
    OriginalFile,
    SourceRecord,
)
from briefbook.sources.records.rights import RIGHTS

_TIMECODE = re.compile(r"\d{2,}:[0-5]\d:[0-5]\d(?:\.\d{1,3})?")


class RecordError(BriefbookError):
    """A record cannot be used; the message names the file, the line and what to fix.

    ``line`` is 0 where that concerns the whole of it.
    """

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")
        self.line = line
        self.reason = reason


def read_record(path: Path) -> SourceRecord:
    """Read ``sources/<key>.toml``.

    Raises :class:`RecordError`, one line with file, line and what to fix.
    """
    text = ""
    try:
        data, text = read_toml(path, _in_book(path))
        return _record(Fields(data, ""), path)
    except TomlError as error:
        raise RecordError(path, error.line, str(error)) from None
    except FieldError as error:
        line = line_of(text, error.table, error.name)
        raise RecordError(path, line, str(error)) from None


def _in_book(path: Path) -> str:
    """Return a record's path from the book's folder, for the command that converts it."""
    return f"{path.parent.name}/{path.name}"


#: Beside the records of a folder: what a person has read; see ``checks/evidence/reviewed.py``.
REVIEWED = "reviewed.toml"


def record_paths(folder: Path) -> list[Path]:
    """Return the files of a folder that are records, sorted."""
    return sorted(path for path in folder.glob("*.toml") if path.name != REVIEWED)


def read_records(folder: Path) -> dict[str, SourceRecord]:
    """Read every record of a folder, by key; empty where the folder does not exist."""
    return {path.stem: read_record(path) for path in record_paths(folder)}


def _record(fields: Fields, path: Path) -> SourceRecord:
    key = fields.text("key", required=True)
    if key != path.stem:
        raise FieldError(
            "key", "", f"the key is {key!r} but the file is {path.name}; name both alike"
        )
    has_text = not {"file", "text_sha256", "blocks", "words"}.isdisjoint(fields.data)
    blocks = tuple(_block(each) for each in fields.tables("blocks"))
    by_locator: dict[str, Block] = {}
    for number, block in enumerate(blocks, start=1):
        if block.locator in by_locator:
            raise FieldError(
                "locator", f"blocks#{number}", f"{block.locator!r} stands twice; number it anew"
            )
        by_locator[block.locator] = block
    return SourceRecord(
        key=key,
        title=fields.text("title"),
        rights=fields.one_of("rights", RIGHTS),
        license=fields.text("license"),
        handling=fields.text("handling"),
        originator=fields.text("originator"),
        authors=fields.texts("authors"),
        publisher=fields.text("publisher"),
        date=fields.text("date"),
        date_basis=fields.text("date_basis"),
        language=fields.text("language"),
        url=fields.text("url"),
        archive_url=fields.text("archive_url"),
        added=fields.text("added"),
        chapter=fields.text("chapter"),
        words=fields.count("words"),
        kind=fields.text("kind"),
        archived=fields.text("archived"),
        text_sha256=fields.digest("text_sha256") if has_text else "",
        file=_file(fields.table_named("file")) if has_text else NO_FILE,
        blocks=blocks,
        left_out=tuple(
            LeftOut(each.text("reason"), each.count("words"), each.digest("sha256"))
            for each in fields.tables("left_out")
        ),
        path=str(path),
        limits=_limits(fields.table_named("limits")),
        _by_locator=by_locator,
    )


def _limits(fields: Fields) -> Limits:
    default = Limits()
    return Limits(
        quote_words=fields.count("quote_words") or default.quote_words,
        quote_percent=fields.count("quote_percent") or default.quote_percent,
        overlap_words=fields.count("overlap_words") or default.overlap_words,
    )


def _file(fields: Fields) -> OriginalFile:
    return OriginalFile(
        name=fields.text("name"),
        sha256=fields.digest("sha256"),
        size=fields.count("size"),
        media_type=fields.text("media_type"),
        reader=fields.text("reader"),
    )


def _block(fields: Fields) -> Block:
    locator = fields.text("locator", required=True)
    cue = fields.data.get("kind") == CUE and _TIMECODE.fullmatch(locator)
    if not cue and list(read_locator(locator).blocks()) != [locator]:
        raise fields.error(
            "locator",
            f"{locator!r} is not one block; expected e.g. ¶ 12, caption 2, or 00:12:31 of a cue",
        )
    return Block(
        locator=locator,
        kind=fields.one_of("kind", KINDS),
        words=fields.count("words"),
        sha256=fields.digest("sha256"),
        figures=fields.texts("figures"),
        left_out=fields.text("left_out"),
        pages=fields.texts("pages"),
        until=fields.text("until"),
    )
