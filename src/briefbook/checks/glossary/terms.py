"""Glossaries are used, and a term is linked where a chapter first mentions it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from briefbook.core.book import Book
from briefbook.core.diagnostics import Diagnostic, Severity
from briefbook.core.records import Anchor, DocumentRecords, Kind, Term
from briefbook.core.text import normalise, text_sha256

_QUOTED = re.compile(r'"[^"]*"')
_WORD = re.compile(r"\w+(?:['-]\w+)*")


def check_terms_found(book: Book, paths: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield a finding for each ``{term}`` that no entry, or more than one, can mean."""
    for doc in book.documents.values():
        for use in doc.term_uses:
            found = book.find_terms(use.target)
            if len(found) > 1:
                choices = ", ".join(sorted(f"{term.topic}:{term.name}" for term in found))
                yield _finding(
                    paths, use.docname, use.line, "term_ambiguous",
                    f"the term {use.target!r} stands in several glossaries; "
                    f"write one of {choices}",
                )  # fmt: skip
            elif not found:
                near = book.near_term(use.target)
                advice = f"did you mean {near!r}?" if near else "add an entry or fix the spelling"
                yield _finding(
                    paths, use.docname, use.line, "term_unknown",
                    f"no glossary has the term {use.target!r}; {advice}",
                )  # fmt: skip


def check_terms_used(book: Book, paths: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield a finding for each glossary entry that no paragraph, note or entry uses."""
    for doc in book.documents.values():
        for term in doc.terms:
            if not book.term_uses.get(term.id):
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
    ones need not. A form with a capital is found as written, another in any case, and of two
    forms that begin at the same word the longer one counts. A paragraph in the words of
    an open source, whose hash is in ``verbatim``, links nothing.
    """
    forms = _Forms(book)
    for doc in book.documents.values():
        if doc.is_chapter:
            yield from _first_mentions(doc, book, forms, paths, verbatim)


def _first_mentions(
    doc: DocumentRecords,
    book: Book,
    forms: _Forms,
    paths: Mapping[str, str],
    verbatim: Container[str],
) -> Iterator[Diagnostic]:
    linked: dict[str, set[str]] = defaultdict(set)
    for use in doc.term_uses:
        for term in book.find_terms(use.target):
            linked[use.place].add(term.id)
    settled: set[str] = set()
    for anchor in doc.anchors:
        if anchor.kind is not Kind.PARAGRAPH or anchor.withdrawn:
            continue
        if text_sha256(anchor.text) in verbatim:
            continue
        for form, terms in forms.mentions(anchor):
            ids = {term.id for term in terms}
            if ids & settled:
                continue
            settled |= ids
            if not ids & linked[anchor.id]:
                yield _finding(
                    paths, doc.docname, anchor.line, "term_not_linked",
                    f"the chapter's first {form!r} is not linked to the glossary; "
                    f"write {{term}}`{form}`",
                )  # fmt: skip
        settled |= linked[anchor.id]


class _Forms:
    """The forms of all terms by their first word, so that a text is scanned once."""

    def __init__(self, book: Book) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], list[Term]]] = defaultdict(dict)
        for doc in book.documents.values():
            for term in doc.terms:
                for form in dict.fromkeys(term.forms):
                    tokens = tuple(_tokens(form))
                    if tokens:
                        self._by_first[tokens[0].casefold()].setdefault(tokens, []).append(term)

    def mentions(self, anchor: Anchor) -> Iterator[tuple[str, list[Term]]]:
        """Yield each form that stands in a paragraph, with the entries that it can mean."""
        # Words that are quoted stay as they were written, without a link.
        tokens = _WORD.findall(_QUOTED.sub(" ; ", normalise(anchor.text)))
        place = 0
        while place < len(tokens):
            forms = self._by_first.get(tokens[place].casefold())
            found = forms and max(
                (form for form in forms if _same(form, tokens[place : place + len(form)])),
                key=len,
                default=None,
            )
            if found:
                yield " ".join(found), self._by_first[found[0].casefold()][found]
            place += len(found) if found else 1


def _tokens(text: str) -> list[str]:
    return _WORD.findall(normalise(text))


def _same(form: Sequence[str], words: Sequence[str]) -> bool:
    return len(form) == len(words) and all(
        word == part if part != part.casefold() else word.casefold() == part
        for part, word in zip(form, words, strict=True)
    )


def _finding(
    paths: Mapping[str, str], docname: str, line: int, code: str, message: str
) -> Diagnostic:
    return Diagnostic(paths.get(docname, docname), line, code, message, Severity.WARNING)
