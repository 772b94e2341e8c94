"""The pages that Typst made become the file: with links, names of places, heads and feet."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pikepdf

from briefbook.pdf.compile import Position
from briefbook.pdf.destinations import set_places, with_places
from briefbook.pdf.heads import lay_over
from briefbook.pdf.links import Target, with_links


def bound(
    quires: Sequence[bytes],
    heads: bytes,
    targets: Mapping[str, Target],
    positions: Sequence[Position],
    names: Mapping[str, Sequence[str]],
) -> tuple[bytes, int]:
    """Return the finished file and its number of pages.

    ``targets`` is where each label that is linked leads, ``names`` gives the names of each
    label's place. The same input gives the same bytes.
    """
    (pdf,) = quires
    placed, leaves = with_places(with_links(pdf, targets), positions, names)
    with pikepdf.open(io.BytesIO(placed)) as document:
        set_places(document, leaves)
        lay_over(document, heads)
        out = io.BytesIO()
        document.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
        return out.getvalue(), len(document.pages)
