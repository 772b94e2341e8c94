"""The package document of an EPUB, ``content.opf``, by EPUB 3.3."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True, slots=True)
class PackageMetadata:
    """The metadata of the book; all but title, language and identifier may be empty.

    ``date`` and ``modified`` are ISO 8601, the second to the second and in UTC.
    """

    title: str
    language: str
    identifier: str
    modified: str
    creators: Sequence[str] = ()
    description: str = ""
    publisher: str = ""
    rights: str = ""
    date: str = ""
    cover: str = ""
    right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class ManifestItem:
    """A file of the manifest; ``properties`` as EPUB names them."""

    id: str
    href: str
    media_type: str
    properties: str = ""


_NAMES = 'xmlns="http://www.idpf.org/2007/opf" version="3.0"'
#: What readers with other needs are told; see EPUB Accessibility 1.1.
_ACCESS = (
    ("accessMode", "textual"), ("accessMode", "visual"), ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "structuralNavigation"), ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "alternativeText"), ("accessibilityHazard", "none"),
)  # fmt: skip


def package_document(
    facts: PackageMetadata,
    items: Sequence[ManifestItem],
    spine: Sequence[tuple[str, bool]],
    guides: Mapping[str, str],
) -> str:
    """Return ``content.opf``.

    ``spine`` has the id of each page in reading order and whether it belongs there; ``guides`` the
    addresses of places, by their types, for readers of EPUB 2.
    """
    elements = [
        ("title", facts.title), ("language", facts.language),
        *(("creator", name) for name in facts.creators), ("description", facts.description),
        ("publisher", facts.publisher), ("rights", facts.rights), ("date", facts.date),
    ]  # fmt: skip
    lines = [
        f'    <dc:identifier id="book-id">{escape(facts.identifier)}</dc:identifier>',
        *(f"    <dc:{name}>{escape(text)}</dc:{name}>" for name, text in elements if text),
        f'    <meta property="dcterms:modified">{escape(facts.modified)}</meta>',
        *(f'    <meta property="schema:{name}">{text}</meta>' for name, text in _ACCESS),
    ]
    if facts.cover:
        lines.append(f'    <meta name="cover" content={quoteattr(facts.cover)}/>')
    direction = "rtl" if facts.right_to_left else "ltr"
    language = quoteattr(facts.language)
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<package {_NAMES} unique-identifier="book-id" xml:lang={language}>',
        '  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">', *lines, "  </metadata>",
        "  <manifest>", *(f"    {_item(item)}" for item in items), "  </manifest>",
        f'  <spine toc="ncx" page-progression-direction="{direction}">',
        *(f"    {_itemref(*place)}" for place in spine), "  </spine>", "  <guide>",
        *(f"    <reference type={quoteattr(kind)} href={quoteattr(href)}/>"
          for kind, href in guides.items()),
        "  </guide>", "</package>", "",
    ])  # fmt: skip


def _item(item: ManifestItem) -> str:
    properties = f" properties={quoteattr(item.properties)}" if item.properties else ""
    return (
        f"<item id={quoteattr(item.id)} href={quoteattr(item.href)}"
        f" media-type={quoteattr(item.media_type)}{properties}/>"
    )


def _itemref(id_: str, linear: bool) -> str:
    return (
        f"<itemref idref={quoteattr(id_)}/>"
        if linear
        else f'<itemref idref={quoteattr(id_)} linear="no"/>'
    )
