"""What stands beside an article, by what its page calls it: comments, teasers, menus."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Any

from briefbook.sources.readers.web.elements import names, seen_text
from briefbook.sources.readers.web.walk import Unit
from briefbook.sources.reading.boilerplate import is_running

_BESIDE = re.compile(
    r"comment|related|recirc|promo|sidebar|footer|\bnav|(?<!ctxt)menu|share(?!d(?:[\s_-]|$))|social|newsletter|subscribe"
    r"|signup|cookie|consent|banner|advert|sponsor|most-?(?:read|popular)|trending|outbrain"
    r"|taboola|breadcrumb|widget|recommend|teaser|read-?more|disqus|author-?bio|masthead|modal"
    r"|popup|paywall|gallery|slideshow|carousel|tags\b|tag-list|meta\b",
    re.IGNORECASE,
)
#: Comments, or parts of other articles: beside this one, though they may be longer.
_OF_OTHERS = re.compile(
    r"comment(?!ary|ator)|disqus|related|recirc|outbrain|taboola|gallery|slideshow", re.IGNORECASE
)
#: What follows such a heading beside the article is not the article either.
_HEADS_OTHERS = re.compile(
    r"related|recommend|recirc|more-?stories|most-?read|trending", re.IGNORECASE
)
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_POST = re.compile(r"tweet|instagram-media|tiktok|fb-post|bluesky|mastodon", re.IGNORECASE)
_BESIDE_TAGS = frozenset(("aside", "footer", "nav", "form"))
#: Elements of one name with this share of the text are not beside the article.
_MAIN_SHARE = 0.4
#: With this many letters of running text, and this share of what others wrote, there is an
#: article besides.
_PROSE, _LEAST_BESIDES = 600, 0.12
_LINKED = 0.5
_MAIN = ("article", "main")

_Paths = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Beside:
    """For each unit its elements from the innermost, and whether it is beside the article.

    ``of_others`` are units of what others wrote at greater length than the article.
    """

    paths: _Paths
    units: tuple[bool, ...]
    of_others: tuple[bool, ...]


def find_beside(body: Any, units: Sequence[Unit]) -> Beside:
    """Find what is in elements named like what stands beside articles."""
    paths = [tuple(element_path(unit.element, body)) for unit in units]
    sizes = _sizes(units, paths)
    called = [each for each in sizes if _is_called_beside(each)]
    together = _sizes_together(called, units, paths)
    least = _MAIN_SHARE * sizes.get(body, 1)
    long = [each for each in called if sizes[each] >= least and _is_of_others(each)]
    others = {
        each
        for each in long
        if _prose_outside(each, units, paths) >= max(_PROSE, _LEAST_BESIDES * sizes[each])
    }
    beside = others | {each for each in called if together[_kind(each)] < least}
    for each in list(beside):
        if each.tag in _HEADINGS and _HEADS_OTHERS.search(names(each)):
            beside |= set(takewhile(_is_a_card, each.itersiblings()))
    return Beside(paths, _within(beside, paths), _within(others, paths))


def element_path(element: Any, body: Any) -> Iterator[Any]:
    """Yield an element and what it is in, up to the page's body."""
    yield element
    if element is body:
        return
    for above in element.iterancestors():
        yield above
        if above is body:
            return


def _within(elements: set[Any], paths: _Paths) -> tuple[bool, ...]:
    return tuple(not elements.isdisjoint(path) for path in paths)


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


def _sizes(units: Sequence[Unit], paths: _Paths) -> dict[Any, int]:
    """Return how many letters of text that is no link each element holds."""
    sizes: dict[Any, int] = defaultdict(int)
    for unit, path in zip(units, paths, strict=True):
        size = len(unit.text) if unit.piece and unit.linked <= _LINKED else 0
        for element in path:
            sizes[element] += size
    return sizes


def _sizes_together(
    called: Sequence[Any], units: Sequence[Unit], paths: _Paths
) -> dict[tuple[str, str], int]:
    """Return how many letters elements of one name hold together, what is repeated once.

    An article in several parts has them in such elements.
    """
    kinds = {each: _kind(each) for each in called}
    texts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for unit, path in zip(units, paths, strict=True):
        if unit.piece and unit.linked <= _LINKED:
            for kind in {kinds[each] for each in path if each in kinds}:
                texts[kind].add(unit.text)
    return defaultdict(int, {kind: sum(map(len, said)) for kind, said in texts.items()})


def _kind(element: Any) -> tuple[str, str]:
    return element.tag, element.get("class") or names(element)


def _is_of_others(element: Any) -> bool:
    """Tell whether an element is what others wrote, and not all of the page that has it."""
    named = bool(_OF_OTHERS.search(names(element)))
    return named and element.tag not in _MAIN and next(element.iter("h1", *_MAIN), None) is None


def _prose_outside(element: Any, units: Sequence[Unit], paths: _Paths) -> int:
    """Return how many letters of running text stand in one place but for an element."""
    sizes: dict[Any, int] = defaultdict(int)
    for unit, path in zip(units, paths, strict=True):
        if unit.piece and unit.linked <= _LINKED and is_running(unit.text) and element not in path:
            sizes[unit.element.getparent()] += len(unit.text)
    return max(sizes.values(), default=0)


def _is_a_card(element: Any) -> bool:
    """Tell an element that may lead to another article from the article's own text."""
    return element.tag != "p" and element.tag not in _HEADINGS
