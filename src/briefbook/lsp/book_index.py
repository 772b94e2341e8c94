"""The index of a book: the content of its pages, bibliography and records, by name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from briefbook.anchors.ids.mint import given_ids
from briefbook.bibliography.model import Entry
from briefbook.bibliography.reading import read_bib_file
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import page_files
from briefbook.lsp.page_index import GlossaryTerm, PageAnchor, PageIndex, read_page
from briefbook.sources.records.read_record import read_record, record_paths
from briefbook.sources.records.record import SourceRecord
from briefbook.sources.records.texts import find_texts, text_folders

BIBLIOGRAPHY = "references.bib"
SOURCES = "sources"


@dataclass(slots=True)
class _Kept:
    """What was read of a file, and its time."""

    stamp: int
    entries: dict[str, Entry]


class BookIndex:
    """Look-ups of one book; pages are read once, and again when an editor changes them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pages: dict[str, PageIndex] = {}
        #: Every anchor by its id.
        self.anchors: dict[str, PageAnchor] = {}
        self._bibliography = _Kept(-1, {})
        self._records: dict[str, tuple[int, SourceRecord]] = {}
        self._texts: dict[str, dict[str, str]] = {}
        for path in page_files(root):
            with suppress(OSError, UnicodeDecodeError):
                self.put(path, path.read_text(encoding="utf-8-sig"))

    def put(self, path: Path, text: str) -> None:
        """Take in a page as it is now."""
        name = self.name_of(path)
        before = self.pages.get(name)
        page = self.pages[name] = read_page(name, text)
        for anchor in before.anchors if before else ():
            self.anchors.pop(anchor.id, None)
        self.anchors |= {anchor.id: anchor for anchor in page.anchors}
        if page.terms or (before and before.terms):
            self.__dict__.pop("terms", None)

    def name_of(self, path: Path) -> str:
        """Return a file's path from the book's folder."""
        full = path.resolve()
        root = self.root.resolve()
        return full.relative_to(root).as_posix() if full.is_relative_to(root) else full.as_posix()

    @cached_property
    def terms(self) -> dict[str, GlossaryTerm]:
        """Every term by its name and its forms, in lower case."""
        found: dict[str, GlossaryTerm] = {}
        for page in self.pages.values():
            for term in page.terms:
                for form in (term.name, *term.forms, f"{term.topic}:{term.name}"):
                    found.setdefault(form.casefold(), term)
        return found

    @property
    def entries(self) -> dict[str, Entry]:
        """The entries of the bibliography by their keys, as the file is now."""
        path = self.root / BIBLIOGRAPHY
        stamp = path.stat().st_mtime_ns if path.is_file() else 0
        if stamp != self._bibliography.stamp:
            read = read_bib_file(path).entries if stamp else ()
            self._bibliography = _Kept(stamp, {entry.key: entry for entry in read})
        return self._bibliography.entries

    def record(self, key: str) -> SourceRecord | None:
        """Return a source's record as its file is now; ``None`` where it has none."""
        path = self.root / SOURCES / f"{key}.toml"
        if not path.is_file():
            return None
        stamp = path.stat().st_mtime_ns
        kept = self._records.get(key)
        if kept is None or kept[0] != stamp:
            try:
                kept = (stamp, read_record(path))
            except BriefbookError:
                return None
            self._records[key] = kept
            self._texts.pop(key, None)
        return kept[1]

    def texts(self, key: str) -> dict[str, str]:
        """Return the text of each block of a source by its locator; none where it is not here."""
        record = self.record(key)
        if record is None:
            return {}
        if key not in self._texts:
            found = find_texts({key: record}, text_folders(self.root))
            self._texts[key] = found.get(key, {})
        return self._texts[key]

    def citable(self) -> Iterator[str]:
        """Yield the keys that can be cited."""
        recorded = (path.stem for path in record_paths(self.root / SOURCES))
        yield from dict.fromkeys((*self.entries, *recorded))

    def taken_ids(self, text: str) -> set[str]:
        """Return every id of the book, including those of text that is not saved yet."""
        return set(self.anchors) | given_ids(text)
