"""Take what is in the margins of pages away, and read page numbers and a browser's lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefbook.sources.readers.pdf.margins.beside import LINES, Found, beside_text, without
from briefbook.sources.readers.pdf.margins.browser_rows import PRINTED_AT, browser_rows
from briefbook.sources.readers.pdf.margins.margin_rows import MarginRow, margin_rows
from briefbook.sources.readers.pdf.margins.running_rows import (
    number_rows,
    repeated_rows,
    rows_in_the_same_place,
)
from briefbook.sources.readers.pdf.model import Fragment, PdfPage


@dataclass(frozen=True, slots=True)
class Margins:
    """The pages without their margins, what was in these, and the facts read from it.

    ``left_out`` are reason and text, each once; ``title`` and ``url`` are what a browser printed,
    if it ``printed`` the pages; ``labels`` are the page numbers as printed, empty where unknown.
    """

    pages: list[PdfPage]
    left_out: list[tuple[str, str]]
    labels: list[str]
    title: str = ""
    url: str = ""
    printed: bool = False


def take_margins(pages: Sequence[PdfPage]) -> Margins:
    """Return pages without running heads and feet, page numbers and what runs beside the text."""
    rows = margin_rows(pages)
    taken, title, url, printed = browser_rows(rows)
    # A browser's lines may be wider than the page that it prints; nothing else is beside it.
    beside = [] if printed else beside_text(pages)
    pages, aside = _take_aside(pages, beside)
    rows = margin_rows(pages) if beside else rows
    taken += [row for row in repeated_rows(rows, len(pages)) if row not in taken]
    taken += [row for row in number_rows(rows) if row not in taken]
    taken += rows_in_the_same_place(rows, taken)
    gone: dict[int, list[Fragment]] = {}
    left_out: dict[tuple[bool, str], str] = {}
    for row in sorted(taken, key=lambda row: (row.page, row.place)):
        gone.setdefault(row.page, []).extend(row.fragments)
        left_out.setdefault(row.key, row.text)
    kept = [replace(page, fragments=without(page, gone.get(page.number, ()))) for page in pages]
    said = [
        ("page header" if head else "page footer", text) for (head, _key), text in left_out.items()
    ]
    said += aside
    return Margins(kept, said, _labels(pages, taken, beside), title, url, printed)


def _take_aside(
    pages: Sequence[PdfPage], beside: Iterable[Found]
) -> tuple[list[PdfPage], list[tuple[str, str]]]:
    """Return the pages without what runs beside their text, and reason and text of it, once."""
    gone: dict[int, list[Fragment]] = {}
    said: dict[tuple[str, str], str] = {}
    for number, reason, text, fragment in beside:
        gone.setdefault(number, []).append(fragment)
        said.setdefault((reason, re.sub(r"\d+", "#", text)), text)
    kept = [replace(page, fragments=without(page, gone.get(page.number, ()))) for page in pages]
    return kept, [(reason, text) for (reason, _key), text in said.items()]


def _end_numbers(row: MarginRow) -> set[int]:
    """Return the numbers at the ends of a row's fragments: one may be that of the page."""
    texts = [each.text for each in row.fragments if not PRINTED_AT.search(each.text)]
    ends = [re.match(r"\W*(\d{1,5})(?![\w/.]*\d)|", text) for text in texts]
    ends += [re.search(r"(?<![\w/.])(\d{1,5})\W*$|$", text) for text in texts]
    ends += [re.match(r"(\d{1,5})\s?(?:/|of)", text) for text in texts]
    return {int(match[1]) for match in ends if match and match[1]}


def _labels(
    pages: Sequence[PdfPage], taken: Iterable[MarginRow], beside: Iterable[Found]
) -> list[str]:
    """Return the number of each page as printed, else its label in the file, else its count."""
    printed = {(row.page, n) for row in taken for n in _end_numbers(row)}
    printed |= {
        (page, int(text))
        for page, reason, text, _fragment in beside
        if reason != LINES and re.fullmatch(r"[0-9]{1,5}", text)
    }
    offsets = Counter(n - page for page, n in printed)
    offset, count = offsets.most_common(1)[0] if offsets else (1, 0)
    if count >= 2 and count >= 0.5 * len(pages):
        return [
            str(page.number + offset)
            if page.number + offset > 0
            else re.sub(r"\d+", "", page.label)
            for page in pages
        ]
    if any(page.label for page in pages):
        return [page.label for page in pages]
    return [str(page.number + 1) for page in pages]
