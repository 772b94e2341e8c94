"""``build/shelf.json``: the places of other books that a book on a shelf cites.

``briefbook shelf build`` writes it before a book's pages are made, with what is cited and nothing
else: another place of a cited book may change without a change here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "build/shelf.json"
"""From the book's root."""
_FORMAT = {"format": "briefbook-cited-places", "version": 1}


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A place of another book: its name, its address from that book's site, its text.

    ``text`` is plain; of a withdrawn paragraph it is empty.
    """

    label: str
    uri: str
    text: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class CitedBook:
    """Another book of the shelf; ``places`` are those that are cited and exist, by their ids."""

    title: str
    edition: str
    places: Mapping[str, CitedPlace]

    @property
    def name(self) -> str:
        """The book as a citation names it: its title, and its edition if it has one."""
        return f"{self.title} ({self.edition})" if self.edition else self.title


@dataclass(frozen=True, slots=True)
class CitedPlaces:
    """All books of the shelf by name; ``url`` is the library's address, empty if unknown."""

    url: str
    books: Mapping[str, CitedBook]


def write_cited_places(cited: CitedPlaces) -> str:
    """Return the text of the file: sorted, the same for the same places."""
    return json.dumps(_FORMAT | asdict(cited), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_cited_places(root: Path) -> CitedPlaces | None:
    """Return what the shelf left for the book in ``root``; None where it left nothing readable."""
    try:
        data = json.loads((root / FILE).read_text(encoding="utf-8"))
        if {name: data[name] for name in _FORMAT} != _FORMAT:
            return None
        books = {
            name: CitedBook(
                book["title"],
                book["edition"],
                {id_: CitedPlace(**place) for id_, place in book["places"].items()},
            )
            for name, book in data["books"].items()
        }
        return CitedPlaces(data["url"], books)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
