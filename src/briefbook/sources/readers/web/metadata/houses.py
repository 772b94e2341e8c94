"""The house that publishes a page, under whichever of its names the page speaks of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefbook.core.words.text import tidy

_DOMAIN = re.compile(r"(?<=\w)\.(?:[a-z]{2,6})(?:\.[a-z]{2})?$", re.IGNORECASE)
#: What parts a name from the house behind it.
_BEFORE = r"(?:\s*[,;|/·•]\s*|[.:]\s+|\s+[-–—]\s+|\s+(?:for|at|of|para|de|pour|für)\s+)"
#: What parts a site's name from what it says of itself.
_PARTED = re.compile(r"\s+[-–—|·•]\s+|\s*[|•]\s*")
_LEGAL = re.compile(
    r",?\s(?:S\.? ?L\.?U?\.?|S\.? ?A\.?S?\.?|GmbH|Inc\.?|Ltd\.?|LLC|AG|S\.? ?r\.? ?l\.?)$"
)
#: A shorter name is a word of other names too.
_SHORTEST = 4


class Houses:
    """The names of a page's house: its site, its publisher, its host."""

    def __init__(self, names: Iterable[str], host: str = "") -> None:
        stated = {tidy(name) for name in names if name}
        self._names = sorted({*stated, host} - {""}, key=len, reverse=True)
        self._keys = {key for name in stated if (key := _key(name))}
        self._host = _key(host)

    def has(self, name: str) -> bool:
        """Tell whether a name is the house's: “The Lake Paper”, “LakePaper.com”."""
        key = _key(name)
        # A person's own site may have the person's name, in words.
        return "www." in name or key in self._keys or (key == self._host and " " not in name)

    def without(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the names that are not the house's."""
        return tuple(name for name in names if not self.has(name))

    def cut_from(self, name: str) -> str:
        """Return a person's name without the house beside it: “Ann Bell | The Lake Paper”.

        A section of the house, whose name ends with the site's address, is the house.
        """
        for house in self._names:
            if len(house) < _SHORTEST:
                continue
            it = rf"(?:the )?{re.escape(house)}"
            behind = re.sub(rf"(?<=\w){_BEFORE}{it}$", "", name, flags=re.IGNORECASE)
            if behind != name and "." in house and " - " in name:
                return house
            ahead = re.sub(rf"^{it}\s*[-–—|/:·•]\s*(?=\w)", "", behind, flags=re.IGNORECASE)
            if ahead != name and " " in ahead:
                return ahead
        return name


def publisher_name(sites: Sequence[str], host: str) -> str:
    """Return the publisher: the first name, without what a site says behind its own.

    A shorter name in that of a company (“Lake Paper” of “Ediciones Lake Paper, S.L.”) is what
    readers know; a country of a worldwide site (“U.S.”) is none.
    """
    address = _plain(host)
    named = [site for each in sites if _is_known(site := each.strip(" ©®™"), address)]
    if not named:
        return ""
    first = named[0]
    if _LEGAL.search(first):
        first = next(
            (it for it in named[1:] if f" {it} ".casefold() in f" {first} ".casefold()), first
        )
    parts = _PARTED.split(first)
    own = [part for part in parts if len(key := _plain(part)) >= _SHORTEST and key in address]
    # “Ministry of Tides – MTID” has its name before its initials.
    return own[0] if own and (own[0] == parts[0] or not own[0].isupper()) else first


def _is_known(name: str, address: str) -> bool:
    return not re.fullmatch(r"(?:[A-Z]\.){2,}", name) or _plain(name) in address


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _key(name: str) -> str:
    return _plain(re.sub(r"^the\s+", "", _DOMAIN.sub("", tidy(name).casefold())))
