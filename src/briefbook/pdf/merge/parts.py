"""What a finished file is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from briefbook.pdf.merge.rights import Rights
from briefbook.pdf.typst.book_links import LinkTarget
from briefbook.pdf.typst.positions import LabelPosition

NOTHING_SAID = Rights()
ABOVE = 16.0
"""Points shown above a place: its position is the base of a line, a reader wants the line."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one file.

    ``chunks`` are PDFs of Typst's, in the book's order; ``heads`` returns one with a page for each
    of theirs, and may wait for it. ``targets`` is where each label that is linked leads;
    ``positions`` count pages through the whole file; ``names`` gives the names of each label's
    place.
    """

    chunks: Sequence[bytes]
    heads: Callable[[], bytes]
    targets: Mapping[str, LinkTarget]
    positions: Sequence[LabelPosition]
    names: Mapping[str, Sequence[str]]
    rights: Rights = NOTHING_SAID
