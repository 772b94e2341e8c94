"""One source that is to be added: its record, its entry, its chapter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from briefbook.core.files.transactions import FileChange
from briefbook.sources.adding.chapter import make_full_chapter, make_worksheet
from briefbook.sources.adding.existing_sources import (
    BIBLIOGRAPHY,
    CHAPTERS,
    SOURCES,
    ExistingSources,
)
from briefbook.sources.adding.intake import Intake, Reading
from briefbook.sources.adding.keys import check_id, new_key
from briefbook.sources.bibliography.bib_file import append_entries, bib_entry
from briefbook.sources.bibliography.reference_files import choose_reference
from briefbook.sources.errors import InputError
from briefbook.sources.readers.choose import LARGEST
from briefbook.sources.reading.article import Metadata
from briefbook.sources.records.record import SourceRecord
from briefbook.sources.records.record_text import count_words, make_record_text


@dataclass(frozen=True, slots=True)
class Request:
    """What the editor asked for; ``given`` goes before what the files say."""

    root: Path
    files: tuple[str, ...]
    key: str = ""
    prefix: str = ""
    rights: str = "restricted"
    given: Metadata = field(default_factory=Metadata)
    from_bib: str = ""
    largest: int = LARGEST
    dry_run: bool = False
    license: str = ""
    reader: str = ""

    @property
    def reading(self) -> Reading:
        """How the files are read."""
        return Reading(self.given, self.largest, self.reader)

    @property
    def entry_is_there(self) -> bool:
        """Whether the metadata come from the book's own bibliography, which then has them."""
        own = self.root / BIBLIOGRAPHY
        return bool(self.from_bib) and Path(self.from_bib).resolve() == own.resolve()


@dataclass(frozen=True, slots=True)
class Addition:
    """One source that is to be added, with everything that will be written."""

    record: SourceRecord
    entry: str
    chapter: str
    intake: Intake


def make_addition(
    request: Request, existing: ExistingSources, intake: Intake, references: Mapping[str, Metadata]
) -> Addition:
    """Make everything that is written for one file, and note it on the existing sources.

    Raises :class:`InputError` where the text, the key or the chapter is there already.
    """
    _check_new(existing, intake)
    metadata, wanted = intake.article.metadata, request.key
    if references:
        path = Path(request.from_bib)
        found, said = choose_reference(path, references, request.key, metadata.title)
        metadata = request.given.over(said).over(metadata)
        wanted = wanted or (found if found not in existing.taken else "")
    key = _key(request, existing, intake, wanted, metadata)
    prefix = request.prefix or key
    if prefix in existing.prefixes:
        wrong = f"{CHAPTERS}/{prefix}.md exists"
        raise InputError(intake.name, wrong, "choose another name for the chapter with --prefix")
    existing.put(key, prefix, intake.file.sha256, intake.text_sha256)
    article = replace(intake.article, metadata=metadata)
    record = _record(key, prefix, request, replace(intake, article=article))
    kept = bool(references) and request.entry_is_there
    entry = "" if kept else bib_entry(key, metadata, record.added[:10])
    if request.rights == "restricted":
        chapter = make_worksheet(prefix, key, article, intake.details)
    else:
        chapter = make_full_chapter(prefix, key, article)
    return Addition(record, entry, chapter, intake)


def _check_new(existing: ExistingSources, intake: Intake) -> None:
    file, text = intake.file.sha256, intake.text_sha256
    known = existing.files.get(file) or existing.texts.get(text)
    if known:
        wrong = f"this text was added already, as {known}"
        raise InputError(intake.name, wrong, "use --update to renew it from a changed file")


def _key(
    request: Request, existing: ExistingSources, intake: Intake, wanted: str, metadata: Metadata
) -> str:
    if not wanted:
        return new_key(metadata, existing.taken, existing.tried)
    check_id(wanted, "key", "yoon2024")
    if wanted in (existing.keys if request.entry_is_there else existing.taken):
        where = f"{SOURCES}/{wanted}.toml" if wanted in existing.keys else BIBLIOGRAPHY
        wrong = f"the key {wanted} exists in {where}"
        raise InputError(intake.name, wrong, "choose another with --key")
    return wanted


def _record(key: str, prefix: str, request: Request, intake: Intake) -> SourceRecord:
    metadata = intake.article.metadata
    return SourceRecord(
        key=key,
        title=metadata.title,
        rights=request.rights,
        license=request.license,
        originator=metadata.publisher or "; ".join(metadata.authors),
        authors=metadata.authors,
        publisher=metadata.publisher,
        date=metadata.date,
        date_basis=metadata.date_basis,
        language=metadata.language,
        url=metadata.url,
        archive_url=metadata.archive_url,
        added=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        chapter=prefix,
        words=count_words(intake.blocks),
        text_sha256=intake.text_sha256,
        file=intake.file,
        blocks=intake.blocks,
        left_out=intake.left_out,
    )


def changes_for(existing: ExistingSources, additions: Sequence[Addition]) -> list[FileChange]:
    """Return all files to be written for the additions; the bibliography only once."""
    changes = [
        FileChange("new", f"{CHAPTERS}/{addition.record.chapter}.md", addition.chapter)
        for addition in additions
    ]
    entries = [addition.entry for addition in additions if addition.entry]
    if entries:
        text = append_entries(existing.bibliography.data, entries).decode("utf-8")
        changes.append(FileChange("append", BIBLIOGRAPHY, text))
    for addition in additions:
        path = f"{SOURCES}/{addition.record.key}.toml"
        changes.append(FileChange("new", path, make_record_text(addition.record)))
    return changes
