"""Glossaries are used, and a term is linked where a chapter first mentions it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from briefbook.core.book import Book
from briefbook.core.diagnostics import AS_WRITTEN, Diagnostic, Fix, Severity
from briefbook.core.records import AnchorKind, DocumentRecords
from briefbook.core.words.text import text_sha256


def check_terms_found(
    book: Book, paths: Mapping[str, str], others: Container[str] = ()
) -> Iterator[Diagnostic]:
    """Yield a finding for each ``{term}`` that no entry, or more than one, can mean.

    ``others`` are the terms of glossaries without a topic, in lower case.
    """
    for doc in book.documents.values():
        for use in doc.term_uses:
            found = book.find_terms(use.target)
            if len(found) > 1:
                choices = ", ".join(sorted(f"{term.topic}:{term.name}" for term in found))
                ambiguous = _finding(
                    paths, use.docname, use.line, "term_ambiguous",
                    f"the term {use.target!r} is in several glossaries; "
                    f"write one of {choices}",
                )  # fmt: skip
                yield replace(ambiguous, about=use.target)
            elif not found and use.target.lower() not in others:
                near = book.near_term(use.target)
                advice = f"did you mean {near!r}?" if near else "add an entry or fix the spelling"
                unknown = _finding(
                    paths, use.docname, use.line, "term_unknown",
                    f"no glossary has the term {use.target!r}; {advice}",
                )  # fmt: skip
                yield replace(unknown, about=use.target, fixes=_respelt(use.target, near))


def check_terms_used(book: Book, paths: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield a finding for each glossary entry that no paragraph, note or entry uses."""
    for doc in book.documents.values():
        for term in doc.terms:
            if not book.term_links.get(term.id):
                yield _finding(
                    paths, term.docname, term.line, "term_unused",
                    f"nothing uses the entry {term.name!r}; link it with "
                    f"{{term}}`{term.topic}:{term.name}`, or remove it",
                )  # fmt: skip


def check_first_mentions(
    book: Book, paths: Mapping[str, str], verbatim: Container[str] = frozenset()
) -> Iterator[Diagnostic]:
    """Yield a finding where a chapter first mentions a term without linking it.

    The first paragraph of a chapter that has one of a term's forms must link the term; later
    ones need not. A paragraph in the words of an open source, whose hash is in ``verbatim``,
    links nothing.
    """
    for doc in book.documents.values():
        if doc.is_chapter:
            yield from _first_mentions(doc, book, paths, verbatim)


def _first_mentions(
    doc: DocumentRecords, book: Book, paths: Mapping[str, str], verbatim: Container[str]
) -> Iterator[Diagnostic]:
    linked: dict[str, set[str]] = defaultdict(set)
    for use in doc.term_uses:
        for term in book.find_terms(use.target):
            linked[use.place].add(term.id)
    settled: set[str] = set()
    for anchor in doc.anchors:
        if anchor.kind is not AnchorKind.PARAGRAPH or anchor.withdrawn:
            continue
        if text_sha256(anchor.text) in verbatim:
            continue
        for mention in book.mentions[anchor.id]:
            ids = {term.id for term in mention.terms}
            if ids & settled:
                continue
            settled |= ids
            if not ids & linked[anchor.id]:
                unlinked = _finding(
                    paths, doc.docname, anchor.line, "term_not_linked",
                    f"the chapter's first {mention.form!r} is not linked to the glossary; "
                    f"write {{term}}`{mention.form}`",
                )  # fmt: skip
                yield replace(unlinked, about=mention.form, fixes=(_link(mention.form),))
        settled |= linked[anchor.id]


def _link(form: str) -> Fix:
    return Fix(f"link it to the glossary: {{term}}`{form}`", form, f"{{term}}`{AS_WRITTEN}`")


def _respelt(target: str, near: str | None) -> tuple[Fix, ...]:
    return (Fix(f"write {near}", target, near),) if near else ()


def _finding(
    paths: Mapping[str, str], docname: str, line: int, code: str, message: str
) -> Diagnostic:
    return Diagnostic(paths.get(docname, docname), line, code, message, Severity.WARNING)
