"""Name trees and number trees (ISO 32000-1, 7.9.6 and 7.9.7), read whole and written anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

_LEAF = 64
"""Names per leaf."""


def read_names(tree: Any) -> dict[bytes, Any]:
    """Return what a name tree holds; of no tree, nothing."""
    return {bytes(name): value for name, value in _entries(tree, Name.Names)}


def read_numbers(tree: Any) -> list[tuple[int, Any]]:
    """Return what a number tree holds, in its order; of no tree, nothing."""
    return [(int(number), value) for number, value in _entries(tree, Name.Nums)]


def _entries(tree: Any, key: Name) -> Iterator[tuple[Any, Any]]:
    if tree is None:
        return
    listed = list(tree.get(key, ()))
    yield from zip(listed[::2], listed[1::2], strict=True)
    for kid in tree.get(Name.Kids, ()):
        yield from _entries(kid, key)


def number_tree(entries: Iterable[tuple[int, Any]]) -> Dictionary:
    """Return a number tree without branches."""
    return Dictionary(Nums=Array([part for entry in entries for part in entry]))


def write_names(pdf: Pdf, values: Mapping[bytes, Any]) -> Object:
    """Return a name tree of a PDF, sorted by bytes; one that is long has leaves."""
    ordered = sorted(values.items())
    if len(ordered) <= _LEAF:
        return pdf.make_indirect(Dictionary(Names=_listed(ordered)))
    leaves = []
    for start in range(0, len(ordered), _LEAF):
        part = ordered[start : start + _LEAF]
        limits = Array([String(part[0][0]), String(part[-1][0])])
        leaves.append(pdf.make_indirect(Dictionary(Limits=limits, Names=_listed(part))))
    return pdf.make_indirect(Dictionary(Kids=Array(leaves)))


def _listed(entries: Iterable[tuple[bytes, Any]]) -> Array:
    return Array([part for name, value in entries for part in (String(name), value)])
