"""``briefbook add --update``: renew a source from a changed file, keep what people made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import tomlkit

from briefbook.core.errors import BriefbookError
from briefbook.core.files.transactions import FileChange, commit, exclusive, finish_interrupted
from briefbook.sources.adding.addition import Request
from briefbook.sources.adding.existing_sources import (
    SOURCES,
    chapters_folder,
    require_book_files,
)
from briefbook.sources.adding.intake import Intake, read_article
from briefbook.sources.adding.report import Say
from briefbook.sources.adding.revise import citing_lines, revise_chapter
from briefbook.sources.adding.text_copies import plan_copies
from briefbook.sources.errors import InputError
from briefbook.sources.readers.alone import reader_of
from briefbook.sources.records.difference import Step, compare_blocks
from briefbook.sources.records.read_record import read_record
from briefbook.sources.records.record import SourceRecord
from briefbook.sources.records.record_text import block_fields, count_words, left_out_fields

#: Fields of a block that a new version of the file may not have any more.
_MAY_GO = ("pages", "until")


def update(request: Request, say: Say) -> int:
    """Renew one source; return 0. What changed is said block by block.

    The record gets the new file and blocks and keeps everything else, comments too. A
    chapter with the full text gets new wording where nobody has touched the paragraph, new
    paragraphs with new anchors, and keeps all anchors; a chapter in the editors' words is
    not touched, but the lines that cite a changed block are named.
    """
    require_book_files(request.root)
    if len(request.files) != 1 or not request.key:
        raise BriefbookError("--update: updates one source; give one file and its --key")
    finish_interrupted(request.root)
    with exclusive(request.root):
        path = request.root / SOURCES / f"{request.key}.toml"
        if not path.is_file():
            wrong = f"there is no source {request.key} to update"
            raise InputError(request.files[0], wrong, "add it without --update")
        record = read_record(path)
        intake = read_article(
            request.files[0],
            request.given,
            request.largest,
            request.reader or reader_of(record.file.reader),
        )
        if intake.file.sha256 == record.file.sha256:
            say(f"{request.key}: the file is the same as before; nothing to renew")
            return 0
        steps = compare_blocks(record.blocks, intake.blocks)
        changes = list(_changes(request.root, path, record, intake, steps, say))
        copies, by_hand = plan_copies(request.root, {request.key: intake}, record.file.sha256)
        for line in by_hand:
            say(f"  {line}")
        if not request.dry_run:
            commit(request.root, [*changes, *copies])
    return 0


def _changes(  # the book, the two versions and where to say it
    root: Path, path: Path, record: SourceRecord, intake: Intake, steps: Sequence[Step], say: Say
) -> Iterator[FileChange]:
    for step in steps:
        if line := step.describe():
            say(f"{record.key}: {line}")
    if not any(step.describe() for step in steps):
        say(f"{record.key}: the file changed, its text did not")
    for place in citing_lines(root, record.key, steps):
        say(f"  look at {place}")
    yield _replace(path, root, _renewed(path, record, intake, steps))
    chapter = root / chapters_folder(root) / f"{record.chapter}.md"
    if not record.restricted and chapter.is_file():
        text = chapter.read_bytes().decode("utf-8")
        blocks = {block.locator: block for block in intake.article.blocks}
        revised, notes = revise_chapter(text, record.chapter, steps, blocks)
        for note in notes:
            say(f"  {chapter.relative_to(root).as_posix()}: {note}")
        if revised != text:
            yield _replace(chapter, root, revised)


def _replace(path: Path, root: Path, text: str) -> FileChange:
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    return FileChange("replace", path.relative_to(root).as_posix(), text, before)


def _renewed(path: Path, record: SourceRecord, intake: Intake, steps: Sequence[Step]) -> str:
    """Return the record with new file and blocks; all else stays, to the comment."""
    document = tomlkit.parse(path.read_text(encoding="utf-8"))
    document["words"] = count_words(intake.blocks)
    document["text_sha256"] = intake.text_sha256
    # A work that had no text so far has no file and no blocks either.
    file: Any = document.setdefault("file", tomlkit.table())
    for name in ("name", "sha256", "size", "media_type", "reader"):
        file[name] = getattr(intake.file, name)
    old: Any = document.get("blocks", ())
    tables = dict(zip((block.locator for block in record.blocks), old, strict=True))
    blocks = tomlkit.aot()
    for step in steps:
        if step.new is None:
            continue
        table = tables[step.old.locator] if step.old else tomlkit.table()
        reason = step.old.left_out if step.old else ""
        for name in _MAY_GO:
            table.pop(name, None)
        for name, value in block_fields(replace(step.new, left_out=reason)).items():
            table[name] = list(value) if isinstance(value, tuple) else value
        blocks.append(table)
    document["blocks"] = blocks
    left_out = tomlkit.aot()
    for each in intake.left_out:
        table = tomlkit.table()
        table.update(left_out_fields(each))
        left_out.append(table)
    document.pop("left_out", None)
    if intake.left_out:
        document["left_out"] = left_out
    return tomlkit.dumps(document)
