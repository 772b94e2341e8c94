"""Keys of sources: readable, unique, and the same string everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from collections.abc import Set as AbstractSet
from urllib.parse import urlsplit

from briefbook.bibliography.natural_names import read_name
from briefbook.core.errors import BriefbookError
from briefbook.core.ids import is_id, slug
from briefbook.core.words.romanised import latin_slug
from briefbook.sources.reading.article import Metadata
from briefbook.sources.reading.dates import year_of

_LONGEST = 40
_FILLER = frozenset(
    re.findall(
        r"\w+",
        "a an the why how what when who where which in on of for and to is are as at by with from "
        "der die das ein eine einer was wer wie wann warum wo im auf für und zu von mit den dem "
        "le la les un une des du de et en que qui pour el los las una y por cómo qué",
    )
)


def check_id(name: str, what: str, example: str) -> str:
    """Return the name if it is an id; else raise :class:`BriefbookError` naming ``what``."""
    if not is_id(name) or len(name) > 2 * _LONGEST:
        raise BriefbookError(
            f"{name}: is not a {what}; use small letters, digits and hyphens, a letter first, "
            f"e.g. {example}"
        )
    return name


def new_key(
    metadata: Metadata,
    taken: AbstractSet[str],
    tried: MutableMapping[str, int] | None = None,
    file_stem: str = "",
) -> str:
    """Return a key such as ``yoon2024``: who, then the year; ``yoon2024a`` where it is taken.

    The name is the first author's, else the publisher's, the site's, or the title's first
    word of weight, else the file's; one in another script is spelt in Latin letters. ``tried``
    remembers, from one call to the next, how far the letters of each name are used up.
    """
    tried = {} if tried is None else tried
    stem = next(filter(None, map(_stem, (*_names(metadata), file_stem))), "source")
    base = f"{stem}{year_of(metadata.date)}"
    while (key := _suffixed(base, tried.get(base, 0))) in taken:
        tried[base] = tried.get(base, 0) + 1
    return key


def _names(metadata: Metadata) -> Iterator[str]:
    for author in metadata.authors[:1]:
        name = read_name(author)
        yield name.get("family") or name["literal"].split(",")[0]
    yield metadata.publisher.removeprefix("The ")
    host = urlsplit(metadata.url).hostname or ""
    yield host.removeprefix("www.").split(".")[0]
    yield next((word for word in metadata.title.split() if word.lower() not in _FILLER), "")


def _stem(name: str) -> str:
    latin = slug(name) or latin_slug(name)
    return re.sub(r"^[0-9-]+", "", latin)[:_LONGEST].replace("-", "")


def _suffixed(base: str, place: int) -> str:
    """Return ``yoon2024``, ``yoon2024a`` … ``yoon2024z``, ``yoon2024-2`` …; ``yoon``, ``yoon2``."""
    if place == 0:
        return base
    if not base[-1].isdigit():
        return f"{base}{place + 1}"
    return f"{base}{chr(ord('a') + place - 1)}" if place <= 26 else f"{base}-{place - 25}"
