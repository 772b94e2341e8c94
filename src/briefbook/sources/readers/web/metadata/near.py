"""What stands around an article's headline, where a page says who wrote it and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefbook.core.words.text import tidy, word_count
from briefbook.sources.readers.web.elements import UNSEEN, is_element, seen_text

#: So many elements above the headline are looked through, and so many after these.
_UP, _AFTER = 2, 200
#: So many paragraphs of the text, and what follows is no longer near its headline.
_PARAGRAPHS, _RUNNING = 3, 15


def near_headline(tree: Any, title: str = "") -> Iterator[Any]:
    """Yield what stands around the headline, up to the first paragraphs or the end of the text.

    :func:`find_headline` says which heading that is.
    """
    headline = find_headline(tree, title)
    if headline is None:
        return
    near = headline.getparent()
    for _step in range(_UP):
        above = near.getparent() if near is not None else None
        if near is None or above is None or above.tag in {"body", "html"}:
            break
        near = above
    running = 0
    for element in _from(near, _article_of(headline)):
        yield element
        if is_running(element):
            running += 1
            if running == _PARAGRAPHS:
                return


def text_near_headline(tree: Any) -> str:
    """Return the words around the headline, up to the first paragraphs of the text."""
    parts = []
    for element in near_headline(tree):
        if is_element(element) and element.tag not in UNSEEN:
            parts.append(element.text or "")
        parts.append(element.tail or "")
    return tidy(" ".join(parts))


def is_running(element: Any) -> bool:
    """Tell whether an element is a paragraph of running text."""
    return bool(element.tag == "p") and word_count(seen_text(element)) >= _RUNNING


def find_headline(tree: Any, title: str) -> Any:
    """Return the heading that has the words of ``title``, else the first ``h1``, else ``None``."""
    wanted = tidy(title).casefold()
    if wanted:
        for level in ("h1", "h2", "h3"):
            for heading in tree.iter(level):
                if tidy(seen_text(heading)).casefold() == wanted:
                    return heading
    return next(tree.iter("h1"), None)


def _article_of(headline: Any) -> Any:
    """Return the ``article`` that holds a headline and its text, else ``None``."""
    article = next(headline.iterancestors("article"), None)
    whole = article is not None and any(map(is_running, article.iter("p")))
    return article if whole else None


def _from(element: Any, article: Any) -> Iterator[Any]:
    """Yield an element with what it holds, then what follows it, up to the end of the article."""
    if element is None:
        return
    yield from element.iter()
    left = _AFTER
    while element is not None and left:
        if element is article:
            return
        after = element.getnext()
        if after is None:
            element = element.getparent()
            continue
        for each in after.iter():
            yield each
            left -= 1
            if not left:
                return
        element = after


def only_article(tree: Any) -> Iterator[Any]:
    """Yield what the page's only article holds: the headline may be no heading."""
    articles = list(tree.iter("article"))
    # Of several articles each has a date of its own.
    if len(articles) == 1:
        yield from articles[0].iter()
