"""The chunks that Typst made become the file: with links, names of places, heads and feet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from briefbook.pdf.merge.destinations import name_places
from briefbook.pdf.merge.joining import join_chunks
from briefbook.pdf.merge.links import resolve_links
from briefbook.pdf.merge.overlay import lay_over
from briefbook.pdf.merge.saving import write_pdf
from briefbook.pdf.typst.book_links import LinkTarget
from briefbook.pdf.typst.positions import Position


def merge_chunks(
    chunks: Sequence[bytes],
    heads: Callable[[], bytes],
    targets: Mapping[str, LinkTarget],
    positions: Sequence[Position],
    names: Mapping[str, Sequence[str]],
) -> tuple[bytes, int]:
    """Return the finished file and its number of pages.

    ``chunks`` are PDFs of Typst's, in the book's order; ``heads`` returns one with a page for each
    of theirs, and may wait for it. ``targets`` is where each label that is linked leads;
    ``positions`` count pages through the whole file; ``names`` gives the names of each label's
    place. The same input gives the same bytes. Raises :class:`ValueError` for a PDF that is not
    spelled as Typst does.
    """
    objects, frame = join_chunks(chunks)
    resolve_links(objects, targets)
    name_places(objects, frame, positions, names)
    lay_over(objects, frame.pages, heads())
    return write_pdf(objects, frame.single["metadata"], len(frame.pages)), len(frame.pages)
