"""The scan of all files of a pack, and what was found where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefbook.packs.scanning.needles import POSSIBLE, Leak, Needles, find_needles
from briefbook.packs.scanning.tools import Tools, identical
from briefbook.packs.scanning.views import View, views


@dataclass(frozen=True)
class Hit:
    """A leak in a file; ``where`` is the place in it."""

    file: str
    where: str
    kind: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.kind} of what is cut: {self.what!r}"


@dataclass(frozen=True)
class Scan:
    """What was scanned: files and their texts, how much was looked for, and the hits."""

    files: int
    views: int
    needles: dict[str, int]
    hits: tuple[Hit, ...]
    possible: tuple[Hit, ...]
    """Three words of the rest within other words, where kept parts may meet by chance."""


def scan(book: Path, tree: Path, built: Path, language: str = "en") -> Scan:
    """Search every file below ``built`` for what ``book`` has and ``tree`` has not."""
    needles = find_needles(book, tree, language)
    tools = Tools(language, needles.pack.dates)
    hits: dict[Hit, None] = {}
    # What was found in files of the same kind and bytes: a site may offer the PDF too.
    known: dict[tuple[str, bytes], list[tuple[View, list[Leak]]]] = {}
    count = searched = 0
    for path in sorted(path for path in built.rglob("*") if path.is_file()):
        name = path.relative_to(built).as_posix()
        data = path.read_bytes()
        count += 1
        found = [(View("name", name), each) for each in needles.in_text(name)]
        if not identical(name, data):
            key = (path.suffix, data)
            if key not in known:
                known[key] = list(_look_through(needles, name, data))
            searched += len(known[key])
            found += [(view, each) for view, several in known[key] for each in several]
        for view, each in found:
            if not tools.say(each):
                hits[Hit(name, view.where, each.kind, each.what)] = None
    rest = needles.rest
    numbers = {
        "runs of three words": len(rest.runs), "words": len(rest.words),
        "figures": len(rest.figures), "ids": len(rest.ids), "paths": len(rest.paths),
    }  # fmt: skip
    sure = tuple(hit for hit in hits if hit.kind != POSSIBLE)
    return Scan(count, searched, numbers, sure, tuple(hit for hit in hits if hit not in set(sure)))


def _look_through(needles: Needles, name: str, data: bytes) -> Iterator[tuple[View, list[Leak]]]:
    """Yield each text of a file with what was found in it; what was unpacked twice counts once."""
    seen: set[str] = set()
    for view in views(name, data):
        if view.reading == "raw" and not view.signs and view.text in seen:
            continue
        seen.add(view.text)
        yield view, list(_search(needles, view))


def _search(needles: Needles, view: View) -> Iterator[Leak]:
    yield from needles.in_signs(set(view.signs))
    if view.reading == "index":
        yield from needles.in_index(iter(view.text.split("\n")))
    elif view.reading == "raw":
        yield from needles.in_raw(view.text)
    else:
        yield from needles.in_text(view.text)
