"""Boundaries that one corpus counts and another does not, whoever reads the page.

Lines that a page breaks in a paragraph are paragraphs to scrapinghub's corpus and none to
Mozilla's; rows of tables are lines to the one and their cells paragraphs to the other.
"""

# scripts side by side, not a package

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import lxml.html

from briefbook.sources.readers.web.parsing import decode_page, parse_page

Around = tuple[tuple[str, ...], tuple[str, ...]]


def either_way(name: str, data: bytes, words_of: Callable[[str], list[str]]) -> frozenset[Around]:
    """Return what stands around a page's line breaks and the boundaries in its tables."""
    tree, _warnings = parse_page(name, decode_page(name, data))
    found: set[Around] = set()
    for lines in (*_broken(tree), *_tables(tree)):
        parts = [words for words in map(words_of, lines) if words]
        found |= {(tuple(a[-3:]), tuple(b[:3])) for a, b in pairwise(parts)}
    return frozenset(found)


def _broken(tree: lxml.html.HtmlElement) -> Iterator[list[str]]:
    """Yield the lines of what is broken; two breaks end a paragraph for everyone."""
    for holder in {br.getparent() for br in tree.iter("br")}:
        lines = [holder.text or ""]
        for child in holder:
            if child.tag == "br":
                if not lines[-1].strip():
                    yield lines[:-1]
                    lines = [""]
                lines.append("")
            elif isinstance(child.tag, str):
                lines[-1] += child.text_content()
            lines[-1] += child.tail or ""
        yield lines


def _tables(tree: lxml.html.HtmlElement) -> Iterator[list[str]]:
    """Yield the cells of each table, and its rows."""
    for table in tree.iter("table"):
        cells = [[cell.text_content() for cell in row.iter("td", "th")] for row in table.iter("tr")]
        yield [cell for row in cells for cell in row]
        yield [" ".join(row) for row in cells]
