"""Draw heads and feet, the pages of another PDF, under the pages of the book."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefbook.pdf.merge.fast.joining import take_in
from briefbook.pdf.merge.fast.objects import Objects, read_objects
from briefbook.pdf.merge.fast.structure import PdfStructure

_PAGE = re.compile(
    rb"(?P<before><</Type/Page/Resources (?P<resources>\d+) 0 R/MediaBox\[(?P<box>[\d. ]*)\].*)"
    rb"/Contents (?P<content>\d+ 0 R)(?P<after>.*>>)"
)
_CONTENT = re.compile(rb"(<</Length \d+(?:/Filter/FlateDecode)?)>>")
_RESOURCES = re.compile(rb"<</ProcSet\[[/\w]*\](?:/\w+<<[^<>]*>>)*>>")
_DRAW = b"q /Head Do Q"


def lay_over(objects: Objects, pages: Sequence[int], heads: bytes) -> None:
    """Draw the pages of ``heads``, which are artifacts, under what these pages show.

    Raises :class:`ValueError` if they are not as many, or not spelled as expected.
    """
    drawn = read_objects(heads)
    frame = PdfStructure.of(drawn)
    if len(frame.pages) != len(pages):
        raise ValueError(f"{len(frame.pages)} pages of heads for {len(pages)} pages")
    contents, resources = _as_forms(drawn, frame.pages)
    without = {drawn.root, *frame.single.values(), *frame.labels, *frame.pages, *resources}
    new = take_in(objects, drawn, {}, without)
    draw = objects.add(b"<</Length %d>>" % len(_DRAW), _DRAW)
    dressed = set()
    for page, content in zip(pages, contents, strict=True):
        parts = objects.match(page, _PAGE)
        shown = b"/Contents[%d 0 R %s]" % (draw, parts["content"])
        objects.texts[page] = parts["before"] + shown + parts["after"]
        known = int(parts["resources"])
        if known in dressed:
            raise ValueError(f"pages of the PDF share their resources, object {known}")
        dressed.add(known)
        objects.texts[known] = _with_head(objects.match(known, _RESOURCES)[0], new[content])


def _with_head(resources: bytes, head: int) -> bytes:
    """Return a page's resources (ISO 32000-1, 7.8.3) with its head among them."""
    entry = b"/XObject<</Head %d 0 R" % head
    if b"/XObject<<" in resources:
        return resources.replace(b"/XObject<<", entry)
    return resources.removesuffix(b">>") + entry + b">>>>"


def _as_forms(drawn: Objects, pages: Sequence[int]) -> tuple[list[int], set[int]]:
    """Make each page's content a form (ISO 32000-1, 8.10); return these.

    And the resources that are not needed, because others are the same.
    """
    same: dict[bytes, int] = {}
    forms, spare = [], set()
    for page in pages:
        parts = drawn.match(page, _PAGE)
        resources, content = int(parts["resources"]), int(parts["content"].split()[0])
        kept = same.setdefault(drawn.texts[resources], resources)
        if kept != resources:
            spare.add(resources)
        text = drawn.match(content, _CONTENT)
        drawn.texts[content] = b"%s/Type/XObject/Subtype/Form/BBox[%s]/Resources %d 0 R>>" % (
            text[1],
            parts["box"],
            kept,
        )
        forms.append(content)
    return forms, spare
