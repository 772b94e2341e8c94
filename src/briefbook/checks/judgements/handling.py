"""The book carries the highest handling label of its parts (TLP 2.0)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefbook.core.book import Book
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.tables.vocabularies import refuse_unlisted, terms


def check_handling(book: Book, label: str, paths: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield chapters whose label is unknown or above the book's; ``label`` is the book's own."""
    order = terms("handling")
    if label and label not in order:
        return  # The book has a list of its own, which packs.toml keeps and `pack` checks.
    for document in book.documents.values():
        if not document.handling:
            continue
        problem = refuse_unlisted("handling", document.handling)
        if problem:
            message = f"handling: {problem}"
            yield Diagnostic(paths[document.docname], 1, "handling_unknown", message)
        elif label not in order[order.index(document.handling) :]:
            has = f"is {label}" if label else "has none"
            yield Diagnostic(
                paths[document.docname], 1, "handling_too_low",
                f"this page is {document.handling} but the book {has}; "
                f"set brief_handling = {document.handling!r} in conf.py",
            )  # fmt: skip
