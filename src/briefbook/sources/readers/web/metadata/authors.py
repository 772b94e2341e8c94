"""Who wrote a page's article: what the page states in several places, beside what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefbook.core.words.text import tidy
from briefbook.sources.readers.web.elements import seen_text
from briefbook.sources.readers.web.metadata.json_ld import stated_names
from briefbook.sources.readers.web.metadata.near import near_headline, text_near_headline
from briefbook.sources.readers.web.metadata.page_words import one_of
from briefbook.sources.readers.web.metadata.shown_authors import shown_authors
from briefbook.sources.reading.bylines import cased, read_byline, without_role

_KEYS = ("author", "article:author", "dc.creator", "citation_author", "parsely-author",
         "sailthru.author", "byl", "og:article:author")  # fmt: skip
#: How WordPress labels the name beside a shared link.
_WRITTEN_BY = re.compile(one_of("written-by"), re.IGNORECASE)
_ROLE = re.compile(rf"\b(?:{one_of('roles')})\b", re.IGNORECASE)
#: Accounts under which anyone of a house publishes; ``mikecason`` is how one logs in.
_ACCOUNT = re.compile(
    r"admin(?:istrator)?|webmaster|editors?|redaktion|rédaction|redacción|redazione|redactie"
    r"|(?:guest )?author|user|root|[a-z][a-z0-9_.-]{3,}|.*\b(?:staff|team|admin|editors)",
    re.IGNORECASE,
)
_LONGEST_NAME = 8
_AND = re.compile(r" (?:and|und|et|og|och|ve|и|та) ")
Metas = Mapping[str, Sequence[str]]


def page_authors(
    tree: Any, metas: Metas, article: Mapping[str, Any], sites: Sequence[str]
) -> tuple[str, ...]:
    """Return the authors; ``sites`` are the names of the page's house, which is nobody's author.

    Where places that state them differ, that one is right whose names stand at the headline.
    """
    houses = {tidy(site).casefold() for site in sites}
    stated = [names for names in map(_tidied_names, _stated(metas, article)) if names]
    if not stated and (named := _tidied_names(tuple(dict.fromkeys(_named_authors(tree))))):
        stated = [named]
    persons = [names for names in stated if not _are_house(names, houses)]
    if len(set(persons)) > 1:
        shown = text_near_headline(tree).casefold()
        for names in persons:
            if all(name.casefold() in shown for name in names):
                return _without_house(names, houses)
    if persons and not all(map(_is_account, persons[0])):
        return _without_house(persons[0], houses)
    labelled = _tidied_names(tuple(_labelled(metas)))
    return shown_authors(tree) or labelled or next(iter(_known(persons or stated)), ())


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


def _are_house(names: Sequence[str], houses: set[str]) -> bool:
    """Tell whether a page names only itself as its author; a byline may name the person."""
    return all("www." in name or name.casefold() in houses for name in names)


def _without_house(names: tuple[str, ...], houses: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name.casefold() not in houses)


def _is_account(name: str) -> bool:
    lowered = name.islower() or " " in name or name.lower() in {"admin", "editor", "administrator"}
    return lowered and _ACCOUNT.fullmatch(name) is not None


def _known(stated: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield names that a reader could look for; nobody is called “admin”."""
    return (names for names in stated if not all(map(_is_nobody, names)))


def _is_nobody(name: str) -> bool:
    return name.lower() in {"admin", "administrator", "webmaster", "user", "root", "author"}


def _tidied_names(stated: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of persons without roles, initials in brackets and credits of pictures."""
    found = []
    for name in map(_without_brackets, stated):
        byline = read_byline(f"By {name}") if _AND.search(name) else None
        parts = byline.authors if byline and byline.authors else _parted(name)
        found += [
            cased(without_role(re.sub(r"^by\s+", "", tidy(part), flags=re.IGNORECASE)))
            for part in parts
        ]
    return tuple(dict.fromkeys(name for name in found if _is_author(name)))


def _without_brackets(name: str) -> str:
    return re.sub(r"\s*\([^()]*\)\s*$", "", name)


def _is_author(name: str) -> bool:
    written = re.search(r"[^\W\d_]{2}|[\u3400-\u9fff]", name) is not None
    short = 0 < len(name.split()) <= _LONGEST_NAME
    return written and short and "@" not in name and not name.startswith(("(", "http", "©"))


def _parted(names: str) -> list[str]:
    """Part names by semicolons, and by commas where all are names in full, none “Bell, Ann”."""
    parts = re.split(r"\s*;\s*", names)
    whole = [part for name in parts for part in re.split(r"\s*,\s*", name) if part]
    named = [part for part in whole if not _ROLE.search(part)]
    return named if named and all(1 < len(part.split()) < 5 for part in named) else parts
