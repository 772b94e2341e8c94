"""Named destinations: every anchor of the HTML under the same name in the PDF."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from briefbook.pdf.merge.fast.objects import Objects, format_references
from briefbook.pdf.merge.fast.structure import PdfStructure
from briefbook.pdf.merge.parts import ABOVE
from briefbook.pdf.typst.positions import LabelPosition

_LEAF = 64
"""Names per leaf of the name tree."""
_HEIGHT = re.compile(rb"/MediaBox\[0 0 [\d.]+ ([\d.]+)\]")


def name_places(
    objects: Objects,
    frame: PdfStructure,
    positions: Sequence[LabelPosition],
    names: Mapping[str, Sequence[str]],
) -> None:
    """Name the places of a PDF; ``names`` gives the destination names of each label."""
    heights = [_height(objects.texts[page]) for page in frame.pages]
    # Typst's own names of titles stay: a link that it wrote itself may lead to one.
    targets = {name: b"%d 0 R" % number for name, number in frame.places.items()}
    for at in positions:
        page = at.page - 1
        target = _target(b"%d 0 R" % frame.pages[page], heights[page], at.top)
        targets |= {name.encode(): target for name in names.get(at.label, ())}
    if targets:
        leaves = [objects.add(leaf) for leaf in _leaves(targets)]
        tree = objects.add(b"<</Kids[%s]>>" % format_references(leaves))
        root = objects.texts[objects.root].removesuffix(b">>")
        objects.texts[objects.root] = b"%s/Names<</Dests %d 0 R>>>>" % (root, tree)


def _height(page: bytes) -> float:
    found = _HEIGHT.search(page)
    if found is None:
        raise ValueError("a page of the PDF has no size as Typst writes it")
    return float(found[1])


def _target(page: bytes, height: float, top: float) -> bytes:
    return b"[%s/XYZ 0 %.2f 0]" % (page, min(height, height - top + ABOVE))


def _leaves(targets: Mapping[bytes, bytes]) -> list[bytes]:
    """Return the leaves of a two-level name tree, sorted by bytes as ISO 32000 asks."""
    ordered = sorted((name.hex().encode(), target) for name, target in targets.items())
    leaves = []
    for start in range(0, len(ordered), _LEAF):
        chunk = ordered[start : start + _LEAF]
        listed = b"".join(b"<%s>%s " % entry for entry in chunk)
        leaves.append(b"<</Limits[<%s><%s>]/Names[%s]>>" % (chunk[0][0], chunk[-1][0], listed))
    return leaves
