"""Hover and “go to definition”."""

from __future__ import annotations

from dataclasses import dataclass

from briefbook.lsp.book_index import BIBLIOGRAPHY, SOURCES, BookIndex
from briefbook.lsp.place import CompletionKind, CursorContext, place_at
from briefbook.sources.records.places import find_places


@dataclass(frozen=True, slots=True)
class Home:
    """The place of a definition; ``path`` from the book's folder, ``line`` from 0."""

    path: str
    line: int


def hover(index: BookIndex, line: str, column: int) -> tuple[str, CursorContext] | None:
    """Return the hover text for a column, in Markdown; ``None`` if there is none."""
    place = place_at(line, column)
    said = _HOVERS[place.kind](index, place) if place else ""
    return (said, place) if place and said else None


def definition(index: BookIndex, line: str, column: int) -> Home | None:
    """Return the place of the definition; that of a locator is its block in the record."""
    place = place_at(line, column)
    if place is None:
        return None
    if place.kind is CompletionKind.ID and (anchor := index.anchors.get(place.said)):
        return Home(anchor.path, anchor.line)
    if place.kind is CompletionKind.TERM and (term := index.terms.get(place.said.casefold())):
        return Home(term.path, term.line)
    if place.kind is CompletionKind.LOCATOR and (home := _block_home(index, place)):
        return home
    entry = index.entries.get(place.key)
    return Home(BIBLIOGRAPHY, entry.line - 1) if entry else None


def _block_home(index: BookIndex, place: CursorContext) -> Home | None:
    record = index.record(place.key)
    found = find_places(record, place.said).blocks if record else ()
    if not found:
        return None
    name = f"{SOURCES}/{place.key}.toml"
    wanted = f'locator = "{found[0].locator}"'
    lines = (index.root / name).read_text(encoding="utf-8").splitlines()
    return next((Home(name, n) for n, text in enumerate(lines) if text == wanted), Home(name, 0))


def _work(index: BookIndex, place: CursorContext) -> str:
    entry = index.entries.get(place.key)
    if entry is None:
        return ""
    names = ("author", "title", "publisher", "date", "url")
    return "\n".join(f"**{name}** {value}  " for name in names if (value := entry.get(name)))


def _block(index: BookIndex, place: CursorContext) -> str:
    record = index.record(place.key)
    if record is None:
        return f"{place.key} has no record: `briefbook add FILE --key {place.key}`"
    places = find_places(record, place.said)
    texts = index.texts(place.key)
    parts = [
        f"**{place.key} {block.locator}**\n\n"
        + texts.get(block.locator, f"*{block.words} words; the text is not on this disk*")
        for block in places.blocks
    ]
    parts += [f"{place.key} has no {part}" for part in places.missing]
    parts += [f"nothing in the record vouches for {part}" for part in places.unknown]
    return "\n\n".join(parts)


def _term(index: BookIndex, place: CursorContext) -> str:
    term = index.terms.get(place.said.casefold())
    return f"**{term.name}** ({term.topic})\n\n{term.definition}" if term else ""


def _anchor(index: BookIndex, place: CursorContext) -> str:
    anchor = index.anchors.get(place.said)
    return f"**{anchor.id}** in {anchor.path}\n\n{anchor.words}" if anchor else ""


_HOVERS = {
    CompletionKind.KEY: _work,
    CompletionKind.LOCATOR: _block,
    CompletionKind.TERM: _term,
    CompletionKind.ID: _anchor,
}
