"""From a page's bytes to its tree."""

from __future__ import annotations

import re
from typing import Any

import lxml.html
from lxml import etree

from briefbook.sources.errors import InputError
from briefbook.sources.readers.encoding import decode

_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_IN_XML = re.compile(rb"""^\s*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""")
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>")
_IN_HEAD = frozenset(
    ("head", "body", "title", "meta", "link", "style", "script", "base", "noscript", "template")
)
#: A tag that never ends; that of the page itself is at least at its end.
_BROKEN = re.compile(r"<[A-Za-z/!][^<>]*$")
_LAST_TAGS = re.compile(r"</(?:html|body)\s*$", re.IGNORECASE)
#: Letters of a fallback that is more than a line asking for scripts.
_PAGE = 400
#: What no page shows and no tree of lxml may be given back, as itself or by its number.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_CONTROL_NUMBERS = re.compile(
    r"&#(?:[xX]0*(?:[0-8bBeEfF]|1[0-9a-fA-F])|0*(?:[0-8]|1[1-9]|2\d|3[01]));"
)
_CLOSED = re.compile(r"</\s*(?:html|body|article|main)\s*>", re.IGNORECASE)


def decode_page(name: str, data: bytes, charset: str = "") -> str:
    """Return a page's text; ``charset`` is what came with it, before what it declares itself."""
    declared = _IN_XML.search(data[:200]) or _DECLARED.search(data[:8192])
    said = charset or (declared[1].decode("ascii", "replace") if declared else "")
    return _PROLOGUE.sub("", decode(name, data, said))


def parse_page(name: str, text: str) -> tuple[Any, list[str]]:
    """Return the page's tree and warnings for the editor.

    Raises :class:`InputError` where it is no page, or breaks off in the middle of a tag.
    """
    tail = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    if (broken := _BROKEN.search(tail, max(0, tail.rfind("<")))) and not _LAST_TAGS.match(
        broken[0]
    ):
        raise InputError(name, "the page breaks off before its end", "save it again, complete")
    try:
        tree = lxml.html.document_fromstring(
            _CONTROLS.sub("", _CONTROL_NUMBERS.sub("", text)), parser=_parser()
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise InputError(name, "is not an HTML page", "save the page again, complete") from None
    opened = re.search(r"<(?:html|body)[\s>]", tail, re.IGNORECASE)
    warnings = []
    if opened and not _CLOSED.search(tail[-4000:]):
        warnings.append("the page has no end (</body>); compare the last paragraph with the site")
    return tree, warnings


def body_of(tree: Any) -> Any:
    """Return a page's body, with what a page that leaves tags out has put into its head."""
    body = tree.find("body")
    if body is None:
        body = tree.makeelement("body")
        tree.append(body)
    stray = [child for place in (tree.find("head"), tree) if place is not None for child in place]
    moved = [each for each in stray if isinstance(each.tag, str) and each.tag not in _IN_HEAD]
    for place, child in enumerate(moved):
        body.insert(place, child)
    _open_noscript(body)
    return body


def _open_noscript(body: Any) -> None:
    """Take the element that browsers without scripts show for a part where the page is in it.

    A ``noscript`` that is never closed holds all that follows.
    """
    fallbacks = list(body.iter("noscript"))
    length = _length(body) if fallbacks else 0
    for element in fallbacks:
        if length < 2 * (inside := _length(element)) and inside >= _PAGE:
            element.tag = "div"


def _length(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext(etree.Element))


def _parser() -> lxml.html.HTMLParser:
    parser = lxml.html.HTMLParser(huge_tree=True, remove_pis=True)
    # lxml asks Python for the class of each element that it shows; none of ours is of a form.
    parser.set_element_class_lookup(
        etree.ElementDefaultClassLookup(
            element=lxml.html.HtmlElement, comment=lxml.html.HtmlComment
        )
    )
    return parser
