"""The order of the documents that toctrees give, and the depth of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

FRONT = 0
"""Depth of the front page; the documents of its toctrees have depth 1, theirs 2 …"""

ToctreeEntries = tuple[str, Sequence[str]]
"""A caption, or nothing, and the documents that the toctree names."""


def walk_toctrees(
    root: str, toctrees: Callable[[str], Iterable[ToctreeEntries]]
) -> Iterator[tuple[str, int, str]]:
    """Yield each document, its depth, and the caption of the toctree that it is the first of.

    ``toctrees`` returns those of a document, in their order. A document stands where it is reached
    first, before all that its own toctrees name; one that names itself or a document above it ends
    nothing.
    """
    seen = {root}
    yield root, FRONT, ""
    # No recursion: each chapter may name the next one.
    waiting = [_unseen(toctrees(root), seen)]
    while waiting:
        found = next(waiting[-1], None)
        if found is None:
            waiting.pop()
        else:
            docname, caption = found
            yield docname, len(waiting), caption
            waiting.append(_unseen(toctrees(docname), seen))


def _unseen(toctrees: Iterable[ToctreeEntries], seen: set[str]) -> Iterator[tuple[str, str]]:
    for caption, docnames in toctrees:
        first = caption
        for docname in docnames:
            if docname not in seen:
                seen.add(docname)
                yield docname, first
                first = ""
