"""Merge the chunks into one file, with links, named destinations, heads and feet.

``plain`` uses pikepdf and works on any PDF. ``fast`` works on the bytes as Typst writes them, in a
fifth of the time: for large books.
"""

from __future__ import annotations

from collections.abc import Callable

from briefbook.pdf.merge.fast import merge_fast
from briefbook.pdf.merge.parts import Parts
from briefbook.pdf.merge.plain import merge_plain

_SMALL = 4_000_000
"""Bytes of Typst's PDFs that the plain way merges in 3 s, about 120 pages: what speed would gain
there is worth no dependence on a spelling."""


def merge(parts: Parts, warn: Callable[[str], None]) -> tuple[bytes, int]:
    """Return the finished file and its number of pages.

    The same input gives the same bytes. ``warn`` is called where the fast way could not be taken.
    """
    if sum(map(len, parts.chunks)) > _SMALL:
        try:
            return merge_fast(parts)
        except ValueError as error:
            warn(
                f"this Typst spells its PDFs in a way that is new to briefbook ({error}); they are "
                "merged by a way that takes longer; update briefbook"
            )
    return merge_plain(parts)
