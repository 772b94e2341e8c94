"""The kinds of source, and what an entry of each begins with."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Not by importlib.resources, which loads zipfile, tempfile and more: the command line reads it.
_TABLE = Path(__file__).with_name("kinds.toml")
#: What an article from the web is, where nobody says otherwise.
DEFAULT = "page"


@dataclass(frozen=True, slots=True)
class SourceKind:
    """One kind; ``type`` is biblatex's, with its ``entrysubtype`` where it has one."""

    name: str
    type: tuple[str, ...]
    publisher: str = "publisher"
    genre: str = ""
    hashed: bool = False
    wants: tuple[str, ...] = ()

    @property
    def fields(self) -> dict[str, str]:
        """The fields that every entry of the kind has."""
        own = {"entrysubtype": self.type[1] if self.type[1:] else "", "type": self.genre}
        return {name: value for name, value in own.items() if value}


@cache
def source_kinds() -> dict[str, SourceKind]:
    """Return the kinds by their names."""
    table = tomllib.loads(_TABLE.read_text("utf-8"))
    return {
        name: SourceKind(
            name, tuple(row["type"]), row.get("publisher", "publisher"), row.get("genre", ""),
            bool(row.get("hashed")), tuple(row.get("wants", ())),
        )
        for name, row in table.items()
    }  # fmt: skip


def kind_of(entry_type: str, subtype: str = "", genre: str = "") -> str:
    """Return the kind that an entry's type says; ``page`` for one that is none of them."""
    alike = [kind for kind in source_kinds().values() if kind.type[0] == entry_type]
    exact = [kind for kind in alike if (*kind.type, "")[1] == subtype]
    named = [kind for kind in exact if kind.genre.lower() == genre.lower()]
    chosen = named or [kind for kind in exact if not kind.genre] or exact or alike
    return chosen[0].name if chosen else DEFAULT
