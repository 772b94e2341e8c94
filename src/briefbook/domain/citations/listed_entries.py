"""The entries that a bibliography lists: those that its filter lets through, checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinxcontrib.bibtex.domain import _FilterVisitor

from briefbook.bibliography.printing.relations import REPORTED_IN
from briefbook.core.ids import source_id

if TYPE_CHECKING:
    from pybtex.database import Entry
    from sphinxcontrib.bibtex.directives import BibliographyKey

    from briefbook.domain.citations.cite_domain import BriefCiteDomain

logger = logging.getLogger(__name__)


def filtered_entries(
    domain: BriefCiteDomain,
    bibliography_key: BibliographyKey,
    cited_docnames: Mapping[str, AbstractSet[str]],
) -> Iterator[tuple[str, Entry]]:
    """Yield the entries that the bibliography's filter lets through, in file order.

    ``cited_docnames`` has the documents that cite each key.
    """
    bibliography = domain.bibliographies[bibliography_key]
    for entry in domain.get_entries(bibliography.bibfiles):
        key = bibliography.keyprefix + entry.key
        visitor = _FilterVisitor(  # type: ignore[no-untyped-call]
            entry=entry,
            docname=bibliography_key.docname,
            cited_docnames=cited_docnames[key],
        )
        try:
            wanted = visitor.visit(bibliography.filter_)
        except ValueError:
            logger.warning(
                "this :filter: has an expression that is not allowed; the cited sources are listed "
                "instead. Write e.g. type == 'article' and cited",
                location=(bibliography_key.docname, bibliography.line), type="brief",
                subtype="filter_malformed", once=True,
            )  # fmt: skip
            wanted = bool(cited_docnames[key])
        if wanted or entry.key in bibliography.keys:
            yield key, entry


def check_entries(domain: BriefCiteDomain) -> None:
    """Report keys that make no id, and works whose article is not in the bibliography."""
    first: dict[str, str] = {}
    for key, citation in domain.by_key.items():
        bibliography = domain.bibliographies[citation.bibliography_key]
        place = (citation.bibliography_key.docname, bibliography.line)
        id_ = source_id(key)
        if first.setdefault(id_, key) != key or id_ == source_id(""):
            logger.warning(
                "the key %r gives no unique id; use letters, digits and -, and keys that differ in "
                "more than punctuation",
                key, location=place, type="brief", subtype="key_malformed",
            )  # fmt: skip
        relation = domain.works[citation.entry.key].relation
        for related in relation.keys if relation.kind == REPORTED_IN else ():
            if related not in domain.by_key:
                logger.warning(
                    "the entry %r is known through %r, which is not in the bibliography; "
                    "fix 'related' in the .bib file, or cite that source",
                    key, related, location=place, type="brief", subtype="source_unknown",
                )  # fmt: skip
