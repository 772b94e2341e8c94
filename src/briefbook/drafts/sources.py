"""Read the sources of a folder: articles in any format, and those that records describe."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from briefbook.core.errors import BriefbookError
from briefbook.core.processes.progress import draw_progress
from briefbook.sources.adding.intake import read_or_error
from briefbook.sources.adding.parallel import read_in_parallel
from briefbook.sources.errors import InputError
from briefbook.sources.readers.choose import SUFFIXES, open_original, read_original
from briefbook.sources.reading.article import Metadata
from briefbook.sources.reading.compose import compose
from briefbook.sources.records.read_record import read_record, record_paths
from briefbook.sources.records.record import SourceRecord
from briefbook.sources.records.texts import read_as_recorded

#: The locator of a source's metadata: title, authors, date.
ABOUT = "about"
#: Up to so many files are read in this process: starting others costs more.
_FEW = 3
#: What a book keeps beside its records.
_OF_BOOKS = ("receipts.json", "references.bib")
#: What a browser saves beside a page.
_BESIDE_PAGE = ("_files", "_archivos", "_fichiers", "-Dateien", ".files")


@dataclass(frozen=True, slots=True)
class FolderSource:
    """One source: its key, what is known of it, and the text of each block by its locator.

    ``path`` is that of its file in the folder; ``pages`` are those of a block, as printed.
    """

    key: str
    path: str
    metadata: Metadata
    texts: Mapping[str, str]
    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """The sources of a folder by their keys, and what was not read of it, one line each."""

    sources: Mapping[str, FolderSource]
    remarks: tuple[str, ...]


def read_sources(folder: Path, drafts: Sequence[Path] = ()) -> SourceFolder:
    """Read every article of a folder; ``drafts`` that are in it are left out.

    Raises :class:`BriefbookError` where there is no folder, or nothing in it can be read.
    """
    if not folder.is_dir():
        wrong = "is not a folder" if folder.exists() else "no such folder"
        raise BriefbookError(f"--sources {folder}: {wrong}; name the folder of the articles")
    records, remarks = _records(folder)
    files, passed_over = _files(folder, drafts)
    owners = {record.file.sha256: record for record in records.values() if record.file.sha256}
    read = partial(_read_source, folder=folder, owners=owners)
    sources: dict[str, FolderSource] = {}
    for number, result in enumerate(_results([str(path) for path in files], read), start=1):
        draw_progress("reading", number, len(files))
        if isinstance(result, InputError):
            remarks.append(f"{result} (its words are not looked for)")
        else:
            key = result.key if result.key not in sources else result.path
            sources.setdefault(key, result)
    remarks += [
        f"{record.path}: the text of {key} is not in {folder}; put its file there"
        for key, record in records.items()
        if record.file.sha256 and key not in sources
    ]
    remarks = [*passed_over, *remarks]
    if not sources:
        why = f": {remarks[-1].rstrip('.')}" if remarks else ""
        raise BriefbookError(
            f"--sources {folder}: no article in it can be read{why}; put .html, .pdf, .docx, .txt "
            "or .md files there"
        )
    return SourceFolder(sources, tuple(remarks))


def _records(folder: Path) -> tuple[dict[str, SourceRecord], list[str]]:
    records, remarks = {}, []
    for path in record_paths(folder):
        try:
            records[path.stem] = read_record(path)
        except BriefbookError as error:
            remarks.append(f"{error} (read without its record)")
    return records, remarks


def _files(folder: Path, drafts: Sequence[Path]) -> tuple[list[Path], list[str]]:
    """Return the files that may be articles, and a line on each of the others."""
    own = {path.resolve() for path in drafts}
    found: list[Path] = []
    others: list[str] = []
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        beside_page = any(part.endswith(_BESIDE_PAGE) for part in inside[:-1])
        if not path.is_file() or beside_page or any(part.startswith(".") for part in inside):
            continue
        suffix = path.suffix.lower()
        if suffix in SUFFIXES or suffix == ".gz":
            found += [path] if path.resolve() not in own else []
        elif suffix != ".toml" and path.name not in _OF_BOOKS:
            others.append(suffix or path.name)
    if not others:
        return found, []
    endings = ", ".join(sorted(set(others))[:8])
    passed = f"{len(others)} file{'s' if len(others) > 1 else ''} of {folder}"
    return found, [f"{passed} passed over, of kinds that hold no article: {endings}"]


def _results(names: list[str], read: partial[FolderSource]) -> Iterator[FolderSource | InputError]:
    attempt = partial(read_or_error, read=read)
    if len(names) <= _FEW:
        yield from map(attempt, names)
        return
    with tempfile.TemporaryDirectory(prefix="briefbook-verify-") as temporary:
        yield from read_in_parallel(names, attempt, Path(temporary) / "reading")


def _read_source(name: str, folder: Path, owners: Mapping[str, SourceRecord]) -> FolderSource:
    """Read one file, as its record has it where there is one. Raises :class:`InputError`."""
    path = Path(name)
    inside = path.relative_to(folder).as_posix()
    original = open_original(name)
    record = owners.get(hashlib.sha256(original.data).hexdigest())
    if record and (texts := read_as_recorded(path, record)):
        known = Metadata(
            title=record.title, authors=record.authors, publisher=record.publisher,
            date=record.date, url=record.url, archive_url=record.archive_url,
        )  # fmt: skip
        pages = {block.locator: block.pages for block in record.blocks if block.pages}
        return FolderSource(record.key, inside, known, _with_facts(texts, known), pages)
    article = compose(read_original(name, original), Metadata())
    if not article.blocks:
        raise InputError(inside, "holds no text", "save the article itself")
    texts = {block.locator: block.text for block in article.blocks}
    pages = {block.locator: block.pages for block in article.blocks if block.pages}
    return FolderSource(
        inside, inside, article.metadata, _with_facts(texts, article.metadata), pages
    )


def _with_facts(texts: Mapping[str, str], known: Metadata) -> dict[str, str]:
    """Add what a draft may also quote of a source: its title, authors, date."""
    facts = (known.title, ", ".join(known.authors), known.publisher, known.date)
    return {**texts, ABOUT: "; ".join(filter(None, facts))}
