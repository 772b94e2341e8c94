"""The merge for large books: works on the bytes as Typst writes them, without parsing objects."""

from __future__ import annotations

from briefbook.pdf.merge.fast.destinations import name_places
from briefbook.pdf.merge.fast.hyphens import harden_hyphens
from briefbook.pdf.merge.fast.joining import join_chunks
from briefbook.pdf.merge.fast.links import resolve_links
from briefbook.pdf.merge.fast.overlay import lay_over
from briefbook.pdf.merge.fast.saving import write_pdf
from briefbook.pdf.merge.parts import Parts


def merge_fast(parts: Parts) -> tuple[bytes, int]:
    """Return the finished file and its number of pages.

    The same input gives the same bytes. Raises :class:`ValueError` for a PDF that is not spelled
    as Typst does.
    """
    objects, frame = join_chunks(parts.chunks)
    resolve_links(objects, parts.targets)
    name_places(objects, frame, parts.positions, parts.names)
    lay_over(objects, frame.pages, parts.heads())
    harden_hyphens(objects)
    return write_pdf(objects, frame.single["metadata"], len(frame.pages), parts.rights), len(
        frame.pages
    )
