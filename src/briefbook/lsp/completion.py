"""Completion: citation keys, the locators of a source, terms and ids."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol.types import CompletionItem, CompletionItemKind

from briefbook.bibliography.model import Entry
from briefbook.lsp.book_index import BookIndex
from briefbook.lsp.place import CompletionKind, CursorContext, place_at

#: The most items; an editor filters them as one types.
MOST = 200


# A plain tuple: a book has tens of thousands, looked through at each key.
_Choice = tuple[str, str]
"""What can be inserted, and a description of it."""


def complete(index: BookIndex, line: str, column: int) -> list[CompletionItem]:
    """Return what can be at a column of a line; what begins with the typed text comes first."""
    place = place_at(line, column)
    if place is None:
        return []
    typed = line[place.start : column].casefold()
    first: list[_Choice] = []
    others: list[_Choice] = []
    for choice in _ALL[place.kind](index, place):
        label, detail = choice
        low = label.casefold()
        if low.startswith(typed):
            first.append(choice)
            if len(first) == MOST:
                break
        elif len(others) < MOST and (typed in low or typed in detail.casefold()):
            others.append(choice)
    kind = _KINDS[place.kind]
    return [
        CompletionItem(label, kind=kind, detail=detail, sort_text=f"{number:05}")
        for number, (label, detail) in enumerate([*first, *others][:MOST])
    ]


def _keys(index: BookIndex, _place: CursorContext) -> Iterator[_Choice]:
    entries = index.entries
    for key in index.citable():
        yield key, _work(entries.get(key))


def _work(entry: Entry | None) -> str:
    if entry is None:
        return ""
    return ", ".join(filter(None, (entry.get("author"), entry.get("date"), entry.get("title"))))


def _locators(index: BookIndex, place: CursorContext) -> Iterator[_Choice]:
    record = index.record(place.key)
    texts = index.texts(place.key) if record else {}
    for block in record.blocks if record else ():
        words = texts.get(block.locator, f"{block.words} words")
        yield block.locator, words[:100]


def _terms(index: BookIndex, _place: CursorContext) -> Iterator[_Choice]:
    for page in index.pages.values():
        for term in page.terms:
            also = f" ({', '.join(term.forms)})" if term.forms else ""
            yield term.name, f"{term.definition}{also}"


def _ids(index: BookIndex, _place: CursorContext) -> Iterator[_Choice]:
    for anchor in index.anchors.values():
        yield anchor.id, anchor.words


_ALL = {
    CompletionKind.KEY: _keys,
    CompletionKind.LOCATOR: _locators,
    CompletionKind.TERM: _terms,
    CompletionKind.ID: _ids,
}
_KINDS = {
    CompletionKind.KEY: CompletionItemKind.Reference,
    CompletionKind.LOCATOR: CompletionItemKind.Value,
    CompletionKind.TERM: CompletionItemKind.Keyword,
    CompletionKind.ID: CompletionItemKind.Reference,
}
