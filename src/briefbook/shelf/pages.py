"""The pages over all books: the catalogue, one bibliography, one glossary, one timeline."""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Sequence

from briefbook.anchors.listing.anchor_list import ListedAnchor
from briefbook.core.dates import first_day
from briefbook.core.records import AnchorKind
from briefbook.core.tables.events import Event
from briefbook.core.words.labels import counted, label, semicolon
from briefbook.shelf.records import BookRecords
from briefbook.shelf.shelf_file import Shelf
from briefbook.shelf.works import ShelfWork, shelf_works

PAGES = ("index", "bibliography", "glossary", "timeline")
_PUNCTUATION = re.compile(f"[{re.escape(string.punctuation)}]")


def catalogue_pages(shelf: Shelf, books: Sequence[BookRecords]) -> dict[str, str]:
    """Return the pages as Markdown by their names; one that would be empty is left out."""
    pages = {
        "bibliography": _bibliography(books),
        "glossary": _glossary(books),
        "timeline": _timeline(books),
    }
    pages = {name: text for name, text in pages.items() if text}
    return {"index": _index(shelf, books, list(pages)), **pages}


def _index(shelf: Shelf, books: Sequence[BookRecords], others: Sequence[str]) -> str:
    entries = [_entry(book) for book in books]
    tree = "\n".join(("```{toctree}", ":hidden:", *others, "```")) if others else ""
    return "\n\n".join((f"# {_plain(shelf.title)}", *entries, tree)) + "\n"


def _entry(book: BookRecords) -> str:
    chapters = sum(1 for page in book.anchors.pages.values() if page.prefix)
    paragraphs = sum(1 for _ in book.of_kind(AnchorKind.PARAGRAPH))
    works, terms = len(book.items), sum(1 for _ in book.of_kind(AnchorKind.TERM))
    said = [
        counted("{n} chapter", "{n} chapters", chapters) if chapters else "",
        counted("{n} paragraph", "{n} paragraphs", paragraphs) if paragraphs else "",
        counted("{n} work", "{n} works", works) if works else "",
        counted("{n} term", "{n} terms", terms) if terms else "",
    ]
    date = [_plain(book.anchors.date)] if book.anchors.date else []
    facts = label(", ").join(filter(None, [*date, *said]))
    return f"**[{_plain(book.title)}]({book.name}/index.html)**  \n{facts}"


def _bibliography(books: Sequence[BookRecords]) -> str:
    by_name = {book.name: book for book in books}
    entries = [_work(work, by_name) for work in shelf_works(books)]
    return _page(label("Bibliography"), entries)


def _work(work: ShelfWork, books: dict[str, BookRecords]) -> str:
    """Return a work as its first book prints it, with the books that cite it."""
    places = []
    printed = ""
    for name, key in work.keys.items():
        book = books[name]
        listed = next((a for a in book.of_kind(AnchorKind.SOURCE) if a.key == key), None)
        printed = printed or (listed.text if listed else "")
        places.append(_link(book, listed))
    printed = printed or str(work.item.get("title", work.item["id"]))
    return f"- {_plain(printed)}  \n  {semicolon().join(places)}"


def _glossary(books: Sequence[BookRecords]) -> str:
    found: dict[str, list[tuple[BookRecords, ListedAnchor]]] = defaultdict(list)
    for book in books:
        for term in book.of_kind(AnchorKind.TERM):
            found[term.label.casefold()].append((book, term))
    entries = []
    for key in sorted(found):
        meanings = [
            f"  - {_plain(_meaning(term))} {_link(book, term)}" for book, term in found[key]
        ]
        entries.append("\n".join((f"- **{_plain(found[key][0][1].label)}**", *meanings)))
    return _page(label("Glossary"), entries)


def _meaning(term: ListedAnchor) -> str:
    """Return the text of an entry without its name, with which it may begin."""
    return " ".join(term.text.removeprefix(term.label).split())


def _timeline(books: Sequence[BookRecords]) -> str:
    events = [(event, book) for book in books for event in book.events]
    events.sort(key=lambda each: (first_day(each[0].date), each[1].name, each[0].line))
    return _page(label("Timeline"), [_event(event, book) for event, book in events])


def _event(event: Event, book: BookRecords) -> str:
    words = event.date_words()
    place = book.anchors.anchors.get(event.paragraph)
    return (
        f"- **{_plain(words[0].upper() + words[1:])}** {_plain(event.title)} {_link(book, place)}"
    )


def _link(book: BookRecords, anchor: ListedAnchor | None) -> str:
    """Return a link to a place of a book, by the book's name; to the book where there is none."""
    place = f", {anchor.label}" if anchor and anchor.kind == AnchorKind.PARAGRAPH else ""
    address = anchor.uri if anchor else "index.html"
    return f"[{_plain(book.title + place)}]({book.name}/{address})"


def _page(title: str, entries: Sequence[str]) -> str:
    return "\n".join((f"# {title}", "", *entries, "")) if entries else ""


def _plain(text: str) -> str:
    """Return text as Markdown that shows exactly these characters."""
    return _PUNCTUATION.sub(lambda found: f"\\{found[0]}", " ".join(text.split()))
