"""A page's title, by the agreement of the places that state it, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from briefbook.core.words.text import normalise, tidy

_BETWEEN = re.compile(r"\s+[|\-–—·•»«:/]+\s+|\s*[|•]\s*|:\s+")
_PARTED = re.compile(r"\s+[|\-–—·•»]\s+|\s*[|•]\s*")
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{2,60})[)\]]$")
_BARS = re.compile(r"\s*[|•]\s*|\s+[·»]\s+")
#: A name of a site is short, a title is not as short as a section's name.
_LONGEST_SITE, _SHORTEST_TITLE = 6, 4


def choose_title(
    headings: Sequence[str], stated: Sequence[str], sites: Iterable[str], *, sure: bool = False
) -> str:
    """Return the title: a first heading that another place states, else what is stated, else it.

    ``headings`` are the page's ``h1``, ``stated`` the titles of its metadata in the order of
    their trust; ``sites`` are names of the site, which are cut from either end. ``sure`` tells
    that the first heading stands in the article itself.
    """
    names = tuple(filter(None, map(_plain, sites)))
    others = [cut_site(each, names) for each in stated if _plain(each)]
    named = [each for each in headings if _plain(each)]
    # A page's h1 can be the name of its site.
    first = [cut_site(each, names) for each in named if not others or _plain(each) not in names]
    for title in first:
        if any(_agree(title, other) or _ends(title, other) for other in others):
            return title
    if len(first) == 1 and _is_of_article(first[0], others, sure=sure):
        return first[0]  # What is stated may be made for search engines.
    for place, title in enumerate(others):
        if any(_agree(title, other) for other in others[place + 1 :]):
            return title
    if len(first) == 1 and (sure or not others or not _is_another(others[0], first[0])):
        return first[0]
    return _without_sections(others[0]) if others else next(iter(first), "")


def _is_another(title: str, heading: str) -> bool:
    """Tell a title of several words that has none of the only ``h1``: that is a section's."""
    title = _without_sections(title)
    words = [set(re.findall(r"\w{4,}", text.casefold())) for text in (title, heading)]
    return len(title.split()) >= _SHORTEST_TITLE and not words[0] & words[1]


def _is_of_article(heading: str, titles: Sequence[str], *, sure: bool) -> bool:
    """Tell the headline of an article from the name of its section, a word or two."""
    long = len(heading.split()) >= _SHORTEST_TITLE
    akin = not any(_is_another(title, heading) for title in titles)
    return (sure or long) and (akin or (sure and long))


def _without_sections(title: str) -> str:
    """Return the longest part of a title that names section and site after bars."""
    longest = max(_BARS.split(title), key=lambda part: len(part.split()))
    return longest if len(longest.split()) >= _SHORTEST_TITLE else title


def cut_site(title: str, names: Iterable[str]) -> str:
    """Return a title without the site's name, and what parts the two, at its end or beginning."""
    text = tidy(title)
    known = set(map(_plain, names))
    if (bracket := _IN_BRACKETS.search(text)) and _plain(bracket[1]) in known:
        text = text[: bracket.start()]
    text = _before_middle(text, known)
    for _again in range(2):
        cuts = list(_BETWEEN.finditer(text))
        for cut in reversed(cuts):
            if _plain(text[cut.end() :]) in known:
                text = text[: cut.start()]
                break
        else:
            for cut in cuts:
                if _plain(text[: cut.start()]) in known:
                    text = text[cut.end() :]
                    break
    return text


def _before_middle(text: str, known: set[str]) -> str:
    """Cut the site's name and what follows it, where a section does: “Boats - The Paper - News”."""
    cuts = list(_PARTED.finditer(text))
    for cut, behind in pairwise(cuts):
        if _plain(text[cut.end() : behind.start()]) in known:
            before, after = text[: cut.start()], text[behind.end() :]
            return before if len(before.split()) >= len(after.split()) else after
    return text


def site_after(title: str, headings: Iterable[str]) -> str:
    """Return what a title has after a heading of its page: the site's name; else nothing."""
    text = tidy(title)
    for heading in map(tidy, headings):
        for cut in _BETWEEN.finditer(text):
            rest = text[cut.end() :]
            if (
                _plain(text[: cut.start()]) == _plain(heading)
                and len(rest.split()) <= _LONGEST_SITE
            ):
                return rest
    return ""


def site_among(title: str, headings: Iterable[str], others: Iterable[str]) -> str:
    """Return the first heading where it is the site's name: the title has it after another."""
    rest = _plain(site_after(title, others))
    return next((each for each in headings if rest and _plain(each) == rest), "")


def last_name(site: str) -> str:
    """Return the name of a site without that of its section: “News — The Harbour Paper”."""
    return _PARTED.split(site)[-1]


def _agree(one: str, other: str) -> bool:
    shorter, longer = sorted((_plain(one), _plain(other)), key=len)
    return shorter == longer or (len(shorter) > 12 and longer.startswith(shorter))


def _ends(heading: str, title: str) -> bool:
    """Tell a heading that has its date or its section before the title."""
    wanted = _plain(title)
    return len(wanted) > 12 and _plain(heading).endswith(wanted)


def _plain(text: str) -> str:
    return "".join(char for char in normalise(text).casefold() if char.isalnum())
