"""The texts of sources, found on this disk by the SHA-256 of their files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from briefbook.core.words.text import text_sha256
from briefbook.sources.errors import InputError
from briefbook.sources.readers.alone import reader_of
from briefbook.sources.readers.choose import open_original, read_original
from briefbook.sources.reading.article import Article, Metadata
from briefbook.sources.reading.compose import compose
from briefbook.sources.records.record import SourceRecord

#: The environment variable that names the folders with the articles' files.
VARIABLE = "BRIEFBOOK_TEXTS"
DEFAULT = "sources/texts"


def text_folders(root: Path, environment: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """Return the folders of the articles' files: those of BRIEFBOOK_TEXTS, else the default.

    Several are separated as in ``PATH``; relative ones start at the book's root.
    """
    stated = (os.environ if environment is None else environment).get(VARIABLE, "")
    names = [name for name in stated.split(os.pathsep) if name] or [DEFAULT]
    return tuple(root / Path(name).expanduser() for name in names)


def find_texts(
    records: Mapping[str, SourceRecord], folders: Iterable[Path]
) -> dict[str, dict[str, str]]:
    """Return the text of each block, by key and locator, of the sources whose file is available.

    A file is known by its SHA-256, whatever its name. One that cannot be read any more is
    left out: its source counts as not available.
    """
    wanted = {record.file.sha256: record for record in records.values() if record.file.sha256}
    sizes = {record.file.size for record in wanted.values()}
    found: dict[str, dict[str, str]] = {}
    for path in _files(folders, sizes):
        record = wanted.get(hashlib.sha256(path.read_bytes()).hexdigest())
        if record is not None and record.key not in found:
            texts = read_as_recorded(path, record)
            if texts:
                found[record.key] = texts
    return found


def _files(folders: Iterable[Path], sizes: set[int]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            try:
                if path.is_file() and path.stat().st_size in sizes:
                    yield path
            except OSError:
                continue


def read_as_recorded(path: Path, record: SourceRecord) -> dict[str, str]:
    """Cut a file into blocks as when it was added, with or without the title that was given.

    Returns their texts by locator; none where the file cannot be read any more.
    """
    try:
        original = open_original(str(path), record.file.size)
        # Found by its bytes, a file may have any name; that by which it was added says its kind.
        reading = read_original(record.file.name, original, reader_of(record.file.reader))
    except InputError:
        return {}
    given = (Metadata(), Metadata(title=record.title))
    articles = [_by_locator(compose(reading, metadata)) for metadata in given]
    return max(articles, key=lambda texts: _agreement(texts, record))


def _by_locator(article: Article) -> dict[str, str]:
    return {block.locator: block.text for block in article.blocks}


def _agreement(texts: Mapping[str, str], record: SourceRecord) -> int:
    return sum(text_sha256(texts.get(b.locator, "")) == b.sha256 for b in record.blocks)
