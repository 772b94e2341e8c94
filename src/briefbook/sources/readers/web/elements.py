"""The kinds of a page's elements: inline, block, or not shown at all."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

#: What no reader of the page sees, whatever stands in it. Not ``source`` and ``wbr``: the parser
#: does not know that they end at once, and puts what follows into them.
UNSEEN = frozenset(
    (
        "script style title noscript template svg iframe object embed video audio canvas head "
        "meta link map area param datalist annotation annotation-xml noembed noframes"
    ).split()
)
#: Controls: their words ask the reader to do something.
CONTROLS = frozenset("button select option optgroup textarea input".split())
#: Set apart by every browser. Others (formulas, elements of a site's own) stand in the line,
#: unless they hold one of these.
_BLOCKS = frozenset(
    (
        "address article aside blockquote body caption center dd details dialog dir div dl dt "
        "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li "
        "listing main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul "
        "xmp"
    ).split()
)
_IN_LINE = frozenset("a b em i p span strong".split())
_SHORTEST_PARAGRAPH = 40
_ENDED = re.compile(r"[.!?…。！？।]['\"”’»)\]]*$")
_SET_APART = re.compile(r"display\s*:\s*(?:block|flex|grid|table)\b")
_NOT_SHOWN = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b|font-size\s*:\s*0(?:px|pt|r?em|%)?\s*(?:;|!|$)"
    r"|(?:left|top|right|text-indent)\s*:\s*-\d{3,}(?:px|r?em)",
    re.IGNORECASE,
)
_FOR_MACHINES = re.compile(
    r"\b(?:sr-only|visually-?hidden|screen-?reader(?:-only|-text)?|screenreader|assistive-text"
    r"|off-?screen|is-hidden|a11y-hidden)\b",
    re.IGNORECASE,
)


#: Classes by which frameworks hide, and what shows the same again on a screen that is wide enough.
_HIDING = frozenset(("hidden", "d-none", "w-condition-invisible", "uk-hidden", "u-hidden"))
_SHOWN_AGAIN = re.compile(
    r"(?:^|[\s-])(?:sm|md|lg|xl|xxl|2xl)(?:[:-]|$)|@[sml]\b|:(?:block|flex|grid)"
)


def is_element(node: Any) -> bool:
    """Tell whether a node is an element, not a comment or an instruction."""
    return isinstance(node.tag, str)


def names(element: Any) -> str:
    """Return an element's classes, id and roles, as one text to search."""
    got = (element.get("class"), element.get("id"), element.get("role"), element.get("itemprop"))
    return " ".join(filter(None, got))


def is_hidden(element: Any) -> bool:
    """Tell whether the element says by itself that it is not shown."""
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    style, said = element.get("style"), element.get("class")
    return bool((style and _NOT_SHOWN.search(style)) or (said and _is_for_machines(said)))


@lru_cache(maxsize=4096)
def _is_for_machines(said: str) -> bool:
    if _FOR_MACHINES.search(said):
        return True
    return not _HIDING.isdisjoint(said.split()) and not _SHOWN_AGAIN.search(said)


def block_elements(root: Any) -> frozenset[Any]:
    """Return the elements below ``root`` that are set apart: blocks, and what holds a block."""
    found = {
        element
        for element in root.iter()
        if is_element(element)
        and (
            element.tag in _BLOCKS
            or _SET_APART.search(element.get("style") or "")
            or ("-" in element.tag and _is_paragraph(element))
        )
    }
    for element in list(found):
        for above in element.iterancestors():
            if above in found:
                break
            found.add(above)
    return frozenset(found)


def _is_paragraph(element: Any) -> bool:
    """Tell whether an element of a site's own stands for a paragraph: text, and none beside it."""
    parent = element.getparent()
    if parent is None or parent.tag in _IN_LINE or len(seen_text(element)) < _SHORTEST_PARAGRAPH:
        return False
    if not _ENDED.search(seen_text(element).strip()):
        return False
    beside = [parent.text, *(child.tail for child in parent)]
    return not any(text and text.strip() for text in beside)


def seen_text(root: Any) -> str:
    """Return all that a page shows below ``root``, spaces between blocks, nothing sorted out."""
    found: list[str] = []
    _see(root, found)
    return " ".join(found)


def _see(element: Any, found: list[str]) -> None:
    if element.text:
        found.append(element.text)
    for child in element:
        if is_element(child) and child.tag not in UNSEEN:
            _see(child, found)
        if child.tail:
            found.append(child.tail)
