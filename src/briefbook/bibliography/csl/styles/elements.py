"""The elements of a style or a locale, as plain values: quick to walk and to pickle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One element: its name without the namespace, its attributes, its parts, its own text."""

    tag: str
    attributes: dict[str, str]
    children: tuple[Element, ...] = ()
    text: str = ""
    #: The line on which it stands.
    line: int = field(default=0)

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute."""
        return self.attributes.get(name, default)

    def find(self, tag: str) -> Element | None:
        """Return the first part of this name."""
        return next((child for child in self.children if child.tag == tag), None)

    def all(self, tag: str) -> Iterator[Element]:
        """Yield the parts of this name."""
        return (child for child in self.children if child.tag == tag)

    def walk(self) -> Iterator[Element]:
        """Yield the element and all in it."""
        yield self
        for child in self.children:
            yield from child.walk()


def parse(content: bytes) -> Element:
    """Read XML; raises :class:`ValueError` with the parser's words where it is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        return _element(etree.fromstring(content, parser))
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None


def _element(node: Any) -> Element:
    children = tuple(_element(child) for child in node if isinstance(child.tag, str))
    # Blanks before and after a part of the text are the layout of the file.
    text = "" if children else node.text or ""
    tag = str(node.tag).rpartition("}")[2]
    return Element(tag, dict(node.attrib), children, text, node.sourceline or 0)
