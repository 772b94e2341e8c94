"""What stands in the margins of pages: running heads and feet, page numbers, a browser's lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from briefbook.sources.readers.pdf.beside import LINES, Found, beside_text, without
from briefbook.sources.readers.pdf.model import Fragment, PdfPage, rows_of

#: The part of a page at its top and foot where such lines stand, and how many there may be.
_MARGIN, _MOST_ROWS = 0.16, 3
#: A running line has no more words; so many others stand where one does that does not come again.
_MOST_WORDS, _LEAST_LIKE = 12, 4
_PAGE_NUMBER = re.compile(
    r"[\s|·•–—\[-]*(?:page|p\.|seite|стр\.|страница|página|pagina)?\s*(?P<n>\d{1,4}|[ivxl]{1,7})"
    r"(?:\s?(?:of|/|из|von|de|sur)\s?\d{1,4})?[\s|·•–—\]-]*",
    re.IGNORECASE,
)
_PRINTED_AT = re.compile(
    r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{2,4}\.?,?\s+(?:\S{2} ?)?\d{1,2}[:.]\d{2}(?:\s?[AP]M)?"
    r"|\d{1,2} \w+ \d{4},? \d{1,2}:\d{2}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?P<url>(?:https?|file|about|data):\S+)")
_OF_PAGES = re.compile(r"(?:page )?\d{1,4}\s?(?:/|of)\s?\d{1,4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Margins:
    """The pages without what stands in their margins, that, and what it tells.

    ``left_out`` are reason and text, each once; ``title`` and ``url`` are what a browser printed
    at the head and the foot; ``labels`` are the page numbers as printed, empty where unknown.
    """

    pages: list[PdfPage]
    left_out: list[tuple[str, str]]
    labels: list[str]
    title: str = ""
    url: str = ""
    printed: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    page: int
    head: bool
    text: str
    place: float
    apart: bool
    small: bool
    fragments: tuple[Fragment, ...]

    @property
    def key(self) -> tuple[bool, str]:
        return self.head, re.sub(r"\d+", "#", self.text.lower())


def take_margins(pages: Sequence[PdfPage]) -> Margins:
    """Find what stands in the margins and take it away."""
    rows = _rows(pages)
    taken, title, url, printed = _browser_rows(rows)
    # A browser's lines may be wider than the page that it prints, and nothing else runs beside it.
    beside = [] if printed else beside_text(pages)
    pages, aside = _take_aside(pages, beside)
    rows = _rows(pages) if beside else rows
    taken += [row for row in _repeated(rows, len(pages)) if row not in taken]
    taken += [row for row in _numbers(rows) if row not in taken]
    taken += _in_the_same_place(rows, taken)
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


def _rows(pages: Sequence[PdfPage]) -> list[_Row]:
    usual = _usual_gap(pages)
    return [row for page in pages for row in _outer_rows(page, usual)]


def _take_aside(
    pages: Sequence[PdfPage], beside: Iterable[Found]
) -> tuple[list[PdfPage], list[tuple[str, str]]]:
    """Return the pages without what runs beside their text, and that, each once."""
    gone: dict[int, list[Fragment]] = {}
    said: dict[tuple[str, str], str] = {}
    for number, reason, text, fragment in beside:
        gone.setdefault(number, []).append(fragment)
        said.setdefault((reason, re.sub(r"\d+", "#", text)), text)
    kept = [replace(page, fragments=without(page, gone.get(page.number, ()))) for page in pages]
    return kept, [(reason, text) for (reason, _key), text in said.items()]


def _usual_gap(pages: Iterable[PdfPage]) -> float:
    """Return how far the lines of a paragraph stand apart, over all pages."""
    gaps = sorted(
        min(each.top for each in below) - max(each.bottom for each in above)
        for page in pages
        for above, below in pairwise(rows_of(page.fragments))
    )
    # Those between paragraphs are fewer, or as many where each has two lines.
    return gaps[len(gaps) // 4] if gaps else 0.0


def _outer_rows(page: PdfPage, usual: float) -> list[_Row]:
    """Return the first and last rows of a page, as far as they stand in its margins."""
    rows = rows_of(page.fragments)
    tops = [min(each.top for each in row) for row in rows]
    bottoms = [max(each.bottom for each in row) for row in rows]
    gaps = [tops[place + 1] - bottoms[place] for place in range(len(rows) - 1)]
    body = median(max(each.size for each in row) for row in rows) if rows else 0.0
    found = []
    for head in (True, False):
        order = range(len(rows)) if head else range(len(rows) - 1, -1, -1)
        for place in list(order)[:_MOST_ROWS]:
            middle = (tops[place] + bottoms[place]) / 2
            if not (
                middle < _MARGIN * page.height if head else middle > (1 - _MARGIN) * page.height
            ):
                break
            before = place if head else place - 1
            gap = gaps[before] if 0 <= before < len(gaps) else 0.0
            size = max(each.size for each in rows[place])
            text = " ".join(each.text for each in rows[place])
            apart = gap > max(1.8 * usual, 0.6 * size) or abs(size - body) > 0.04 * body
            outermost = place in (0, len(rows) - 1)
            small = apart and outermost and size < 0.96 * body
            found.append(_Row(page.number, head, text, middle, apart, small, tuple(rows[place])))
    return found


def _browser_rows(rows: Sequence[_Row]) -> tuple[list[_Row], str, str, bool]:
    """Return what a browser printed around a page, the page's title and its address."""
    heads = [row for row in rows if row.head and _PRINTED_AT.search(row.text)]
    feet = [
        row
        for row in rows
        if not row.head and _ADDRESS.search(row.text) and _OF_PAGES.search(row.text)
    ]
    heads = [row for row in heads if _is_stamped(row)]
    # Others print the address at the head, and the time at the foot.
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
            each.text for each in heads[0].fragments if not _PRINTED_AT.fullmatch(each.text.strip())
        )
    if not title and heads:
        title = _PRINTED_AT.sub("", heads[0].text).strip()
    found = _ADDRESS.search(feet[0].text) if feet else None
    url = found["url"] if found else ""
    return [*heads, *feet], title, url if url.startswith("http") else "", True


