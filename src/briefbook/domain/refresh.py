"""Which pages must be written again although their own text did not change.

A page shows more than its own text: numbers of other chapters, where-used lists, the notes of
the book. After reading, each page's digest of what it shows of others is compared with the one
of the last build; only pages whose digest changed are written again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from briefbook.core.book import Book
from briefbook.core.records import DocumentRecords, Use

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.domain import BriefDomain


def pages_to_refresh(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents whose view of the rest of the book has changed."""
    domain = cast("BriefDomain", env.get_domain("brief"))
    domain.forget_book()  # Sphinx has just numbered the chapters.
    book = domain.book
    navigation = tuple((d, env.titles[d].astext()) for d in book.documents if d in env.titles)
    stale = []
    fresh: dict[str, str] = {}
    for docname, records in book.documents.items():
        view = repr((navigation, *_view(book, records)))
        fresh[docname] = hashlib.sha256(view.encode()).hexdigest()
        if domain.shown.get(docname) != fresh[docname]:
            stale.append(docname)
    domain.data["shown"] = fresh
    return stale


def _view(book: Book, records: DocumentRecords) -> Iterator[Any]:
    """Yield everything that a page shows of other pages."""
    yield book.numbers.get(records.docname)
    for link in records.links:
        anchor = book.anchor(link.target)
        yield anchor and (anchor.docname, book.label(anchor, records.docname))
    for use in records.term_uses:
        yield [(term.id, term.docname) for term in book.find_terms(use.target)]
    for citation in records.citations:
        yield book.source_anchor(citation.target)
    yield book.source_anchor(records.source) if records.source else None
    for term in records.terms:
        yield _places(book, book.term_uses.get(term.id, []))
    if "notes_list" in records.lists:
        yield from _notes_view(book)
    if "changes_list" in records.lists:
        yield [(a.id, a.docname, book.label(a, ""), a.text) for (a, *_) in book.anchors.values()]
    if "term_index" in records.lists:
        terms = [term for document in book.documents.values() for term in document.terms]
        yield [(term, _places(book, book.term_uses.get(term.id, []))) for term in terms]
    for source in book.sources:
        if source.docname == records.docname:
            yield source, _places(book, book.source_uses.get(source.id, []))


def _notes_view(book: Book) -> Iterator[Any]:
    for document in book.documents.values():
        yield document.notes
        yield [_places(book, book.note_calls.get(n.id, [])) for n in document.notes]
        yield [_places(book, book.links.get(n.id, [])) for n in document.notes]


def _places(book: Book, uses: list[Use]) -> list[Any]:
    return [
        (
            group.title,
            [
                (place, book.anchors[place][0].label)
                for place in (*group.paragraphs, *group.notes, *group.entries)
            ],
        )
        for group in book.where_used(uses)
    ]
