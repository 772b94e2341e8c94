"""Read the whole book: pages, tables, records and works, each with its mark."""

from __future__ import annotations

import ast
import csv
import io
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefbook.anchors.ids.markdown_blocks import make_parser
from briefbook.bibliography.scanning.scanner import scan
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import TEXTS, page_files, pages_folder
from briefbook.core.files.text_files import TextError, read_text
from briefbook.core.records import related_keys
from briefbook.packs.cutting.page import MystPage, read_page

TABLES = ("readings.csv", "events.csv", "measures.csv", "origins.csv")
#: Records of other things than one source.
_NO_RECORD = frozenset({"reviewed.toml"})


@dataclass
class PackRow:
    """A row of a table, with its lines; ``cut`` is the reason, empty where it is kept."""

    path: str
    start: int
    end: int
    cells: dict[str, str]
    cut: str = ""

    @property
    def id(self) -> str:
        """The id under which the book shows it; empty for a row of another table."""
        kind = {"readings.csv": "reading", "events.csv": "event"}.get(Path(self.path).name, "")
        return f"{kind}-{self.cells.get('id', '')}" if kind else ""


@dataclass
class PackSource:
    """A source's record, as far as packs are concerned."""

    key: str
    path: str
    mark: str
    line: int
    cut: str = ""


@dataclass
class PackWork:
    """An entry of a .bib file and where it is; ``needs`` are the entries that it rests on."""

    key: str
    path: str
    start: int
    end: int
    line: int
    mark: str
    needs: frozenset[str]
    cut: str = ""


@dataclass
class Whole:
    """Everything in a book that a pack may include or not; paths are relative to ``root``."""

    root: Path
    folder: str
    conf: dict[str, Any]
    pages: list[MystPage]
    sources: dict[str, PackSource] = field(default_factory=dict)
    works: dict[str, PackWork] = field(default_factory=dict)
    rows: list[PackRow] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    """The text of each file that is cut by its parts, by path."""

    @property
    def records(self) -> str:
        """The folder of the sources' records."""
        return str(self.conf.get("brief_sources", "sources"))

    @property
    def data(self) -> str:
        """The folder of the tables."""
        return (Path(self.folder) / str(self.conf.get("brief_data", "data"))).as_posix()


def read_whole(root: Path) -> Whole:
    """Read the book in ``root``. Raises :class:`BriefbookError` where a part cannot be read."""
    conf = conf_values(root)
    folder = pages_folder(root)
    parser = make_parser(conf.get("myst_enable_extensions", ()))
    whole = Whole(root, folder, conf, [])
    for path in page_files(root):
        docname = path.relative_to(root / folder).with_suffix("").as_posix()
        if TEXTS in path.as_posix():
            continue
        whole.pages.append(read_page(path, path.relative_to(root).as_posix(), docname, parser))
    _read_sources(whole)
    for name in conf.get("bibtex_bibfiles", ["references.bib"]):
        _read_works(whole, str(name))
    for name in TABLES:
        _read_rows(whole, f"{whole.data}/{name}")
    return whole


def conf_values(root: Path) -> dict[str, Any]:
    """Return what conf.py sets to plain values, without running it."""
    found: dict[str, Any] = {}
    for node in ast.parse((root / "conf.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign):
            try:
                value = ast.literal_eval(node.value)
            except ValueError:
                continue
            found.update({t.id: value for t in node.targets if isinstance(t, ast.Name)})
    return found


def _text(whole: Whole, shown: str) -> str:
    """Return the text of a file of the book; empty where there is none."""
    path = whole.root / shown
    if not path.exists():
        return ""
    try:
        text = read_text(path, shown)
    except TextError as error:
        raise BriefbookError(error.at(shown)) from None
    whole.texts[shown] = text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _read_sources(whole: Whole) -> None:
    for path in sorted((whole.root / whole.records).glob("*.toml")):
        if path.name in _NO_RECORD:
            continue
        shown = path.relative_to(whole.root).as_posix()
        text = _text(whole, shown)
        try:
            data = {_lower_mark(name): value for name, value in tomllib.loads(text).items()}
        except tomllib.TOMLDecodeError as error:
            raise BriefbookError(f"{shown}: not TOML: {error}; fix this line") from None
        lines = text.splitlines()
        line = next(
            (n for n, each in enumerate(lines, 1) if each.lower().startswith("handling")), 1
        )
        whole.sources[path.stem] = PackSource(path.stem, shown, str(data.get("handling", "")), line)


def _read_works(whole: Whole, shown: str) -> None:
    text = _text(whole, shown)
    blocks = list(scan(text))
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        end = following.offset if following else len(text)
        end = max(text.rfind("}", block.offset, end), text.rfind(")", block.offset, end)) + 1
        line = text.count("\n", 0, block.offset) + 1
        if block.error:
            raise BriefbookError(f"{shown}:{line}: {block.error}; a pack needs every entry whole")
        if not block.key:
            continue
        given = {
            _lower_mark(f.name): "".join(piece.text for piece in f.pieces) for f in block.fields
        }
        needs = [
            key for name in ("related", "crossref", "xdata", "xref", "entryset")
            for key in related_keys(given.get(name, ""))
        ]  # fmt: skip
        mark = given.get("handling", "").strip()
        whole.works[block.key] = PackWork(
            block.key, shown, block.offset, end, line, mark, frozenset(needs)
        )


def _lower_mark(name: str) -> str:
    """Return a name; that of a mark in the form in which it is looked up: Handling is handling."""
    return name.lower() if name.lower() == "handling" else name


def _read_rows(whole: Whole, shown: str) -> None:
    text = _text(whole, shown)
    if not text:
        return
    lines = text.splitlines(keepends=True)
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [_lower_mark(name.strip()) for name in next(reader, [])]
        start = reader.line_num
        for cells in reader:
            row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
            if any(row.values()):
                whole.rows.append(PackRow(shown, start, reader.line_num, row))
            start = reader.line_num
    except csv.Error as error:
        raise BriefbookError(f"{shown}:{reader.line_num}: not CSV: {error}") from None
    if len(lines) < start:
        raise BriefbookError(f"{shown}: its lines cannot be separated; save it again")
