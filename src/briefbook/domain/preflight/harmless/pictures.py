"""SVG without what a browser would run."""

from __future__ import annotations

import re

from lxml import etree

#: Elements that run or load something; of XHTML too, which a foreignObject may hold.
_RUNS = frozenset({"script", "handler", "listener", "iframe", "object", "embed"})
_ANIMATES = frozenset({"animate", "set"})
_LEFT_OUT = re.compile(r"[\x00-\x20]")
_ADDRESS = re.compile(r"(?:javascript|vbscript|data:(?!image/)):?", re.IGNORECASE)


def harmless_svg(data: bytes) -> tuple[bytes, list[str]]:
    """Return an SVG file without scripts, and the names of what was taken away, in order.

    The bytes stay where nothing was, and where the file is not XML, which no browser draws.
    """
    # Entities that the file declares itself are written out: one may stand for a script.
    parser = etree.XMLParser(resolve_entities="internal", no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return data, []
    # Of stylesheets before the picture, XSLT can run scripts.
    removed = [
        f"<?{each.target}?>"
        for each in root.itersiblings(etree.ProcessingInstruction, preceding=True)
        if "css" not in str(each.text)
    ]
    for element in list(root.iter("*")):
        removed += _clean(element)
    if not removed:
        return data, []
    # The root alone: what precedes it is the stylesheet and the entities.
    return etree.tostring(root, encoding="utf-8", xml_declaration=True), list(
        dict.fromkeys(removed)
    )


def _clean(element: etree._Element) -> list[str]:
    """Take away what an element runs, or itself; return the names."""
    name = etree.QName(element).localname.lower()
    target = _LEFT_OUT.sub("", element.get("attributeName", "")).lower()
    if name in _RUNS or (name in _ANIMATES and target.startswith("on")):
        _remove(element)
        return [f"<{name}>"]
    removed = []
    for key, value in list(element.attrib.items()):
        attribute = etree.QName(key).localname.lower()
        address = _LEFT_OUT.sub("", str(value))
        loads = attribute in ("href", "src", "action", "formaction", "from", "to", "values", "by")
        if attribute.startswith("on"):
            removed.append(attribute)
        elif loads and any(_ADDRESS.match(part) for part in address.split(";")):
            removed.append(f"{attribute}={address[:20]}")
        elif name == "use" and attribute == "href" and address.lower().startswith("data:"):
            removed.append(f"{attribute}=data:")
        else:
            continue
        del element.attrib[key]
    return removed


def _remove(element: etree._Element) -> None:
    """Remove an element and keep the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