def _is_counted_and_stamped(row: _Row) -> bool:
    texts = [each.text.strip() for each in row.fragments]
    return any(map(_OF_PAGES.fullmatch, texts)) and any(map(_PRINTED_AT.fullmatch, texts))


def _is_stamped(row: _Row) -> bool:
    """Tell whether a row is a browser's: the time of printing at one edge of it."""
    ends = (row.fragments[0].text, row.fragments[-1].text)
    return any(_PRINTED_AT.fullmatch(end.strip()) for end in ends) or bool(
        _PRINTED_AT.match(row.text)
    )


def _repeated(rows: Sequence[_Row], pages: int) -> list[_Row]:
    """Return the rows that come again on other pages, alike but for the number of the page."""
    by_key: dict[tuple[bool, str], list[_Row]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    found = []
    for alike in by_key.values():
        enough = len({row.page for row in alike}) >= (2 if pages < 7 else 3)
        # A line of the text may stand at the edge of two pages.
        outside = sum(row.apart for row in alike) >= 0.6 * len(alike)
        if enough and (_counts_pages(alike) or _differ_little(alike)) and outside:
            found += [row for row in alike if _in_place(row, alike)]
    return found


def _differ_little(alike: Sequence[_Row]) -> bool:
    """Tell whether rows have few words or figures: what repeats but for these is no sentence."""
    return all(len(row.text.split()) <= _MOST_WORDS for row in alike)


def _counts_pages(alike: Sequence[_Row]) -> bool:
    """Tell whether rows are the same, or have one number that grows with the pages.

    The others are the same, but on a page or two.
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


def _in_place(row: _Row, alike: Sequence[_Row]) -> bool:
    others = [other.place for other in alike if other.page != row.page]
    return any(abs(row.place - place) < 12 for place in others)


def _in_the_same_place(rows: Sequence[_Row], taken: Sequence[_Row]) -> list[_Row]:
    """Return the rows that stand where others run: the name of a chapter has few pages."""
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


def _size(row: _Row) -> float:
    return max(each.size for each in row.fragments)


def _numbers(rows: Sequence[_Row]) -> list[_Row]:
    """Return the rows that are the number of the page, and small ones that it begins or ends."""
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


def _end_numbers(row: _Row) -> set[int]:
    """Return the numbers at the ends of a row's parts: one may be that of the page."""
    texts = [each.text for each in row.fragments if not _PRINTED_AT.search(each.text)]
    ends = [re.match(r"\W*(\d{1,5})(?![\w/.]*\d)|", text) for text in texts]
    ends += [re.search(r"(?<![\w/.])(\d{1,5})\W*$|$", text) for text in texts]
    ends += [re.match(r"(\d{1,5})\s?(?:/|of)", text) for text in texts]
    return {int(match[1]) for match in ends if match and match[1]}


def _labels(pages: Sequence[PdfPage], taken: Iterable[_Row], beside: Iterable[Found]) -> list[str]:
    """Return the number of each page as it is printed, else as the file or the count has it."""
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
