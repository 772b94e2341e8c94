"""What a page shows of the book, as plain values: equal values, equal pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from sphinx import addnodes

from briefbook.core.book import Book
from briefbook.core.records import DocumentRecords, Kind, Use
from briefbook.domain.checking.verification import verification_dependencies

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.citations.cite_domain import BriefCiteDomain
    from briefbook.domain.citations.works import Relation
    from briefbook.domain.domain import BriefDomain


def page_dependencies(domain: BriefDomain, env: BuildEnvironment) -> Iterator[tuple[str, object]]:
    """Yield each document with everything that its page shows, its own text included."""
    cite = cast("BriefCiteDomain", env.get_domain("cite"))
    view = _Dependencies(
        domain.book, {c.key: cite.works[c.entry.key].relation for c in cite.citations}
    )
    listed = _bibliographies(cite, domain.book)
    navigation = repr(_navigation(domain.book, env))
    for docname, records in domain.book.documents.items():
        # The time of reading stands for the page's own text.
        own = (env.all_docs.get(docname), navigation, _listed(env, docname), listed.get(docname))
        verified = verification_dependencies(env, records.lists)
        yield docname, (*own, *view.of(records), *verified)


def _bibliographies(cite: BriefCiteDomain, book: Book) -> dict[str, list[object]]:
    """Return what each page's bibliographies print beside the places that cite their works."""
    found: dict[str, list[object]] = {}
    for citation in cite.citations:
        related = cite.works[citation.entry.key].relation.keys
        anchors = [book.source_anchor(key) for key in (citation.key, *related)]
        found.setdefault(citation.bibliography_key.docname, []).append(
            (str(citation.formatted_entry.text), anchors, book.citations.get(citation.key))
        )
    return found


def _navigation(book: Book, env: BuildEnvironment) -> list[object]:
    """Return what every page shows: the titles in their order, numbers, and group captions."""
    titles = [(d, env.titles[d].astext(), book.numbers.get(d)) for d in book.documents]
    trees = [
        [(tree.get("caption"), tree["entries"]) for tree in toc.findall(addnodes.toctree)]
        for docname in sorted(env.toctree_includes)
        if (toc := env.tocs.get(docname)) is not None
    ]
    return [titles, trees]


def _listed(env: BuildEnvironment, docname: str) -> list[str]:
    """Return the contents of the documents that a page's toctrees list."""
    included = env.toctree_includes.get(docname, [])
    return [str(env.tocs[other]) for other in included if other in env.tocs]


class _Dependencies:
    """Looks each place up as the page's transforms will."""

    def __init__(self, book: Book, related: dict[str, Relation]) -> None:
        self._book = book
        self._related = related

    def of(self, records: DocumentRecords) -> Iterator[Any]:
        book = self._book
        yield list(self._uses(records, records.docname))
        for term in records.terms:
            yield self._places(book.term_uses.get(term.id, []))
        for shown in records.lists:
            name, _, key = shown.partition(":")
            if name == "source_card":
                yield book.source_anchor(key)
            elif name == "notes_list":
                yield from self._notes(records.docname)
            elif name == "changes_list":
                places = (found[0] for found in book.anchors.values())
                yield [(a.id, a.docname, book.label(a, ""), a.text) for a in places]
            elif name == "term_index":
                yield from self._terms()
        for source in book.sources:
            if source.docname == records.docname:
                yield source, self._places(book.source_uses.get(source.id, []))

    def _uses(self, records: DocumentRecords, docname: str) -> Iterator[Any]:
        """Yield what the links, terms and citations of a document print, seen from a page."""
        for link in records.links:
            anchor = self._book.anchor(link.target)
            yield anchor and (anchor.docname, self._book.label(anchor, docname))
        for use in records.term_uses:
            yield [(term.id, term.docname) for term in self._book.find_terms(use.target)]
        for citation in records.citations:
            anchor = self._book.source_anchor(citation.target)
            yield anchor and (anchor.docname, anchor.label, self._related.get(citation.target))

    def _notes(self, docname: str) -> Iterator[Any]:
        book = self._book
        for document in book.documents.values():
            if document.notes:
                yield document.title, book.document_name(document.docname)
                yield list(self._uses(_of_notes(document), docname))
            for note in document.notes:
                yield note.id, note.number, note.kind, note.text
                yield self._places(book.note_calls.get(note.id, []))
                yield self._places(book.links.get(note.id, []))

    def _terms(self) -> Iterator[Any]:
        for document in self._book.documents.values():
            for term in document.terms:
                uses = self._book.term_uses.get(term.id, [])
                yield term.id, term.name, term.docname, self._places(uses)

    def _places(self, uses: Iterable[Use]) -> list[Any]:
        return [
            (
                group.docname,
                group.title,
                group.throughout,
                [
                    (place, self._book.place(place).label)
                    for place in (*group.paragraphs, *group.notes, *group.entries)
                ],
            )
            for group in self._book.where_used(uses)
        ]


def _of_notes(records: DocumentRecords) -> DocumentRecords:
    """Return the records of a document that belong to its notes."""
    notes = {a.id for a in records.anchors if a.kind is Kind.NOTE}

    def inside(uses: tuple[Use, ...]) -> tuple[Use, ...]:
        return tuple(use for use in uses if use.place in notes)

    return DocumentRecords(
        records.docname,
        records.prefix,
        records.title,
        links=inside(records.links),
        term_uses=inside(records.term_uses),
        citations=inside(records.citations),
    )
