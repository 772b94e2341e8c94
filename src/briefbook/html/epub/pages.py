"""The pages of an EPUB: XHTML that runs nothing, loads nothing, and has no dead links."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from briefbook.core.link_schemes import LINK_SCHEMES

XHTML = "http://www.w3.org/1999/xhtml"
_RUN = frozenset({"script", "iframe", "object", "embed", "form"})
_LOADED = {"src": "src", "poster": "poster", "data": "data"}
_PROPERTIES = {
    "{http://www.w3.org/1998/Math/MathML}math": "mathml",
    "{http://www.w3.org/2000/svg}svg": "svg",
}


@dataclass(frozen=True, slots=True)
class ContentDocument:
    """A page of the EPUB as a tree; ``repaired`` says that it was not well-formed."""

    name: str
    root: Any
    repaired: bool

    @property
    def ids(self) -> frozenset[str]:
        """All ids of the page."""
        return frozenset(self.root.xpath("//@id"))

    @property
    def properties(self) -> str:
        """The properties of the page in the manifest."""
        found = {_PROPERTIES[e.tag] for e in self.root.iter(*_PROPERTIES)}
        return " ".join(sorted(found))


def read_page(name: str, data: bytes) -> ContentDocument:
    """Read a page; an author's HTML that is not well-formed is read as browsers do."""
    try:
        return ContentDocument(
            name, etree.fromstring(data, etree.XMLParser(resolve_entities=False)), False
        )
    except etree.XMLSyntaxError:
        read = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
        for gone in [*read.iter(etree.Comment), *read.iter(etree.ProcessingInstruction)]:
            gone.drop_tree()
        text = etree.tostring(read, encoding="utf-8")
        return ContentDocument(name, etree.fromstring(text, etree.XMLParser(recover=True)), True)


def written(page: ContentDocument) -> bytes:
    """Return the page as a file."""
    return bytes(
        etree.tostring(page.root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    )


def confine(
    page: ContentDocument,
    files: AbstractSet[str],
    ids: Mapping[str, AbstractSet[str]],
    warn: Callable[[str], None],
) -> bool:
    """Remove what runs, what is loaded from elsewhere, and links to what is not packed.

    ``files`` are those of the EPUB, ``ids`` the ids of its pages. What a reader loses is a link, or
    words, in its place; ``warn`` is told. Returns whether the page was changed.
    """
    changed = page.repaired
    for element, said in list(_foreign(page, files, ids)):
        changed = True
        if said:
            warn(said)
        _replace(element)
    for element in page.root.iter("*"):
        for name in [name for name in element.attrib if str(name).lower().startswith("on")]:
            del element.attrib[name]
            changed = True
    return _unique(page) or changed


def _foreign(
    page: ContentDocument, files: AbstractSet[str], ids: Mapping[str, AbstractSet[str]]
) -> Iterator[tuple[Any, str]]:
    """Yield each element that may not stay, and the reason."""
    for element in page.root.iter("*"):
        name = etree.QName(element).localname
        loaded = next((element.get(a) for a in _LOADED if element.get(a)), "")
        if name in _RUN:
            yield element, "" if name == "script" else f"<{name}> is not shown in an EPUB"
        elif loaded and not _is_packed(page.name, loaded, files):
            yield element, f"{loaded} is not in the EPUB, and a link or words stand for it"
        elif (
            name == "a"
            and (href := element.get("href"))
            and not _is_place(page.name, href, files, ids)
        ):
            yield element, f"{href} is not in the EPUB, and its words stand without the link"


def _is_packed(page: str, address: str, files: AbstractSet[str]) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "data" or (not parts.scheme and _target(page, parts.path) in files)


def _is_place(
    page: str, href: str, files: AbstractSet[str], ids: Mapping[str, AbstractSet[str]]
) -> bool:
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return parts.scheme in LINK_SCHEMES and bool(parts.netloc or parts.path or parts.query)
    target = _target(page, parts.path) if parts.path else page
    if target not in files:
        return False
    return not parts.fragment or target not in ids or unquote(parts.fragment) in ids[target]


def _target(page: str, path: str) -> str:
    return normpath(join(dirname(page), unquote(path)))


def _replace(element: Any) -> None:
    """Put a link or words in the place of an element."""
    address = next((element.get(a) for a in (*_LOADED, "href") if element.get(a)), "")
    name = etree.QName(element).localname
    words = element.get("alt") or element.get("title") or ""
    element.tail, tail = None, element.tail
    if name == "a":
        made = etree.Element(f"{{{XHTML}}}span")
        made.text = element.text
        made.extend(list(element))
    elif name == "form":
        made = etree.Element(f"{{{XHTML}}}div")
        made.text = "".join(element.itertext())
    elif address.startswith(("https://", "http://")):
        made = etree.Element(f"{{{XHTML}}}a", href=address)
        made.text = words or address
    else:
        made = etree.Element(f"{{{XHTML}}}span")
        made.text = words
    for kept in ("id", "class"):
        if element.get(kept) and name != "script":
            made.set(kept, element.get(kept))
    made.tail = tail
    element.getparent().replace(element, made)


def _unique(page: ContentDocument) -> bool:
    """Remove repeated ids; return whether there were any."""
    seen: set[str] = set()
    changed = False
    for element in page.root.xpath("//*[@id]"):
        if element.get("id") in seen or not element.get("id").strip():
            del element.attrib["id"]
            changed = True
        else:
            seen.add(element.get("id"))
    return changed
