"""Join several PDFs made by Typst, the chunks, into one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from briefbook.pdf.merge.fast.objects import NULL, Objects, read_objects
from briefbook.pdf.merge.fast.renumbering import renumber
from briefbook.pdf.merge.fast.structure import PdfStructure

_BOOKMARK = re.compile(rb"(?P<parent><</Parent \d+ 0 R)(?P<rest>.*)")


def join_chunks(chunks: Sequence[bytes]) -> tuple[Objects, PdfStructure]:
    """Return the first chunk with all others merged into it, in their order.

    The structure tree has one document: the children of each chunk's document are moved to the
    first one, as if the whole had been typeset at once. So readers that do not support nested
    documents lose nothing, and the levels of headings stay in order.
    """
    objects = read_objects(chunks[0])
    frame = PdfStructure.of(objects)
    for number, chunk in enumerate(chunks[1:], start=2):
        other = read_objects(chunk)
        _join(objects, frame, other, b"%d-" % number)
    # Pages are numbered in one row. What is free is given again from the lowest number on.
    for label in reversed(frame.labels):
        objects.drop(label)
    frame.write(objects)
    return objects, frame


def _join(objects: Objects, frame: PdfStructure, other: Objects, ids: bytes) -> None:
    theirs = PdfStructure.of(other)
    same = {theirs.single[key]: number for key, number in frame.single.items()}
    new = take_in(objects, other, same, {other.root, *theirs.labels}, keys=frame.keys, ids=ids)
    twice = frame.places.keys() & theirs.places.keys()
    if twice:
        raise ValueError(f"two chunks name the same place: {min(twice).decode()}")
    frame.pages += [new[page] for page in theirs.pages]
    frame.elements += [new[element] for element in theirs.elements]
    frame.parents |= {key + frame.keys: new[at] for key, at in theirs.parents.items()}
    frame.keys += theirs.keys
    frame.ids |= {ids + name: new[element] for name, element in theirs.ids.items()}
    frame.roles |= theirs.roles
    frame.places |= {name: new[place] for name, place in theirs.places.items()}
    if theirs.bookmarks:
        first, last = (new[bookmark] for bookmark in theirs.bookmarks)
        _add_bookmarks(objects, frame, first, last)
        frame.opened += theirs.opened


def take_in(
    objects: Objects,
    other: Objects,
    same: Mapping[int, int],
    without: Iterable[int],
    *,
    keys: int = 0,
    ids: bytes = b"",
) -> dict[int, int]:
    """Add the objects of another PDF; return the new number of each.

    ``same`` has the numbers of those that are there already; nothing leads to those of ``without``.
    """
    same = {**_known_streams(objects, other), **same}
    left = {*same, *without}
    wanted = [number for number in range(1, len(other.texts)) if number not in left]
    taken = {number: objects.add(NULL) for number in wanted}
    new = {**same, **taken}
    numbers = {b"%d" % old: b"%d" % number for old, number in new.items()}
    texts = [other.texts[number] for number in wanted]
    for number, text in zip(wanted, renumber(texts, numbers, keys=keys, ids=ids), strict=True):
        objects.texts[new[number]] = text
    objects.streams |= {
        taken[number]: data for number, data in other.streams.items() if number in taken
    }
    return new


def _known_streams(objects: Objects, other: Objects) -> dict[int, int]:
    """Return which streams of the other PDF are here too: colour profiles, pictures."""
    known = {(objects.texts[n], data): n for n, data in objects.streams.items()}
    found = {}
    for number, data in other.streams.items():
        text = other.texts[number]
        if b" 0 R" not in text and (text, data) in known:
            found[number] = known[text, data]
    return found


def _add_bookmarks(objects: Objects, frame: PdfStructure, first: int, last: int) -> None:
    """Append bookmarks to the existing ones."""
    if frame.bookmarks:
        begin, end = frame.bookmarks
        for number, link in ((end, b"/Next %d 0 R" % first), (first, b"/Prev %d 0 R" % end)):
            text = objects.match(number, _BOOKMARK)
            objects.texts[number] = text["parent"] + link + text["rest"]
        frame.bookmarks = begin, last
    else:
        frame.bookmarks = first, last
