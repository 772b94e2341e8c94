"""Every file as texts that can be searched: archives are unpacked, encodings decoded."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from briefbook.packs.scanning.pdf_views import pdf_views
from briefbook.packs.scanning.tokens import SEAM, parted

_MARKUP = frozenset({"html", "xhtml", "htm", "svg", "xml", "opf", "ncx", "xsl"})
_TEXT = frozenset({
    "bib", "ris", "csv", "txt", "cff", "css", "toml", "md", "yml", "yaml", "py", "typ", "tex",
    "log",
})  # fmt: skip
_PROSE = frozenset({"txt", "md", "log"})
#: Attributes that hold words; others hold places, names and drawings.
_SPOKEN = frozenset({
    "alt", "title", "content", "aria-label", "aria-description", "label", "value", "placeholder",
    "data-title", "data-text", "summary", "desc",
})  # fmt: skip
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`")
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data dfn em i kbd mark q s samp small span strong sub sup time u "
    "var tspan".split()
)
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_UTF16 = re.compile(rb"(?:[\x20-\x7e]\x00){6,}|(?:\x00[\x20-\x7e]){6,}")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\n|\\t")
_BASE64 = re.compile(r"base64,([A-Za-z0-9+/=]{40,})")
#: What is between the names of an entry in Sphinx's inventory.
_INVENTORY = re.compile(r" \S+:\S+ -?\d+ \S*")
_PNG = b"\x89PNG\r\n\x1a\n"
_LIMIT = 64 * 1024 * 1024


@dataclass(frozen=True)
class View:
    """A text of a file: ``where`` in it, and whether it is read as ``text``, ``raw`` or ``index``.

    ``signs`` are the letters that a font of it can draw.
    """

    where: str
    text: str
    reading: str = "text"
    signs: frozenset[str] = frozenset()


def views(name: str, data: bytes) -> Iterator[View]:
    """Yield the texts of a file, by its name and bytes."""
    kind = name.rpartition(".")[2].lower()
    if kind == "pdf":
        for where, text, reading, signs in pdf_views(data):
            yield View(where, text, reading, signs)
        yield from _raw(data, packed="raw")
    elif zipfile.is_zipfile(io.BytesIO(data)):
        yield from _zip(data)
    elif kind in _MARKUP:
        yield from _markup(data.decode("utf-8", "replace"))
    elif kind in {"js", "json", "map", "webmanifest"}:
        yield from _script(data.decode("utf-8", "replace"))
    elif kind in _TEXT:
        text = data.decode("utf-8", "replace")
        yield View("text", text if kind in _PROSE else parted(text))
    else:
        yield from _raw(data)


def _zip(data: bytes) -> Iterator[View]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield View("comment", archive.comment.decode("utf-8", "replace"))
        for entry in archive.infolist():
            yield View("name", f"{entry.filename} {entry.comment!r}")
            for view in views(entry.filename, archive.read(entry)):
                where = f"{entry.filename} {view.where}"
                yield View(where, view.text, view.reading, view.signs)


def _raw(data: bytes, packed: str = "text") -> Iterator[View]:
    """Yield what may be text in bytes: as they are, in UTF-16, and what zlib has packed."""
    if data.startswith(_PNG):
        yield View("comments", f" {SEAM} ".join(_png_texts(data)))
    yield View("bytes", data.decode("utf-8", "replace"), "raw")
    wide = SEAM.join(m[0].replace(b"\0", b"").decode("ascii") for m in _UTF16.finditer(data))
    if wide:
        yield View("UTF-16", wide)
    end = 0
    for match in _ZLIB.finditer(data):
        if match.start() < end:
            continue
        stream = zlib.decompressobj()
        try:
            unpacked = stream.decompress(data[match.start() :], _LIMIT)
        except zlib.error:
            continue
        if unpacked:
            end = len(data) - len(stream.unused_data)
            text = unpacked.decode("utf-8", "replace")
            reading = "raw" if "\ufffd" in text else packed
            if packed == "text":
                text = _INVENTORY.sub(f" {SEAM} ", text).replace("\n", f" {SEAM} ")
            yield View(f"packed at {match.start()}", text, reading)


def _png_texts(data: bytes) -> Iterator[str]:
    """Yield the texts of a picture's chunks, but the packed ones, which :func:`_raw` unpacks."""
    at = len(_PNG)
    while at + 8 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] in {b"tEXt", b"iTXt", b"eXIf"}:
            value = data[at + 8 : at + 8 + length].replace(b"\0", b"\x1e")
            yield value.decode("utf-8", "replace")
        at += length + 12


def _markup(text: str) -> Iterator[View]:
    reader = _Markup()
    reader.feed(text)
    reader.close()
    yield View("text", "".join(reader.text))
    yield View("attributes", f" {SEAM} ".join(reader.attributes))
    yield View("other attributes", f" {SEAM} ".join(reader.others), "raw")
    yield View("comments", f" {SEAM} ".join(reader.comments))
    for script in reader.scripts:
        yield from _script(script)
    for packed in _BASE64.findall(text):
        yield from _raw(_unpacked(packed))


def seen_text(text: str) -> str:
    """Return what a page shows and says of its pictures: no styles, scripts, names of elements."""
    reader = _Markup()
    reader.feed(text)
    reader.close()
    return f" {SEAM} ".join(("".join(reader.text), *reader.attributes))


def _unpacked(packed: str) -> bytes:
    import base64

    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4))
    except ValueError:
        return packed.encode()


class _Markup(HTMLParser):
    """Splits markup into text, attributes, comments and scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.attributes: list[str] = []
        self.others: list[str] = []
        self.comments: list[str] = []
        self.scripts: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag in {"script", "style"}
        self.text.append("" if tag in _INLINE else f" {SEAM} ")
        for name, value in attrs:
            if value and name in _SPOKEN:
                self.attributes.append(value)
            elif value:
                self.others += [value, *([unquote(value)] if "%" in value else [])]

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False
        self.text.append("" if tag in _INLINE else f" {SEAM} ")

    def handle_data(self, data: str) -> None:
        (self.scripts if self._in_script else self.text).append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_decl(self, decl: str) -> None:
        self.comments.append(decl)

    def handle_pi(self, data: str) -> None:
        self.comments.append(data)

    def unknown_decl(self, data: str) -> None:
        self.text.append(data)  # CDATA


def _script(text: str) -> Iterator[View]:
    """Yield the strings of JSON or of a script, then what is around them: names, comments."""
    strings = [_ESCAPED.sub(_unescaped, m[0][1:-1]) for m in _STRING.finditer(text)]
    yield View("strings", f" {SEAM} ".join(unescape(each) for each in strings))
    yield View("script", parted(_STRING.sub(f" {SEAM} ", text)))
    begin, end = text.find("{"), text.rfind("}")
    try:
        data = json.loads(text[begin : end + 1])
    except ValueError:
        return
    terms = {**_terms(data, "terms"), **_terms(data, "titleterms")}
    if terms:
        yield View("search terms", "\n".join(terms), "index")


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1] or match[2], 16)) if match[1] or match[2] else " "


def _terms(data: Any, name: str) -> dict[str, Any]:
    found = data.get(name) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}
