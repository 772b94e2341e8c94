"""Where a page was published, as it says itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from briefbook.sources.readers.web.elements import is_element

_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)|^\s*url:\s*(https?://\S+)", re.MULTILINE)


def web_address(url: str) -> str:
    """Return an absolute address of the web, else nothing."""
    return url if re.match(r"https?://[^\s/]+", url) else ""


def page_address(tree: Any, stated: Sequence[str]) -> str:
    """Return the page's address: the canonical one, that which it shares, where it was saved from.

    ``stated`` are those it shares (``og:url``). An article of another house is canonical there:
    the address of what was read is then the one that the page shares.
    """
    shared = next(filter(None, map(web_address, stated)), "")
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (
            url := web_address((link.get("href") or "").strip())
        ):
            return shared if _is_article_elsewhere(shared, url) else url
    if shared:
        return shared
    for comment in _comments(tree):
        if match := _SAVED_FROM.search(comment):
            return web_address(match[1] or match[2])
    return ""


def _is_article_elsewhere(shared: str, canonical: str) -> bool:
    """Tell an article's address on another site; a bare host says nothing of the article."""
    one, other = urlsplit(shared), urlsplit(canonical)
    named = len(one.path.strip("/")) > 1 and re.search(r"\.[a-z]+$", one.hostname or "") is not None
    return named and _site(one.hostname or "") != _site(other.hostname or "")


def _site(host: str) -> str:
    """Return the part of a host that a house registers: ``lakepaper.co.uk``, ``lakepaper.com``."""
    parts = host.split(".")
    length = 3 if len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3 else 2
    return ".".join(parts[-length:])


def _comments(tree: Any) -> Iterator[str]:
    root = tree.getroottree().getroot()
    before = root.getprevious()
    while before is not None:
        yield before.text or ""
        before = before.getprevious()
    for node in root.iter():
        if is_element(node):
            if node.tag == "body":
                return
        else:
            yield node.text or ""
