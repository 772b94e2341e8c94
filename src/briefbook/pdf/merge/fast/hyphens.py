"""Map hyphens to U+002D in fonts' ToUnicode maps, as Typst writes them."""

from __future__ import annotations

import re
import zlib

from briefbook.pdf.merge.fast.objects import Objects
from briefbook.pdf.merge.hyphens import with_hard_hyphens

_MAP = re.compile(rb"/ToUnicode (\d+) 0 R")
_LENGTH = re.compile(rb"/Length \d+")


def harden_hyphens(objects: Objects) -> None:
    """Make the hyphens of every font readable as hyphens."""
    maps = {int(number) for text in objects.texts for number in _MAP.findall(text)}
    for number in sorted(maps):
        text, data = objects.texts[number], objects.streams[number]
        deflated = b"/FlateDecode" in text
        before = zlib.decompress(data) if deflated else data
        after = with_hard_hyphens(before)
        if after != before:
            new = zlib.compress(after) if deflated else after
            objects.streams[number] = new
            objects.texts[number] = _LENGTH.sub(b"/Length %d" % len(new), text, count=1)
