"""Check what needs the whole book, once it has been read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from sphinx.domains.std import StandardDomain

from briefbook.checks.glossary.terms import (
    check_first_mentions,
    check_terms_found,
    check_terms_used,
)
from briefbook.checks.references.citations import check_locators, check_sources_found
from briefbook.core.book import Book
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.records import AnchorKind, DocumentRecords
from briefbook.domain.analysis.analysis_checks import side_by_side_findings
from briefbook.domain.collect.source_records import source_records
from briefbook.domain.reporting.document_paths import DocumentPaths
from briefbook.domain.reporting.report import report
from briefbook.sources.records.record import SourceRecord

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.citations.cite_domain import BriefCiteDomain


def report_consistency(book: Book, env: BuildEnvironment) -> None:
    """Report what is wrong with the book as a whole, by file and line.

    Each is a Sphinx warning ``brief.<code>`` and can be switched off in ``suppress_warnings``.
    """
    paths = DocumentPaths(env)
    cite = cast("BriefCiteDomain", env.get_domain("cite"))
    citations = (use for doc in book.documents.values() for use in doc.citations)
    records = source_records(env._app)  # noqa: SLF001  # as above
    report(
        [
            *_duplicates(book, paths),
            *_same_prefixes(book, paths),
            *check_locators(citations, records, paths),
            *check_sources_found(book, cite.works, cite.by_key, paths),
            *check_terms_found(book, paths, _standard_terms(env)),
            *check_terms_used(book, paths),
            *check_first_mentions(book, paths, _given_in_full(records)),
            *side_by_side_findings(book, env, paths),
        ]
    )


def _standard_terms(env: BuildEnvironment) -> set[str]:
    # Sphinx's own: ours names every anchor of the book, none of which is a term to it.
    objects = StandardDomain.get_objects(env.domains.standard_domain)
    return {name.lower() for name, _shown, kind, *_place in objects if kind == "term"}


def _given_in_full(records: Mapping[str, SourceRecord]) -> frozenset[str]:
    """Return the hashes of the blocks that a chapter may give in full."""
    return frozenset(
        block.sha256
        for record in records.values()
        if not record.restricted
        for block in record.blocks
    )


def _same_prefixes(book: Book, paths: DocumentPaths) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for name, doc in sorted(book.documents.items()):
        if not doc.is_chapter:
            continue
        other = first.setdefault(doc.prefix, name)
        # Two whose titles have the same id are reported as such.
        twice = doc.prefix in _top_ids(doc) & _top_ids(book.documents[other])
        if other != name and not twice:
            yield Diagnostic(
                paths[name], 1, Code.PREFIX_DUPLICATE.value,
                f"the prefix {doc.prefix!r} is that of {paths[other]} too; give this chapter its "
                "own",
            )  # fmt: skip


def _top_ids(doc: DocumentRecords) -> set[str]:
    return {anchor.id for anchor in doc.anchors if anchor.kind == AnchorKind.CHAPTER}


def _duplicates(book: Book, paths: DocumentPaths) -> Iterator[Diagnostic]:
    for id_, found in book.anchors.items():
        if len(found) == 1:
            continue
        first, *others = sorted(found, key=lambda a: (a.docname, a.line))
        for other in others:
            at = Diagnostic(paths[first.docname], first.line, "", "")
            message = (
                f"the id {id_!r} is used a second time; the first is at {at.path}:{at.line}. "
                "Give this one another id"
            )
            yield Diagnostic(paths[other.docname], other.line, "id_duplicate", message)
