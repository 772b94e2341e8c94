"""What links, terms and citations print, as plain values: equal values, equal pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from briefbook.core.records import DocumentRecords

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.citations.cite_domain import BriefCiteDomain
    from briefbook.domain.domain import BriefDomain


def printed_uses(env: BuildEnvironment, records: DocumentRecords, docname: str) -> Iterator[object]:
    """Yield what the uses of a document print of the book, seen from the page ``docname``."""
    book = cast("BriefDomain", env.get_domain("brief")).book
    cite = cast("BriefCiteDomain", env.get_domain("cite"))
    marks = cite.styled.marks() if cite.styled else {}
    for link in records.links:
        anchor = book.anchor(link.target)
        yield anchor and (anchor.docname, book.label(anchor, docname))
    for use in records.term_uses:
        yield [(term.id, term.docname) for term in book.find_terms(use.target)]
    for citation in records.citations:
        anchor = book.source_anchor(citation.target)
        relation, mark = cite.relations.get(citation.target), marks.get(citation.target)
        yield anchor and (anchor.docname, anchor.label, relation, mark)
