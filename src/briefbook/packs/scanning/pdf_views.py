"""A PDF as texts: its pages by a reader, every string of every object, every stream, its fonts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

from briefbook.packs.scanning.tokens import SEAM

_HYPHEN = re.compile(r"(?:\ufffe|\x02|-)\s*\r?\n")
_LINE = re.compile(r"\r?\n")
_BF = re.compile(rb"beginbf(?:char|range)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_DEEP = 40
_RANGE, _LAST = 0x10000, 0x10FFFF - 0x10000


def pdf_views(data: bytes) -> Iterator[tuple[str, str, str, frozenset[str]]]:
    """Yield (where, text, reading, signs) of a PDF, as a ``View`` has them."""
    nothing: frozenset[str] = frozenset()
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            text = document[number].get_textpage().get_text_bounded()
            text = _LINE.sub(f" {SEAM} ", _HYPHEN.sub("", text))
            yield f"page {number + 1}", text, "text", nothing
    finally:
        document.close()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        strings: list[str] = []
        for each in [pdf.trailer, *pdf.objects]:
            _strings(each, strings, 0)
            if isinstance(each, pikepdf.Stream):
                yield from _stream(each)
        yield "strings of objects", f" {SEAM} ".join(strings), "text", nothing


def _strings(value: Any, found: list[str], depth: int) -> None:
    """Collect the strings and names of an object; what it refers to is an object of its own."""
    if depth > _DEEP or (depth and getattr(value, "is_indirect", False)):
        return
    if isinstance(value, pikepdf.String):
        found.append(str(value))
    elif isinstance(value, pikepdf.Name):
        found.append(str(value)[1:])
    elif isinstance(value, pikepdf.Array):
        for item in value.as_list():
            _strings(item, found, depth + 1)
    elif isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, item in value.items():
            found.append(key[1:])
            _strings(item, found, depth + 1)


def _stream(stream: pikepdf.Stream) -> Iterator[tuple[str, str, str, frozenset[str]]]:
    where = f"object {stream.objgen[0]}"
    try:
        data = stream.read_bytes()
    except pikepdf.PdfError:
        data = stream.read_raw_bytes()
    signs = frozenset(_signs(data)) if b"beginbf" in data else frozenset()
    xml = data.lstrip()[:1] == b"<"
    text = data.decode("utf-8", "replace")
    yield where, re.sub(r"<[^>]*>", f" {SEAM} ", text) if xml else text, "raw", signs
    if xml:
        yield f"{where} (metadata)", text, "text", frozenset()


def _signs(data: bytes) -> Iterator[str]:
    """Yield the letters to which the map of a font leads."""
    for block in _BF.finditer(data):
        for line in block[1].splitlines():
            codes = [int(code, 16) for code in _HEX.findall(line)]
            if len(codes) == 3 and codes[1] - codes[0] < _RANGE and codes[2] < _LAST:
                yield from (chr(codes[2] + n) for n in range(codes[1] - codes[0] + 1))
            elif len(codes) == 2:
                letters = _HEX.findall(line)[1]
                yield from bytes.fromhex(letters.decode()).decode("utf-16-be", "replace")
