"""Running heads and feet, and page numbers: rows that repeat from page to page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefbook.sources.readers.pdf.margins.margin_rows import MarginRow

#: The most words of a running line, and how many others must be in the same place as one that
#: does not repeat.
_MOST_WORDS, _LEAST_LIKE = 12, 4
_PAGE_NUMBER = re.compile(
    r"[\s|·•–—\[-]*(?:page|p\.|seite|стр\.|страница|página|pagina)?\s*(?P<n>\d{1,4}|[ivxl]{1,7})"
    r"(?:\s?(?:of|/|из|von|de|sur)\s?\d{1,4})?[\s|·•–—\]-]*",
    re.IGNORECASE,
)


def repeated_rows(rows: Sequence[MarginRow], pages: int) -> list[MarginRow]:
    """Return the rows that repeat on other pages, apart from the number of the page."""
    by_key: dict[tuple[bool, str], list[MarginRow]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    found = []
    for alike in by_key.values():
        enough = len({row.page for row in alike}) >= (2 if pages < 7 else 3)
        # A line of the text may be at the edge of two pages.
        outside = sum(row.apart for row in alike) >= 0.6 * len(alike)
        if enough and (_counts_pages(alike) or _differ_little(alike)) and outside:
            found += [row for row in alike if _in_place(row, alike)]
    return found


def _differ_little(alike: Sequence[MarginRow]) -> bool:
    """Return whether all rows are short: long ones that differ in a number are sentences."""
    return all(len(row.text.split()) <= _MOST_WORDS for row in alike)


def _counts_pages(alike: Sequence[MarginRow]) -> bool:
    """Return whether rows are equal, or differ in a number that grows with the pages.

    Their other numbers are equal, except on a page or two.
    """
    numbers = [[int(n) for n in re.findall(r"\d+", row.text)] for row in alike]
    if len({row.text for row in alike}) == 1:
        return len(numbers[0]) < 3
    columns = list(zip(*numbers, strict=True))
    grows = [
        len({row.page - n for row, n in zip(alike, each, strict=True)}) == 1 for each in columns
    ]
    stays = [Counter(each).most_common(1)[0][1] >= 0.85 * len(alike) for each in columns]
    return any(grows) and all(a or b for a, b in zip(grows, stays, strict=True))


def _in_place(row: MarginRow, alike: Sequence[MarginRow]) -> bool:
    others = [other.place for other in alike if other.page != row.page]
    return any(abs(row.place - place) < 12 for place in others)


def rows_in_the_same_place(
    rows: Sequence[MarginRow], taken: Sequence[MarginRow]
) -> list[MarginRow]:
    """Return rows in the place of running lines: the title of a short chapter may not repeat."""
    places = [(row.head, row.place, _size(row)) for row in taken]
    return [
        row
        for row in rows
        if row.apart
        and row not in taken
        and len(row.text.split()) <= _MOST_WORDS
        and sum(
            head == row.head and abs(place - row.place) < 1.5 and abs(size - _size(row)) < 0.2
            for head, place, size in places
        )
        >= _LEAST_LIKE
    ]


def _size(row: MarginRow) -> float:
    return max(each.size for each in row.fragments)


def number_rows(rows: Sequence[MarginRow]) -> list[MarginRow]:
    """Return rows that are the number of the page, and small ones that begin or end with it."""
    alone = [row for row in rows if row.apart and _PAGE_NUMBER.fullmatch(row.text)]
    found = [row for row in alone if any(map(str.isdigit, row.text)) or len(alone) > 1]
    return found + [
        row
        for row in rows
        if row.small
        and row not in found
        and len(row.text.split()) <= _MOST_WORDS
        and str(row.page + 1) in (row.text.split()[0], row.text.split()[-1])
    ]
