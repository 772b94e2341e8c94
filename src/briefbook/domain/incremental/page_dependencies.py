"""What each page shows of the book, as plain values: equal values, equal pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from sphinx import addnodes

from briefbook.core.book import Book
from briefbook.domain.collect.source_records import receipts_digest, reviewed_digest, source_records
from briefbook.domain.drawing.backlinks import shown_uses
from briefbook.domain.drawing.drawn import shown_by_drawn
from briefbook.domain.drawing.printed_uses import printed_uses
from briefbook.domain.drawing.tables import data_folder

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.citations.cite_domain import BriefCiteDomain
    from briefbook.domain.domain import BriefDomain


def page_dependencies(env: BuildEnvironment) -> Iterator[tuple[str, object]]:
    """Yield each document with everything that its page shows, its own text included."""
    cite = cast("BriefCiteDomain", env.get_domain("cite"))
    book = cast("BriefDomain", env.get_domain("brief")).book
    listed = _bibliographies(cite, book)
    navigation = repr(_navigation(book, env))
    receipts = receipts_digest(env._app)  # noqa: SLF001  # as BookTransform.builder
    for docname, records in book.documents.items():
        yield (
            docname,
            (
                # The time of reading represents the page's own text.
                env.all_docs.get(docname),
                navigation,
                _listed(env, docname),
                listed.get(docname),
                list(printed_uses(env, records, docname)),
                # What marks its quotations as verified.
                receipts if records.has_quotations else None,
                list(shown_by_drawn(env, records)),
            ),
        )


def beside_documents(env: BuildEnvironment) -> Iterator[object]:
    """Yield what pages show from outside documents: records, receipts, ticks, tables and more.

    If these and the times of reading are the same, so are all pages.
    """
    app = env._app  # noqa: SLF001  # as BookTransform.builder
    yield receipts_digest(app)
    yield reviewed_digest(app)
    yield source_records(app).sha256
    folder, _shown = data_folder(env)
    for path in sorted((*folder.glob("*.csv"), *folder.glob("*.toml"))):
        if path.is_file():  # A folder of that name is reported where it is read.
            yield path.name, hashlib.sha256(path.read_bytes()).hexdigest()
    domain = cast("BriefDomain", env.get_domain("brief"))
    for _docname, records in sorted(domain.documents.items()):
        yield from shown_by_drawn(env, records, outside=True)


def _bibliographies(cite: BriefCiteDomain, book: Book) -> dict[str, list[object]]:
    """Return what each page's bibliographies print beside the places that cite their works."""
    found: dict[str, list[object]] = {}
    for citation in cite.citations:
        related = cite.works[citation.entry.key].relation.keys
        anchors = [book.source_anchor(key) for key in (citation.key, *related)]
        found.setdefault(citation.bibliography_key.docname, []).append(
            (
                str(citation.formatted_entry.text),
                anchors,
                shown_uses(book, book.citations.get(citation.key, [])),
            )
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
