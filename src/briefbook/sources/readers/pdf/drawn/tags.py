"""Read the tags of a PDF: cells of tables and items of lists.

Browsers, Word and Typst write such tags. Where tables have no lines and lists have drawn
bullets, only the tags show them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

#: Limits of depth and of elements on one page, against hostile files.
_DEEPEST, _MOST = 60, 20_000


class Tags:
    """The tags of one page: what each stretch of marked content is.

    A tag is ``cell TABLE ROW COLUMN`` or ``item NUMBER``, all counted from 0 on the page; empty
    for anything else.
    """

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._by_content: dict[int, str] = {}
        self._by_object: dict[int, str] = {}
        self._counts = {"Table": -1, "LI": -1}
        self._left = _MOST
        tree = raw.FPDF_StructTree_GetForPage(page)
        if not tree:
            return
        for index in range(max(0, raw.FPDF_StructTree_CountChildren(tree))):
            self._walk(raw.FPDF_StructTree_GetChildAtIndex(tree, index), "", [0, -1, -1], 0)
        raw.FPDF_StructTree_Close(tree)

    def of(self, text: pypdfium2.PdfTextPage, index: int) -> str:
        """Return the tag of a glyph; empty where it has none."""
        if not self._by_content:
            return ""
        drawn = raw.FPDFText_GetTextObject(text, index)
        address = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        if address not in self._by_object:
            content = raw.FPDFPageObj_GetMarkedContentID(drawn) if drawn else -1
            self._by_object[address] = self._by_content.get(content, "")
        return self._by_object[address]

    def _walk(self, element: Any, tag: str, cell: list[int], depth: int) -> None:
        self._left -= 1
        if not element or depth > _DEEPEST or self._left < 0:
            return
        kind = _kind(element)
        inside_cell = tag.startswith("cell")
        if kind == "Table" and not inside_cell:
            self._counts["Table"] += 1
            cell[:] = [self._counts["Table"], -1, -1]
        elif kind == "TR" and not inside_cell:
            cell[1:] = [cell[1] + 1, -1]
        elif kind in ("TD", "TH") and not inside_cell:
            cell[2] += 1
            tag = f"cell {cell[0]} {cell[1]} {cell[2]}"
        elif kind == "LI" and not inside_cell:
            self._counts["LI"] += 1
            tag = f"item {self._counts['LI']}"
        for child, content in _children(element):
            if content >= 0 and tag:
                self._by_content[content] = tag
            elif child:
                self._walk(child, tag, cell, depth + 1)


def _kind(element: Any) -> str:
    size = raw.FPDF_StructElement_GetType(element, None, 0)
    if not 2 < size < 200:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_StructElement_GetType(element, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _children(element: Any) -> Iterator[tuple[Any, int]]:
    """Yield each child as an element, or as the number of a stretch of marked content."""
    for index in range(max(0, min(raw.FPDF_StructElement_CountChildren(element), _MOST))):
        content = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
        yield raw.FPDF_StructElement_GetChildAtIndex(element, index), content
