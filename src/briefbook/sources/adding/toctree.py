"""Where a new chapter is named, so that the book has it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefbook.core.files.book_folder import document_path
from briefbook.core.files.transactions import FileChange
from briefbook.sources.adding.existing_sources import CHAPTERS

#: The page whose toctree lists the chapters.
INDEX = "index.md"
_FENCE = re.compile(r"^(?P<fence>`{3,}|:{3,})\{toctree\}[^\n]*$")
_ENTRY = re.compile(rf"^(?:.*<)?/?{CHAPTERS}/[^\s<>]+?>?\s*$")


@dataclass(slots=True)
class _Toctree:
    """A toctree by its lines: its fence, the last one with a chapter (or -1), the closing one."""

    fence: str
    chapter: int = -1
    end: int = -1
    empty: bool = True


def name_chapters(root: Path, chapters: Sequence[str]) -> FileChange | None:
    """Return the change of the index page that names new chapters after the others.

    ``None`` where it is not clear where they go: no such page, or not just one toctree that
    lists chapters; where none does, not just one that is empty. Where it lists them by a pattern
    nothing needs to be changed, and the change says so by changing nothing.
    """
    index = document_path(root, INDEX)
    path = root / index
    try:
        data = path.read_bytes()
        lines = data.decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    toctrees = _toctrees(lines)
    listing = [each for each in toctrees if each.chapter >= 0]
    places = listing or [each for each in toctrees if each.empty and each.end >= 0]
    if len(places) != 1:
        return None
    (place,) = places
    after = place.chapter + 1 if listing else place.end
    before = lines[after - 1]
    end = "\r" if before.endswith("\r") else ""
    globbed = bool(listing) and before.strip().endswith("*")
    new = [] if globbed else [f"{CHAPTERS}/{chapter}{end}" for chapter in chapters]
    # The options of an empty toctree are set apart from its first line.
    lines[after:after] = [end, *new] if new and not listing and before.strip() else new
    return FileChange("replace", index, "\n".join(lines), hashlib.sha256(data).hexdigest())


def _toctrees(lines: Sequence[str]) -> list[_Toctree]:
    found: list[_Toctree] = []
    inside: _Toctree | None = None
    for number, line in enumerate(lines):
        plain = line.strip()
        if inside is None:
            if match := _FENCE.match(line.rstrip("\r")):
                inside = _Toctree(match["fence"])
                found.append(inside)
        elif plain == inside.fence:
            inside.end, inside = number, None
        elif plain and not plain.startswith(":"):
            inside.empty = False
            if _ENTRY.match(plain):
                inside.chapter = number
    return found
