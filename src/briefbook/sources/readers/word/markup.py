"""The elements of a Word document by short names, whichever form of the standard it keeps to.

The strict form of Office Open XML differs from the transitional one, which Word writes, in the
addresses of its namespaces alone; both are ``w:p`` here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

#: An element of the document; lxml has no public name for it.
XmlElement: TypeAlias = "etree._Element"  # noqa: SLF001

_OPEN, _STRICT = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
_PREFIXES = {
    f"{_OPEN}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_OPEN}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_OPEN}/drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}/drawingml/wordprocessingDrawing": "wp",
    f"{_OPEN}/markup-compatibility/2006": "mc",
}


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    namespace, _, local = tag.rpartition("}")
    return f"{_PREFIXES.get(namespace[1:], '')}:{local}"


def name_of(element: XmlElement) -> str:
    """Return an element's name as ``w:p``; ``:shape`` for one of a namespace not known here."""
    # A comment or a processing instruction has a function for its tag.
    return _short(element.tag) if isinstance(element.tag, str) else ""


def attribute(element: XmlElement | None, name: str) -> str:
    """Return an attribute by its name without namespace; empty where there is none."""
    if element is not None:
        for key, value in element.attrib.items():
            if str(key).rpartition("}")[2] == name:
                return str(value)
    return ""


def child(element: XmlElement | None, *path: str) -> XmlElement | None:
    """Return the first element down a path of children, e.g. ``w:pPr``, ``w:pStyle``."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if name_of(each) == name), None)
    return element


def value(element: XmlElement | None, *path: str) -> str:
    """Return the ``val`` of the element down a path; empty where there is none."""
    return attribute(child(element, *path), "val")


def switch(element: XmlElement | None, *path: str) -> bool | None:
    """Return whether a property such as ``w:vanish`` is on or off; ``None`` where it is not set."""
    found = child(element, *path)
    if found is None:
        return None
    return attribute(found, "val").lower() not in ("0", "false", "off")


def chosen(alternatives: XmlElement) -> XmlElement | None:
    """Return the branch of ``mc:AlternateContent`` that is read: a choice before the fallback.

    Word writes a text box in both.
    """
    return next((each for each in alternatives if len(each)), None)


def texts(element: XmlElement) -> Iterator[str]:
    """Yield every text below an element, shown or not, each alternative once.

    A paragraph, a tab and a break end a word; nothing else does.
    """
    for each in element:
        name = name_of(each)
        if name in ("w:t", "w:delText", "m:t"):
            yield each.text or ""
        elif name == "mc:AlternateContent":
            branch = chosen(each)
            if branch is not None:
                yield from texts(branch)
        else:
            yield from texts(each)
            if name in ("w:p", "w:tab", "w:br", "w:cr", "w:tc"):
                yield " "
