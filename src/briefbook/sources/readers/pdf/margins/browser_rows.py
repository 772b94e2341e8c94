"""What a browser prints around a page: its title and address, the time, the number of pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefbook.sources.readers.pdf.margins.margin_rows import MarginRow

#: The time of printing.
PRINTED_AT = re.compile(
    r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{2,4}\.?,?\s+(?:\S{2} ?)?\d{1,2}[:.]\d{2}(?:\s?[AP]M)?"
    r"|\d{1,2} \w+ \d{4},? \d{1,2}:\d{2}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?P<url>(?:https?|file|about|data):\S+)")
_OF_PAGES = re.compile(r"(?:page )?\d{1,4}\s?(?:/|of)\s?\d{1,4}", re.IGNORECASE)


def browser_rows(rows: Sequence[MarginRow]) -> tuple[list[MarginRow], str, str, bool]:
    """Return a browser's rows, the title and address of the page, and whether there are any."""
    heads = [row for row in rows if row.head and PRINTED_AT.search(row.text)]
    feet = [
        row
        for row in rows
        if not row.head and _ADDRESS.search(row.text) and _OF_PAGES.search(row.text)
    ]
    heads = [row for row in heads if _is_stamped(row)]
    # Some browsers print the address in the top margin, and the time in the bottom one.
    stamps = [row for row in rows if not row.head and _is_counted_and_stamped(row)]
    over = [row for row in rows if row.head and _ADDRESS.match(row.fragments[-1].text.strip())]
    if stamps and over:
        title, url = over[0].fragments[0].text.strip(), over[0].fragments[-1].text.strip()
        whole = url.startswith("http") and not url.endswith(("…", "..."))
        return [*over, *stamps], title, url if whole else "", True
    if not feet and not heads:
        return [], "", "", False
    title = ""
    if heads:
        title = " ".join(
            each.text for each in heads[0].fragments if not PRINTED_AT.fullmatch(each.text.strip())
        )
    if not title and heads:
        title = PRINTED_AT.sub("", heads[0].text).strip()
    found = _ADDRESS.search(feet[0].text) if feet else None
    url = found["url"] if found else ""
    return [*heads, *feet], title, url if url.startswith("http") else "", True


def _is_counted_and_stamped(row: MarginRow) -> bool:
    texts = [each.text.strip() for each in row.fragments]
    return any(map(_OF_PAGES.fullmatch, texts)) and any(map(PRINTED_AT.fullmatch, texts))


def _is_stamped(row: MarginRow) -> bool:
    """Return whether a row begins or ends with the time of printing, as a browser's do."""
    ends = (row.fragments[0].text, row.fragments[-1].text)
    return any(PRINTED_AT.fullmatch(end.strip()) for end in ends) or bool(
        PRINTED_AT.match(row.text)
    )
