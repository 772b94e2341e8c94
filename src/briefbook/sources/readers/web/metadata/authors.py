"""Who wrote a page's article: what the page states in several places, beside what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefbook.core.words.text import tidy
from briefbook.sources.readers.web.elements import seen_text
from briefbook.sources.readers.web.metadata.author_names import tidied_names
from briefbook.sources.readers.web.metadata.houses import Houses
from briefbook.sources.readers.web.metadata.json_ld import stated_names
from briefbook.sources.readers.web.metadata.near import near_headline, text_near_headline
from briefbook.sources.readers.web.metadata.page_words import one_of
from briefbook.sources.readers.web.metadata.shown_authors import shown_authors

_KEYS = ("author", "article:author", "dc.creator", "citation_author", "parsely-author",
         "sailthru.author", "byl", "og:article:author")  # fmt: skip
#: How WordPress labels the name beside a shared link.
_WRITTEN_BY = re.compile(one_of("written-by"), re.IGNORECASE)
#: Accounts under which anyone of a house publishes; ``mikecason`` is how one logs in.
_ACCOUNT = re.compile(
    r"admin(?:istrator)?|webmaster|editors?|redaktion|rédaction|redacción|redazione|redactie"
    r"|(?:guest )?author|user|root|[a-z][a-z0-9_.-]{3,}|.*\b(?:staff|team|admin|editors)",
    re.IGNORECASE,
)
Metas = Mapping[str, Sequence[str]]


def page_authors(
    tree: Any, metas: Metas, article: Mapping[str, Any], sites: Sequence[str], host: str = ""
) -> tuple[str, ...]:
    """Return the authors; ``sites`` are names of the page's house, which its entry names already.

    Where places that state them differ, that one is right whose names stand at the headline.
    """
    houses = Houses(sites, host)
    stated = [names for said in _stated(metas, article) if (names := tidied_names(said, houses))]
    marked = tuple(dict.fromkeys(_named_authors(tree))) if not stated else ()
    if named := tidied_names(marked, houses):
        stated = [named]
    persons = [names for names in stated if not all(map(houses.has, names))]
    if len(set(persons)) > 1:
        shown = text_near_headline(tree).casefold()
        for names in persons:
            if all(name.casefold() in shown for name in names):
                return houses.without(names)
    if persons and not all(map(_is_account, persons[0])):
        return houses.without(persons[0])
    labelled = tidied_names(tuple(_labelled(metas)), houses)
    shown_names = tidied_names(shown_authors(tree), houses)
    return houses.without(shown_names or labelled or next(iter(_known(persons)), ()))


def _stated(metas: Metas, article: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    yield stated_names(article.get("author", ""))
    for key in _KEYS:
        yield tuple(name for name in metas.get(key, ()) if "://" not in name)


def _labelled(metas: Metas) -> Iterator[str]:
    """Yield who put the page into WordPress: often, but not always, who wrote it."""
    for place in "12":
        if _WRITTEN_BY.fullmatch("".join(metas.get(f"twitter:label{place}", ())[:1])):
            yield from metas.get(f"twitter:data{place}", ())[:1]


def _named_authors(tree: Any) -> Iterator[str]:
    """Yield whom elements name as the author: those at the headline, if there are any."""
    marked = tree.xpath("//*[@rel='author' or @itemprop='author' or @itemprop='creator']")
    if len(marked) > 1:
        near = set(near_headline(tree))
        marked = [each for each in marked if each in near] or marked
    for element in marked:
        inner = element.xpath(".//*[@itemprop='name']")
        text = tidy(seen_text(inner[0] if inner else element)) or tidy(element.get("content") or "")
        if text:
            yield text


def _is_account(name: str) -> bool:
    lowered = name.islower() or " " in name or name.lower() in {"admin", "editor", "administrator"}
    return lowered and _ACCOUNT.fullmatch(name) is not None


def _known(stated: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield names that a reader could look for; nobody is called “admin”."""
    return (names for names in stated if not all(map(_is_nobody, names)))


def _is_nobody(name: str) -> bool:
    return name.lower() in {"admin", "administrator", "webmaster", "user", "root", "author"}
