"""The table of contents of an EPUB, with the parts of the book as the site has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from briefbook.html.epub.pages import XHTML
from briefbook.output.contents import Contents


def with_parts(nav: bytes, contents: Contents, address: Callable[[str], str]) -> bytes:
    """Return ``nav.xhtml`` with the entries of each part below its caption.

    ``address`` gives a page's file by its name. An entry stays where it was that no part lists.
    """
    root = etree.fromstring(nav)
    top = root.find(f".//{{{XHTML}}}nav/{{{XHTML}}}ol")
    if top is None:
        return nav
    entries = {str(link.get("href")): item for item in top if (link := item[0]) is not None}
    for group in contents.groups:
        listed = [entries.get(address(entry.docname)) for entry in group.entries]
        items = [item for item in listed if item is not None and item.getparent() is top]
        if group.caption and items:
            _put_below(group.caption, items)
    return bytes(
        etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    )


def _put_below(caption: str, items: list[Any]) -> None:
    part = etree.Element(f"{{{XHTML}}}li")
    etree.SubElement(part, f"{{{XHTML}}}span").text = caption
    items[0].addprevious(part)
    etree.SubElement(part, f"{{{XHTML}}}ol").extend(items)
