"""Store colour profiles and pictures that several chunks have once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream


def share_streams(pdf: Pdf) -> None:
    """Make all pages of a PDF use one of several equal streams."""
    known: dict[tuple[bytes, bytes], Any] = {}
    same: dict[tuple[int, int], Any] = {}
    for holder, place in _places(pdf):
        stream = holder[place]
        if isinstance(stream, Stream):
            if stream.objgen not in same:
                # What it leads to was looked at before: equal streams name the same objects.
                content = (stream.stream_dict.unparse(), bytes(stream.read_raw_bytes()))
                same[stream.objgen] = known.setdefault(content, stream)
            holder[place] = same[stream.objgen]


def _places(pdf: Pdf) -> Iterator[tuple[Any, Any]]:
    """Yield where a stream may be named, as container and key; profiles before what uses them."""
    for intent in pdf.Root.get(Name.OutputIntents, ()):
        if Name.DestOutputProfile in intent:
            yield intent, Name.DestOutputProfile
    for page in pdf.pages:
        resources = page.obj.Resources
        drawn = resources.get(Name.XObject, Dictionary())
        # pikepdf 9 has values() of this mapping alone.
        for thing in drawn.as_dict().values():
            yield from _profiles(thing.get(Name.Resources, Dictionary()).get(Name.ColorSpace))
            yield from _profiles(thing.get(Name.ColorSpace))
        yield from _profiles(resources.get(Name.ColorSpace))
        yield from ((drawn, name) for name in list(drawn.keys()))


def _profiles(spaces: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the places of streams in a colour space, ``[/ICCBased stream]``, or several."""
    several = list(spaces.as_dict().values()) if isinstance(spaces, Dictionary) else [spaces]
    for space in several:
        if isinstance(space, Array):
            yield from ((space, place) for place in range(len(space)))
