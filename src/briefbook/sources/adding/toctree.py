"""Where a new chapter is named, so that the book has it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefbook.core.files.book_folder import pages_folder
from briefbook.core.files.transactions import FileChange

#: The page whose toctree lists the chapters.
_INDEX = "index.md"
_FENCE = re.compile(r"^(?P<fence>`{3,}|:{3,})\{toctree\}[^\n]*$")
_FOLDER = "chapters"
_ENTRY = re.compile(rf"^(?:.*<)?/?{_FOLDER}/[^\s<>]+?>?\s*$")
_NEW = "```{toctree}\n```\n"


@dataclass(slots=True)
class _Toctree:
    """A list of pages: the line after its last entry, of a chapter where it lists any."""

    after: int
    lists_chapters: bool = False
    is_empty: bool = True
    patterns: list[str] = field(default_factory=list)

    def finds(self, page: str) -> bool:
        """Return whether a pattern names a page already."""
        return any(re.fullmatch(pattern, page) for pattern in self.patterns)


def index_page(root: Path) -> str:
    """Return the path of that page, from the book's folder."""
    return Path(pages_folder(root), _INDEX).as_posix()


def toctree_page(root: Path) -> str:
    """Return the page that exists: a Sphinx project may begin with index.rst."""
    page = Path(index_page(root))
    other = page.with_suffix(".rst")
    alone = (root / other).is_file() and not (root / page).is_file()
    return (other if alone else page).as_posix()


def has_room(text: str) -> bool:
    """Return whether a page has a list of chapters, or one that is empty."""
    return any(each.lists_chapters or each.is_empty for each in _toctrees(text.splitlines()))


def name_chapters(root: Path, chapters: Sequence[str]) -> FileChange | None:
    """Return the change of the index page that names new chapters after the others.

    A page without a list of pages gets one at its end. ``None`` where it is not clear where they
    go: no such page, or several lists, and not just one of chapters, nor just one that is empty.
    Where a pattern names them nothing needs to be changed, and the change says so by
    changing nothing.
    """
    path = root / index_page(root)
    try:
        data = path.read_bytes()
        lines = data.decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    end = "\r" if lines[0].endswith("\r") else ""
    toctrees = _toctrees(lines)
    if not toctrees:
        above = "\n".join(lines).rstrip()
        text = f"{above}\n\n{_NEW}" if above else _NEW
        lines = text.replace("\r", "").replace("\n", f"{end}\n").split("\n")
        toctrees = _toctrees(lines)
    places = [each for each in toctrees if each.lists_chapters]
    places = places or [each for each in toctrees if each.is_empty] or toctrees
    if len(places) != 1:
        return None
    pages = [f"{_FOLDER}/{chapter}" for chapter in chapters]
    new = [f"{page}{end}" for page in pages if not any(each.finds(page) for each in toctrees)]
    if new and lines[places[0].after - 1].startswith(":") and places[0].is_empty:
        new.insert(0, end)  # options are set apart from what follows
    lines[places[0].after : places[0].after] = new
    text = "\n".join(lines) if new else data.decode("utf-8")
    return FileChange("replace", index_page(root), text, hashlib.sha256(data).hexdigest())


def _toctrees(lines: Sequence[str]) -> list[_Toctree]:
    """Return the lists of pages, as far as they are closed."""
    found: list[_Toctree] = []
    fence = ""
    for number, line in enumerate(lines, start=1):
        plain = line.strip()
        if not fence and (match := _FENCE.match(line.rstrip("\r"))):
            fence = match["fence"]
            found.append(_Toctree(number))
        elif fence and plain == fence:
            fence = ""
        elif fence and plain and not plain.startswith("#"):
            toctree = found[-1]
            is_chapter = bool(_ENTRY.match(plain))
            if is_chapter or not toctree.lists_chapters:
                toctree.after = number
            toctree.lists_chapters |= is_chapter
            toctree.is_empty &= plain.startswith(":")
            if "*" in plain:
                toctree.patterns.append(_regex(plain.lstrip("/")))
    return found


def _regex(pattern: str) -> str:
    """Return a pattern of names as Sphinx reads it: a single star stays within a folder."""
    parts = re.split(r"(\*+)", pattern)
    stars = {"*": "[^/]*"}
    return "".join(stars.get(it, ".*") if "*" in it else re.escape(it) for it in parts)
