"""Find what is repeated beside the text of pages: running words, line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from briefbook.sources.readers.pdf.model import Fragment, PdfPage

#: The share of a page's width from which a fragment is text, and the fewest such on a page.
_WIDE, _LEAST_WIDE = 0.3, 5
#: In points, how far repeated text may move.
_SAME = 3.0
#: The most characters of text beside a page, and the fewest pages that repeat it.
_LONGEST, _LEAST_PAGES = 60, 3
#: The fewest numbered lines of a page.
_LEAST_NUMBERS = 8

MARGIN, LINES = "page margin", "line numbers"
Found = tuple[int, str, str, Fragment]


def beside_text(pages: Sequence[PdfPage]) -> list[Found]:
    """Return what is beside the text: page, reason, what is said of it, and the fragment."""
    numbers = [found for page in pages for found in _line_numbers(page)]
    seen = {id(fragment) for _page, _reason, _text, fragment in numbers}
    aside = [
        (page.number, fragment)
        for page in pages
        for fragment in _aside(page)
        if id(fragment) not in seen and len(fragment.text) <= _LONGEST
    ]
    # A page with little text does not show where its text begins, but others do.
    bare = [
        (page.number, each)
        for page in pages
        if len(_wide(page)) < _LEAST_WIDE
        for each in page.fragments
        if id(each) not in seen and len(each.text) <= _LONGEST
    ]
    return [*numbers, *_again(aside, bare)]


def _wide(page: PdfPage) -> list[Fragment]:
    return [each for each in page.fragments if each.right - each.left > _WIDE * page.width]


def _aside(page: PdfPage) -> Iterator[Fragment]:
    """Yield the fragments with no text above or under them; nothing where a page has no text."""
    wide = _wide(page)
    if len(wide) < _LEAST_WIDE:
        return
    # A headline or a foot may be set over the margin too.
    left = sorted(each.left for each in wide)[len(wide) // 10]
    right = sorted(each.right for each in wide)[-1 - len(wide) // 10]
    for fragment in page.fragments:
        if fragment.right < left or fragment.left > right:
            yield fragment


def _again(
    aside: Sequence[tuple[int, Fragment]], bare: Sequence[tuple[int, Fragment]]
) -> Iterator[Found]:
    """Yield what is at one place on several pages, alike but for the number of the page."""
    by_key: dict[str, list[tuple[int, Fragment]]] = {}
    for page, fragment in aside:
        for key in _keys(page, fragment.text):
            by_key.setdefault(key, []).append((page, fragment))
    for page, fragment in (*aside, *bare):
        alike = [each for key in _keys(page, fragment.text) for each in by_key.get(key, ())]
        pages = {other for other, another in alike if other == page or _same(fragment, another)}
        if len(pages) >= _LEAST_PAGES:
            yield page, MARGIN, fragment.text, fragment


def _keys(page: int, text: str) -> set[str]:
    """Return a text, and the same with a number that counts the pages as no number."""
    text = text.lower()
    numbers = re.finditer(r"\d+", text)
    return {text} | {f"{text[: n.start()]}{int(n[0]) - page}+{text[n.end() :]}" for n in numbers}


def _same(one: Fragment, other: Fragment) -> bool:
    near = min(abs(one.left - other.left), abs(one.right - other.right)) < _SAME
    return near and abs(one.top - other.top) < _SAME


def _line_numbers(page: PdfPage) -> list[Found]:
    """Return the numbers of lines, as manuscripts and transcripts have them at the left."""
    single = [each for each in page.fragments if re.fullmatch(r"\d{1,4}", each.text)]
    if len(single) < _LEAST_NUMBERS:
        return []
    edge = min(each.left for each in page.fragments if each not in single) if single else 0.0
    column = sorted((each for each in single if each.right < edge), key=lambda each: each.top)
    counted = [int(each.text) for each in column]
    steps = {after - before for before, after in pairwise(counted)}
    if len(column) < _LEAST_NUMBERS or steps - {1, 5} or len(steps) > 1:
        return []
    said = f"{counted[0]} to {counted[-1]}"
    return [(page.number, LINES, said, each) for each in column]


def without(page: PdfPage, gone: Iterable[Fragment]) -> tuple[Fragment, ...]:
    """Return the fragments of a page without those that are ``gone``."""
    identities = {id(each) for each in gone}
    return tuple(each for each in page.fragments if id(each) not in identities)
