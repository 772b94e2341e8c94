"""One source that is to be added: its record, its entry, its chapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from briefbook.bibliography.model import Entry
from briefbook.bibliography.natural_names import read_name
from briefbook.bibliography.persons import full_name
from briefbook.core.files.conf_file import conf_text
from briefbook.core.files.transactions import FileChange
from briefbook.core.ids import is_id, slug
from briefbook.sources.adding.chapter import make_full_chapter, make_worksheet
from briefbook.sources.adding.existing_sources import (
    BIBLIOGRAPHY,
    SOURCES,
    ExistingSources,
    chapters_folder,
)
from briefbook.sources.adding.intake import Intake, ReadingOptions
from briefbook.sources.adding.keys import check_id, new_key
from briefbook.sources.bibliography.bib_file import append_entries
from briefbook.sources.bibliography.kinds import DEFAULT, kind_of, source_kinds
from briefbook.sources.bibliography.reference_files import References, choose_reference
from briefbook.sources.bibliography.source_entry import Stated, source_entry
from briefbook.sources.errors import InputError
from briefbook.sources.readers.largest import LARGEST
from briefbook.sources.reading.article import MAIL, Metadata
from briefbook.sources.records.record import NO_FILE, SourceRecord
from briefbook.sources.records.record_text import count_words, make_record_text


@dataclass(frozen=True, slots=True)
class Request:
    """What the editor asked for; ``given`` goes before what the files say."""

    root: Path
    files: tuple[str, ...]
    key: str = ""
    prefix: str = ""
    rights: str = "restricted"
    rights_stated: bool = False
    given: Metadata = field(default_factory=Metadata)
    stated: Stated = field(default_factory=Stated)
    from_bib: str = ""
    largest: int = LARGEST
    dry_run: bool = False
    license: str = ""
    reader: str = ""

    @property
    def reading(self) -> ReadingOptions:
        """How the files are read."""
        language = conf_text(self.root, "language")
        return ReadingOptions(self.given, self.largest, self.reader, language)

    @property
    def entry_is_there(self) -> bool:
        """Whether the metadata come from the book's own bibliography, which then has them."""
        own = self.root / BIBLIOGRAPHY
        return bool(self.from_bib) and Path(self.from_bib).resolve() == own.resolve()


@dataclass(frozen=True, slots=True)
class Addition:
    """One source that is to be added, with everything that will be written.

    ``chapter`` is empty for a work without a file of its text; ``warnings`` are for the editor.
    """

    record: SourceRecord
    entry: str
    chapter: str
    intake: Intake | None = None
    warnings: tuple[str, ...] = ()


def make_addition(
    request: Request, existing: ExistingSources, intake: Intake, references: References | None
) -> Addition:
    """Make everything that is written for one file, and note it on the existing sources.

    Raises :class:`InputError` where the text, the key or the chapter is there already.
    """
    _check_new(existing, intake)
    metadata, wanted, said = intake.article.metadata, request.key, None
    if references:
        found = choose_reference(references, request.key, metadata.title)
        said = found.entry
        metadata = request.given.over(found.metadata).over(metadata)
        wanted = wanted or _free_key(found.entry.key, existing)
    key = _key(request, existing, intake.name, wanted, metadata)
    prefix = request.prefix or key
    if prefix in existing.prefixes:
        wrong = f"{chapters_folder(existing.root)}/{prefix}.md exists"
        raise InputError(intake.name, wrong, "choose another name for the chapter with --prefix")
    existing.put(key, prefix, intake.file.sha256, intake.text_sha256)
    article = replace(intake.article, metadata=metadata)
    if intake.file.media_type == MAIL and not (request.stated.kind or said):
        request = replace(request, stated=replace(request.stated, kind="letter"))
    kind = _kind(request, said)
    record = _record(key, prefix, request, kind, replace(intake, article=article))
    hashed = source_kinds()[kind].hashed or bool(metadata.archive_url)
    kept = bool(references) and request.entry_is_there
    entry = "" if kept else source_entry(
        key, metadata, request.given, request.stated, said,
        sha256=intake.file.sha256 if hashed else "",
    )  # fmt: skip
    if request.rights == "restricted":
        chapter = make_worksheet(prefix, key, article, intake.details)
    else:
        chapter = make_full_chapter(prefix, key, article)
    return Addition(record, entry, chapter, intake, tuple(_lacking(kind, entry)))


