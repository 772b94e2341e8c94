"""Join several tagged PDFs into one, with one document in its structure tree."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from briefbook.pdf.merge.plain.trees import number_tree, read_names, read_numbers, write_names

_ELEMENT_KEYS = (Name.StructParent, Name.StructParents)


def join_chunks(chunks: Sequence[bytes]) -> Pdf:
    """Return the first chunk with all others merged into it, in order; pages count from 1.

    The children of each chunk's document are moved to the first one, as if the whole had been
    typeset at once. Raises :class:`ValueError` where two chunks name the same place.
    """
    whole = pikepdf.open(io.BytesIO(chunks[0]))
    for number, chunk in enumerate(chunks[1:], start=2):
        # It stays open: objects copied from it are read when the whole is written.
        _join(whole, pikepdf.open(io.BytesIO(chunk)), b"%d-" % number)
    label = Dictionary(Type=Name.PageLabel, S=Name.D, St=1)
    whole.Root.PageLabels = whole.make_indirect(number_tree([(0, label)]))
    return whole


def _join(whole: Pdf, other: Pdf, prefix: bytes) -> None:
    shift = int(whole.Root.StructTreeRoot.get(Name.ParentTreeNextKey, 0))
    _shift_keys(other, shift)
    for element in _elements(_document(other)):
        _prefix_ids(element, prefix)
    # Before the trees, which lead to pages: what leads to one that is not there yet is lost.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # That names of places are not copied: _join_places does.
        whole.pages.extend(other.pages)
    _join_structure(whole, whole.copy_foreign(other.Root.StructTreeRoot), shift, prefix)
    _join_places(whole, other)
    if Name.Outlines in other.Root and Name.First in other.Root.Outlines:
        _join_bookmarks(whole, whole.copy_foreign(other.Root.Outlines))


def _shift_keys(pdf: Pdf, shift: int) -> None:
    """Move the keys under which the parts of pages are in the parent tree."""
    annotations = [link for page in pdf.pages for link in page.obj.get(Name.Annots, ())]
    inline = [link for link in annotations if not link.is_indirect]
    for thing in (*pdf.objects, *inline):
        if isinstance(thing, (Dictionary, pikepdf.Stream)):
            for key in _ELEMENT_KEYS:
                if key in thing:
                    thing[key] = int(thing[key]) + shift


def _document(pdf: Pdf) -> Any:
    """Return the one element that holds all others."""
    kids: Any = pdf.Root.StructTreeRoot.K
    return kids[0] if isinstance(kids, Array) else kids


def _elements(top: Any) -> Iterator[Any]:
    """Yield an element and all below it."""
    waiting = [top]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [kid for kid in _listed(element.get(Name.K)) if _is_element(kid)]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and Name.S in kid


def _listed(value: Any) -> Iterable[Any]:
    """Return one object, or an array of them, as a list."""
    if value is None:
        return ()
    return value if isinstance(value, Array) else (value,)


def _prefix_ids(element: Any, prefix: bytes) -> None:
    """Make the element's id unique in the whole, and those of the heads that a cell names."""
    if Name.ID in element:
        element.ID = _prefixed(element.ID, prefix)
    for attributes in _listed(element.get(Name.A)):
        if isinstance(attributes, Dictionary) and Name.Headers in attributes:
            attributes.Headers = Array([_prefixed(name, prefix) for name in attributes.Headers])


def _prefixed(name: Any, prefix: bytes) -> String:
    return String(prefix + bytes(name))


def _join_structure(whole: Pdf, theirs: Any, shift: int, prefix: bytes) -> None:
    ours = whole.Root.StructTreeRoot
    document, their_document = _document(whole), theirs.K[0]
    kids = list(_listed(their_document.get(Name.K)))
    for kid in kids:
        kid.P = document
    document.K = Array([*_listed(document.get(Name.K)), *kids])
    parents = [(key + shift, parents) for key, parents in read_numbers(theirs.get(Name.ParentTree))]
    own_parents = read_numbers(ours.get(Name.ParentTree))
    ours.ParentTree = whole.make_indirect(number_tree([*own_parents, *parents]))
    ours.ParentTreeNextKey = shift + int(theirs.get(Name.ParentTreeNextKey, 0))
    ids = read_names(ours.get(Name.IDTree))
    ids |= {prefix + name: element for name, element in read_names(theirs.get(Name.IDTree)).items()}
    if ids:
        ours.IDTree = write_names(whole, ids)
    if roles := theirs.get(Name.RoleMap):
        if Name.RoleMap not in ours:
            ours.RoleMap = Dictionary()
        for role in roles.keys():  # noqa: SIM118  # a PDF dictionary of pikepdf's
            ours.RoleMap[role] = roles[role]


def _join_places(whole: Pdf, other: Pdf) -> None:
    """Take over the names that Typst gave to places itself."""
    theirs = read_names(_destinations(other))
    if not theirs:
        return
    ours = read_names(_destinations(whole))
    if twice := ours.keys() & theirs.keys():
        raise ValueError(f"two chunks name the same place: {min(twice).decode()}")
    copied = {
        name: whole.copy_foreign(place if place.is_indirect else other.make_indirect(place))
        for name, place in theirs.items()
    }
    set_destinations(whole, ours | copied)


def _destinations(pdf: Pdf) -> Any:
    return pdf.Root.get(Name.Names, Dictionary()).get(Name.Dests)


def set_destinations(pdf: Pdf, places: dict[bytes, Any]) -> None:
    """Name these places of a PDF, and no others."""
    if Name.Names not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.Dests = write_names(pdf, places)


def read_destinations(pdf: Pdf) -> dict[bytes, Any]:
    """Return the named places of a PDF."""
    return read_names(_destinations(pdf))


def _join_bookmarks(whole: Pdf, theirs: Any) -> None:
    """Append bookmarks to the existing ones."""
    if Name.Outlines not in whole.Root:
        whole.Root.Outlines = whole.make_indirect(Dictionary(Type=Name.Outlines))
    ours = whole.Root.Outlines
    bookmark = theirs.First
    while bookmark is not None:
        bookmark.Parent = ours
        bookmark = bookmark.get(Name.Next)
    if Name.First in ours:
        ours.Last.Next, theirs.First.Prev = theirs.First, ours.Last
    else:
        ours.First = theirs.First
    ours.Last = theirs.Last
    ours.Count = int(ours.get(Name.Count, 0)) + int(theirs.Count)
