"""The third reader: the element with most running text and fewest links, and what fits in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Any

from briefbook.sources.readers.web.elements import names, seen_text
from briefbook.sources.readers.web.walk import Unit

_BESIDE = re.compile(
    r"comment|related|recirc|promo|sidebar|footer|\bnav|(?<!ctxt)menu|share(?!d(?:[\s_-]|$))|social|newsletter|subscribe"
    r"|signup|cookie|consent|banner|advert|sponsor|most-?(?:read|popular)|trending|outbrain"
    r"|taboola|breadcrumb|widget|recommend|teaser|read-?more|disqus|author-?bio|masthead|modal"
    r"|popup|paywall|gallery|slideshow|carousel|tags\b|tag-list|meta\b",
    re.IGNORECASE,
)
#: What follows such a heading beside the article is not the article either.
_HEADS_OTHERS = re.compile(
    r"related|recommend|recirc|more-?stories|most-?read|trending", re.IGNORECASE
)
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_POST = re.compile(r"tweet|instagram-media|tiktok|fb-post|bluesky|mastodon", re.IGNORECASE)
_BESIDE_TAGS = frozenset(("aside", "footer", "nav", "form"))
_SENTENCE = re.compile(r"[.!?…。！？।:;,，、]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
#: An element with this share of the text is never beside the article, whatever it is called.
_MAIN_SHARE = 0.4
_RUNNING = 10


def dense_units(body: Any, units: Sequence[Unit]) -> tuple[bool, ...]:
    """Return which units belong to the element that holds the article, by density."""
    paths = [list(element_path(unit.element, body)) for unit in units]
    beside = _beside(units, paths, body)
    out = [any(element in beside for element in path) for path in paths]
    values = [_value(unit, out=away) for unit, away in zip(units, out, strict=True)]
    sums: dict[Any, float] = defaultdict(float)
    for value, path in zip(values, paths, strict=True):
        for element in path:
            sums[element] += value
    if not sums:
        return ()
    # Of elements with the same text, the inmost one.
    best = max(sums, key=lambda element: (round(sums[element]), _depth(element)))
    taken = [
        unit.piece is not None and not away and best in path and (value > 0 or _may_stay(unit))
        for unit, away, path, value in zip(units, out, paths, values, strict=True)
    ]
    return tuple(_without_last_headings(units, taken))


def units_beside(body: Any, units: Sequence[Unit]) -> list[bool]:
    """Tell for each unit whether it is in an element named like what stands beside articles."""
    paths = [list(element_path(unit.element, body)) for unit in units]
    beside = _beside(units, paths, body)
    return [any(element in beside for element in path) for path in paths]


def element_path(element: Any, body: Any) -> Iterator[Any]:
    """Yield an element and what it is in, up to the page's body."""
    yield element
    if element is body:
        return
    for above in element.iterancestors():
        yield above
        if above is body:
            return


def _is_called_beside(element: Any) -> bool:
    if element.tag in _BESIDE_TAGS:
        # The foot of a quotation says whose words it has.
        return next(element.iterancestors("blockquote", "figure"), None) is None
    said = names(element)
    if element.tag == "p":
        # A paragraph that only subscribers are shown is the article's.
        said = said.replace("paywall", "")
    return _says_beside(said) and not _holds_a_post(element)


def _holds_a_post(element: Any) -> bool:
    """Tell whether an element shows one post that the author quotes."""
    posts = [each for each in element.iter("blockquote") if _POST.search(names(each))]
    return len(posts) == 1 and len(seen_text(element)) < 2 * len(seen_text(posts[0]))


@lru_cache(maxsize=8192)
def _says_beside(said: str) -> bool:
    # What is embedded was put there by the author, whatever network it comes from.
    return bool(_BESIDE.search(said)) and "embed" not in said.lower()


def _sizes(units: Sequence[Unit], paths: Sequence[Sequence[Any]]) -> dict[Any, int]:
    """Return how many letters of text that is no link each element holds."""
    sizes: dict[Any, int] = defaultdict(int)
    for unit, path in zip(units, paths, strict=True):
        size = len(unit.text) if unit.piece and unit.linked <= 0.5 else 0
        for element in path:
            sizes[element] += size
    return sizes


def _beside(units: Sequence[Unit], paths: Sequence[Sequence[Any]], body: Any) -> set[Any]:
    sizes = _sizes(units, paths)
    least = _MAIN_SHARE * sizes.get(body, 1)
    beside = {each for each, size in sizes.items() if size < least and _is_called_beside(each)}
    for each in list(beside):
        if each.tag in _HEADINGS and _HEADS_OTHERS.search(names(each)):
            beside |= set(takewhile(_is_a_card, each.itersiblings()))
    return beside


def _is_a_card(element: Any) -> bool:
    """Tell an element that may lead to another article from the article's own text."""
    return element.tag != "p" and element.tag not in _HEADINGS


def _value(unit: Unit, *, out: bool) -> float:
    text = unit.text
    count = len(text.split()) + len(_UNSPACED.findall(text)) // 3
    if unit.piece is None or unit.piece.kind == "heading":
        value = 0.0
    elif unit.linked > 0.5:
        value = -count - 2.0
    elif count >= _RUNNING and _SENTENCE.search(text):
        value = float(count)
    elif count < 6 and unit.piece.kind in {"item", "paragraph"}:
        value = -3.0
    else:
        value = count / 3
    return -0.7 * abs(value) - 1 if out else value


def _may_stay(unit: Unit) -> bool:
    kind = unit.piece.kind if unit.piece else ""
    return kind in {"heading", "caption", "quote", "note"} or unit.linked <= 0.5


def _depth(element: Any) -> int:
    return sum(1 for _ in element.iterancestors())


def _without_last_headings(units: Sequence[Unit], taken: list[bool]) -> list[bool]:
    """A heading that no text follows belongs to what stands beside the article."""
    kept = list(taken)
    for place in range(len(units) - 1, -1, -1):
        piece = units[place].piece
        if not taken[place] or piece is None:
            continue
        if piece.kind != "heading":
            break
        kept[place] = False
    return kept
