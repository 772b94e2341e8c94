"""What a page says of itself: title, authors, publisher, date, language, address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from briefbook.core.words.text import tidy
from briefbook.sources.readers.web.elements import seen_text
from briefbook.sources.readers.web.metadata.address import page_address, web_address
from briefbook.sources.readers.web.metadata.authors import page_authors
from briefbook.sources.readers.web.metadata.dates import is_of_page, page_date
from briefbook.sources.readers.web.metadata.houses import publisher_name
from briefbook.sources.readers.web.metadata.json_ld import stated_article, stated_names, stated_text
from briefbook.sources.readers.web.metadata.title import (
    choose_title,
    cut_site,
    last_name,
    site_after,
    site_among,
)
from briefbook.sources.reading.article import Metadata

_SITES = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher",
          "publisher", "article:publisher", "copyright")  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "headline", "title")
_LONGEST_NAME = 8


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page states; ``sites`` are names of its site, to be cut from its headline."""

    metadata: Metadata
    sites: tuple[str, ...]


def read_facts(tree: Any, address: str = "") -> Facts:
    """Read them from a parsed page; ``address`` is where it was saved from, if that is known."""
    metas = _metas(tree)
    article = stated_article(tree)
    url = web_address(address) or page_address(tree, metas.get("og:url", []))
    headings = [tidy(seen_text(each)) for each in tree.iter("h1")]
    first = next(tree.iter("h1"), None)
    inside = first is not None and next(first.iterancestors("article", "main"), None) is not None
    named = tidy(seen_text(title)) if (title := next(tree.iter("title"), None)) is not None else ""
    publisher = stated_names(article.get("publisher", ""))
    stated_sites = [*publisher, *_first(metas, _SITES)]
    sites = [site for site in map(tidy, stated_sites) if _is_name(site)]
    others = [tidy(seen_text(each)) for each in tree.iter("h2", "h3")]
    if site := site_after(named, headings) or site_among(named, headings, others):
        sites += [last_name(site), site]
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    all_sites = (*sites, host, host.partition(".")[0])
    titles = [*_first(metas, _TITLES[:1]), stated_text(article.get("headline", "")), named]
    titles += _first(metas, _TITLES[1:])
    title = choose_title(headings, titles, all_sites, sure=inside)
    date, basis = page_date(tree, metas, article, url, title)
    return Facts(
        Metadata(
            title=title,
            authors=page_authors(tree, metas, article, stated_sites, host),
            publisher=publisher_name(sites, host),
            date=date,
            date_basis=basis,
            language=_language(tree, metas),
            url=url,
            standfirst=tidy("".join(_first(metas, ("description", "og:description"))[:1])),
        ),
        tuple(filter(None, all_sites)),
    )


def headline_and_rest(text: str, sites: tuple[str, ...]) -> tuple[str, str]:
    """Separate a headline from the site's name in it."""
    cut = cut_site(text, sites)
    return cut, tidy(text.replace(cut, "", 1)).strip(" |-–—·•:/»«")


def _metas(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if "itemprop" in meta.attrib and not is_of_page(meta):
            continue
        if content := tidy(meta.get("content") or ""):
            found.setdefault(key.lower(), []).append(content)
    return found


def _first(metas: dict[str, list[str]], keys: tuple[str, ...]) -> list[str]:
    return [metas[key][0] for key in keys if key in metas]


def _is_name(text: str) -> bool:
    return 0 < len(text.split()) <= _LONGEST_NAME and not text.startswith(("http", "@", "©"))


def _language(tree: Any, metas: dict[str, list[str]]) -> str:
    root = tree.getroottree().getroot()
    stated = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or root.get("xml:lang") or "".join(metas.get("og:locale", [""])[:1])
        or "".join(metas.get("content-language", [""])[:1])
    )  # fmt: skip
    match = re.match(r"([A-Za-z]{2,3})(?:[-_]|$)", stated.strip())
    return match[1].lower() if match else ""