def make_addition_without_file(
    request: Request, existing: ExistingSources, references: References | None
) -> Addition:
    """Make the record and the entry of a work whose text is in no file: a book, a statute.

    Raises :class:`InputError` where the key is there already, or nothing names the work.
    """
    metadata, said, name = request.given, None, request.from_bib or "--kind"
    if references:
        found = choose_reference(references, request.key, request.given.title)
        said, metadata = found.entry, request.given.over(found.metadata)
    if not (metadata.title or metadata.authors):
        raise InputError(name, "names no work", "add --title, or the file of its text")
    key = _key(request, existing, name, request.key, metadata)
    existing.put(key, "", "", "")
    kind = _kind(request, said)
    record = _record(key, "", request, kind, None, metadata)
    kept = said is not None and request.entry_is_there
    entry = "" if kept else source_entry(key, metadata, request.given, request.stated, said)
    return Addition(record, entry, "", warnings=tuple(_lacking(kind, entry)))


def _kind(request: Request, said: Entry | None) -> str:
    if request.stated.kind or said is None:
        return request.stated.kind or DEFAULT
    return kind_of(said.type, said.get("entrysubtype"), said.get("type"))


def _lacking(kind: str, entry: str) -> list[str]:
    """Return what the editor should add to an entry of this kind."""
    lacks = [name for name in source_kinds()[kind].wants if f"\n  {name:<10} = " not in entry]
    if not entry or not lacks:
        return []
    fields = " ".join(f"--field {name}=…" for name in lacks if name != "date")
    said = f"the entry of this {kind} lacks {', '.join(lacks)}; add it in {BIBLIOGRAPHY}, or give "
    return [said + (fields or "--date")]


def _free_key(key: str, existing: ExistingSources) -> str:
    """Return the key that an export gives, as a source's key; nothing where it is taken."""
    own = key if is_id(key) else slug(key)
    return own if is_id(own) and own not in existing.taken else ""


def _check_new(existing: ExistingSources, intake: Intake) -> None:
    file, text = intake.file.sha256, intake.text_sha256
    known = existing.files.get(file) or existing.texts.get(text)
    if known:
        wrong = f"this text was added already, as {known}"
        raise InputError(intake.name, wrong, "use --update to renew it from a changed file")


def _key(
    request: Request, existing: ExistingSources, name: str, wanted: str, metadata: Metadata
) -> str:
    if not wanted:
        return new_key(metadata, existing.taken, existing.tried, Path(name).stem)
    check_id(wanted, "key", "smith2025")
    if wanted in (existing.keys if request.entry_is_there else existing.taken):
        where = f"{SOURCES}/{wanted}.toml" if wanted in existing.keys else BIBLIOGRAPHY
        wrong = f"the key {wanted} exists in {where}"
        raise InputError(name, wrong, "choose another with --key")
    return wanted


def _record(  # what is known of the source, from several sides
    key: str,
    prefix: str,
    request: Request,
    kind: str,
    intake: Intake | None,
    metadata: Metadata | None = None,
) -> SourceRecord:
    metadata = metadata or (intake.article.metadata if intake else Metadata())
    # Braces tell a body from a person in an entry; a record has names as people read them.
    authors = tuple(full_name(read_name(name)) for name in metadata.authors)
    metadata = replace(metadata, authors=authors)
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
        archived=request.stated.archived,
        kind=kind,
        added=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        chapter=prefix,
        words=count_words(intake.blocks) if intake else 0,
        text_sha256=intake.text_sha256 if intake else "",
        file=intake.file if intake else NO_FILE,
        blocks=intake.blocks if intake else (),
        left_out=intake.left_out if intake else (),
    )


def changes_for(existing: ExistingSources, additions: Sequence[Addition]) -> list[FileChange]:
    """Return all files to be written for the additions; the bibliography only once."""
    chapters = chapters_folder(existing.root)
    changes = [
        FileChange("new", f"{chapters}/{addition.record.chapter}.md", addition.chapter)
        for addition in additions
        if addition.chapter
    ]
    entries = [addition.entry for addition in additions if addition.entry]
    if entries:
        text = append_entries(existing.bibliography.data, entries).decode("utf-8")
        changes.append(FileChange("append", BIBLIOGRAPHY, text))
    for addition in additions:
        path = f"{SOURCES}/{addition.record.key}.toml"
        changes.append(FileChange("new", path, make_record_text(addition.record)))
    return changes
