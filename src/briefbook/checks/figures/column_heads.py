"""What the head of a column says of its figures: 14.6 under “Nights (millions)” is 14.6 million."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbook.checks.evidence.material import Material
from briefbook.checks.evidence.whole_texts import tables_of
from briefbook.checks.figures.claim import Claim
from briefbook.checks.figures.claims import find_claims
from briefbook.core.passages import CELL_END, Passage, cells, is_row

_WORDS = re.compile(r"%|[^\W\d_]+")
_CURRENCIES = re.compile(r"[$€£¥]")


def under_its_head(passage: Passage, claim: Claim, material: Material) -> tuple[Claim, ...]:
    """Return what a bare figure of a table is if the words of its column's head stand behind it.

    Nothing where those words change nothing of its value, and outside tables.
    """
    if claim.is_date or not is_row(passage):
        return ()
    head = _head(passage, claim.start, material)
    shown = passage.text[claim.start : claim.end]
    return tuple(dict.fromkeys(_with_words(shown, claim, head))) if head else ()


def _with_words(shown: str, claim: Claim, head: str) -> Iterator[Claim]:
    for word in _WORDS.findall(head):
        for sign in ("", *_CURRENCIES.findall(head)):
            found = find_claims(f"{sign}{shown} {word}")
            if len(found) == 1 and found[0].keys != claim.keys and found[0].end > len(sign + shown):
                yield found[0]


def _head(passage: Passage, offset: int, material: Material) -> str:
    heads = _heads(passage.docname, material).get(passage.line, [])
    column = passage.text.count(CELL_END, 0, offset)
    return heads[column] if column < len(heads) else ""


def _heads(docname: str, material: Material) -> dict[int, list[str]]:
    """Return the heads of the columns, by the line of each row below them."""
    known: dict[int, list[str]] | None = material.cache.get(("heads of", docname))  # type: ignore[assignment]
    if known is None:
        document = material.book.documents.get(docname)
        tables = tables_of(document) if document else []
        known = {row.line: cells(table[0]) for table in tables for row in table[1:]}
        material.cache["heads of", docname] = known
    return known
