"""Three readers of pages: what each of them takes for the article, unit by unit."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import trafilatura
from lxml import etree
from readability import Document

from briefbook.sources.readers.web.elements import UNSEEN, is_element
from briefbook.sources.readers.web.extraction.beside import Beside
from briefbook.sources.readers.web.extraction.density import dense_units
from briefbook.sources.readers.web.walk import Unit

#: What the readers need of a page's attributes; the others cost them time.
_READ = frozenset("class id href hidden style role itemprop itemtype lang".split())
_SPACE, _LONG_SPACE = re.compile(r"\s+"), re.compile(r"\s{2}|[\n\t]")
_SHORT, _SAMPLE = 25, 30
#: With so much in common, two readers agree; so many letters are a paragraph.
_NEARLY, _PARAGRAPH = 0.9, 160
_LINKED = 0.5
#: A short text that stands inside another is not thereby taken.
_SHORTEST_INSIDE = 12

Votes = dict[str, tuple[bool, ...]]


def ask_readers(body: Any, units: Sequence[Unit], beside: Beside, *, every: bool = False) -> Votes:
    """Return, by the reader's name, which units each takes; what is left out nobody takes.

    Where the first two take nearly the same, readability is not asked, which costs as much as
    both; with ``every`` it is asked all the same.
    """
    keys = [_key(unit.text) if unit.piece else "" for unit in units]
    bare = _bare(body)
    dense = dense_units(units, beside)
    found = _voted(_trafilatura(copy.deepcopy(bare)), keys)
    if not every and _agree(units, found, dense):
        return {"trafilatura": found, "density": dense}
    return {
        "trafilatura": found,
        "readability": _voted(_readability(bare), keys),
        "density": dense,
    }


def _voted(paragraphs: list[str], keys: Sequence[str]) -> tuple[bool, ...]:
    taken = _Taken(paragraphs)
    return tuple(bool(key) and taken.holds(key) for key in keys)


def _agree(units: Sequence[Unit], one: Sequence[bool], other: Sequence[bool]) -> bool:
    """Tell whether two readers share nearly all, and differ in no paragraph among the shared."""
    both = [first and second for first, second in zip(one, other, strict=True)]
    if not any(both):
        return False
    first, last = both.index(True), len(both) - both[::-1].index(True)
    shared = sizes = 0
    for place, unit in enumerate(units):
        shared += len(unit.text) * both[place]
        sizes += len(unit.text) * (one[place] + other[place])
        differs = one[place] != other[place] and unit.linked <= _LINKED
        if differs and first < place < last and len(unit.text) >= _PARAGRAPH:
            return False
    return 2 * shared >= _NEARLY * sizes


def _bare(body: Any) -> Any:
    """Return a page with only what the readers look at."""
    page = body.makeelement("html")
    page.append(copy.deepcopy(body))
    etree.strip_elements(page, *UNSEEN - {"head"}, etree.Comment, with_tail=False)
    said = {name for element in page.iter(etree.Element) for name in set(element.attrib)}
    # A name in braces, as a template leaves it, cannot be asked for.
    etree.strip_attributes(page, *(name for name in said - _READ if not name.startswith("{")))
    for element in page.iter(etree.Element):
        # One looks through all white space again and again; the votes do not rest on it.
        if (text := element.text) and _LONG_SPACE.search(text):
            element.text = _SPACE.sub(" ", text)
        if (text := element.tail) and _LONG_SPACE.search(text):
            element.tail = _SPACE.sub(" ", text)
    return page


def _trafilatura(page: Any) -> list[str]:
    document = trafilatura.bare_extraction(
        page, with_metadata=False, include_comments=False, favor_precision=True, fast=True
    )
    body = getattr(document, "body", None)
    return [] if body is None else list(_paragraphs(body, {"item", "row", "p", "head", "quote"}))


class _Page(Document):  # type: ignore[misc]  # it has no types
    """A page that is already parsed and cleaned."""

    def _parse(self, page: Any) -> Any:
        return page


def _readability(page: Any) -> list[str]:
    try:
        found = etree.HTML(_Page(page).summary(html_partial=True))
    except Exception:  # noqa: BLE001  # it raises its own for a page that it cannot read
        return []
    return [] if found is None else list(_paragraphs(found, _PARAGRAPHS))


_PARAGRAPHS = frozenset(
    "p li h1 h2 h3 h4 h5 h6 blockquote pre tr dt dd figcaption div section article".split()
)


def _paragraphs(element: Any, parted: Iterable[str]) -> Iterator[str]:
    """Yield the texts between the ends of paragraphs."""
    text = ""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not is_element(node):
            continue
        if node.tag in parted and text.strip():
            yield text
            text = ""
        text += (node.text if event == "start" else node.tail) or ""
    if text.strip():
        yield text


class _Taken:
    """The texts that one reader took."""

    def __init__(self, paragraphs: Iterable[str]) -> None:
        keys = [_key(paragraph) for paragraph in paragraphs]
        self._whole = set(keys)
        self._joined = "".join(keys)

    def holds(self, key: str) -> bool:
        """Tell whether a text is there, or most of it: readers drop a mark here and there."""
        if len(key) < _SHORT:
            inside = len(key) >= _SHORTEST_INSIDE and key in self._joined
            return key in self._whole or inside
        if key in self._joined:
            return True
        size = min(_SAMPLE, len(key) // 4)
        middle = len(key) // 2
        parts = (key[:size], key[middle : middle + size], key[-size:])
        return sum(part in self._joined for part in parts) > 1


def _key(text: str) -> str:
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return re.sub(r"[\W_]+", "", folded.lower())
