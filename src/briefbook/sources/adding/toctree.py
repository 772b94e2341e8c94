"""Where a new chapter is named, so that the book has it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from briefbook.core.files.book_folder import pages_folder
from briefbook.core.files.transactions import FileChange

#: The page whose toctree lists the chapters.
_INDEX = "index.md"
_FENCE = re.compile(r"^(?P<fence>`{3,}|:{3,})\{toctree\}[^\n]*$")
_FOLDER = "chapters"
_ENTRY = re.compile(rf"^(?:.*<)?/?{_FOLDER}/[^\s<>]+?>?\s*$")


def index_page(root: Path) -> str:
    """Return the path of that page, from the book's folder."""
    return Path(pages_folder(root), _INDEX).as_posix()


def name_chapters(root: Path, chapters: Sequence[str]) -> FileChange | None:
    """Return the change of the index page that names new chapters after the others.

    ``None`` where it is not clear where they go: no such page, or not just one toctree that
    lists chapters. Where it lists them by a pattern nothing needs to be changed, and the change
    says so by changing nothing.
    """
    path = root / index_page(root)
    try:
        data = path.read_bytes()
        lines = data.decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    places = [last for last in _last_entries(lines) if last >= 0]
    if len(places) != 1:
        return None
    end = "\r" if lines[places[0]].endswith("\r") else ""
    globbed = any(lines[place].strip().endswith("*") for place in places)
    new = [] if globbed else [f"{_FOLDER}/{chapter}{end}" for chapter in chapters]
    lines[places[0] + 1 : places[0] + 1] = new
    return FileChange(
        "replace", index_page(root), "\n".join(lines), hashlib.sha256(data).hexdigest()
    )


def _last_entries(lines: Sequence[str]) -> list[int]:
    """Return, for each toctree, the line of its last chapter; -1 for one that lists none."""
    found: list[int] = []
    fence = ""
    for number, line in enumerate(lines):
        plain = line.rstrip("\r")
        if not fence and (match := _FENCE.match(plain)):
            fence = match["fence"]
            found.append(-1)
        elif fence and plain.strip() == fence:
            fence = ""
        elif fence and _ENTRY.match(plain):
            found[-1] = number
    return found
