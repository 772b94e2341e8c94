"""The sources that a book already has: their keys, files and texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import pages_folder
from briefbook.sources.bibliography.bib_cache import recall
from briefbook.sources.bibliography.bib_file import BibFile, read_bibliography
from briefbook.sources.records.read_record import read_record, record_paths

SOURCES = "sources"
BIBLIOGRAPHY = "references.bib"
#: The keys of the bibliography as last written; may be deleted at any time.
REMEMBERED = "build/bibliography-keys.json"
#: The head of a record: all that precedes its blocks.
_HEAD_BYTES = 8192
_SHA = rb'"([0-9a-f]{64})"'
_HEAD = re.compile(
    rb"^text_sha256 = " + _SHA + rb"\n.*?^\[file\]\n.*?^sha256 = " + _SHA, re.DOTALL | re.MULTILINE
)


@dataclass(slots=True)
class ExistingSources:
    """The keys, files and texts that are taken.

    ``keys`` are those of the sources, ``taken`` also those of the bibliography's other
    entries; ``files`` and ``texts`` map a SHA-256 to the key that has it; ``tried`` is what
    :func:`briefbook.sources.adding.keys.new_key` remembers.
    """

    root: Path
    bibliography: BibFile
    keys: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)
    files: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    tried: dict[str, int] = field(default_factory=dict)

    def put(self, key: str, prefix: str, file_sha256: str, text_sha256: str) -> None:
        """Note a source as added."""
        self.keys.add(key)
        self.taken.add(key)
        if file_sha256:
            self.prefixes.add(prefix)
            self.files[file_sha256] = key
            self.texts[text_sha256] = key


def chapters_folder(root: Path) -> str:
    """Return where a book's chapters stand, from its folder."""
    return Path(pages_folder(root), "chapters").as_posix()


def require_book_files(root: Path) -> None:
    """Raise :class:`BriefbookError` where a folder is no book."""
    if not (root / "conf.py").is_file():
        raise BriefbookError(
            f"{root}: is not a book (it has no conf.py); run briefbook in the book's folder "
            "or name it with --book"
        )


def read_existing_sources(root: Path) -> ExistingSources:
    """Look at a book's sources; only the head of each record is read.

    Raises :class:`BriefbookError` where this is no book or its bibliography is broken.
    """
    require_book_files(root)
    bibliography = recall(root / REMEMBERED, root / BIBLIOGRAPHY)
    existing = ExistingSources(root, bibliography or read_bibliography(root / BIBLIOGRAPHY))
    for path in record_paths(root / SOURCES):
        file_sha256, text_sha256 = _head(path)
        existing.keys.add(path.stem)
        if file_sha256:
            existing.files[file_sha256] = existing.texts[text_sha256] = path.stem
    existing.taken.update(existing.keys, existing.bibliography.keys)
    existing.prefixes.update(path.stem for path in (root / chapters_folder(root)).glob("*.md"))
    return existing


def _head(path: Path) -> tuple[str, str]:
    with path.open("rb") as file:
        match = _HEAD.search(file.read(_HEAD_BYTES))
    if match:
        return match[2].decode("ascii"), match[1].decode("ascii")
    # Written otherwise, by hand perhaps: read it as TOML.
    record = read_record(path)
    return record.file.sha256, record.text_sha256
