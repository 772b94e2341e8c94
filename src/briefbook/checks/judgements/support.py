"""Key judgements rest on paragraphs that cite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefbook.core.book import Book
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.records import AnchorKind, Judgement


def check_judgements(book: Book, paths: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the book's judgements; ``paths`` names each document's file."""
    citing = {use.place for uses in book.citations.values() for use in uses}
    for document in book.documents.values():
        for judgement in document.judgements:
            yield from _check(judgement, book, citing, paths[judgement.docname])


def _check(judgement: Judgement, book: Book, citing: set[str], path: str) -> Iterator[Diagnostic]:
    def finding(code: str, message: str) -> Diagnostic:
        return Diagnostic(path, judgement.line, code, f"{judgement.id}: {message}")

    if not judgement.rests_on:
        yield finding("judgement_unsupported", "rests on no paragraph; name at least one")
    for id_ in judgement.rests_on:
        anchor = book.anchor(id_)
        if anchor is None or anchor.kind is not AnchorKind.PARAGRAPH:
            yield finding(
                "judgement_unsupported", f"rests on {id_!r}, which is not a paragraph of the book"
            )
        elif id_ not in citing:
            yield finding("judgement_unsupported", f"rests on {id_}, which cites no source")
