"""What is rendered: an item, its place, and what has been determined about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefbook.bibliography.items.parts import CslItem
from briefbook.bibliography.rich_text import Run, from_markup, plain

#: Variables that are numbers; others are numeric where they hold one.
NUMBERS = frozenset({
    "chapter-number", "citation-number", "collection-number", "edition",
    "first-reference-note-number", "issue", "locator", "number", "number-of-pages",
    "number-of-volumes", "page", "page-first", "part-number", "printing-number", "section",
    "supplement-number", "version", "volume",
})  # fmt: skip
#: Older names of variables.
_ALIASES = {
    "event": "event-title", "event-title": "event", "supplement": "supplement-number",
}  # fmt: skip


@dataclass(slots=True)
class Apart:
    """What tells a work from others that would be cited alike.

    ``names``: how many are printed before “et al.”; ``given``: 1 with initials, 2 with given
    names, by the place of the name; ``flag``: the style's own way; ``suffix``: the year's letter.
    """

    names: int = 0
    given: dict[int, int] = field(default_factory=dict)
    flag: bool = False
    suffix: str = ""


@dataclass(slots=True)
class Scene:
    """An item in a citation or in the bibliography, with what the citation says of it."""

    item: CslItem
    apart: Apart = field(default_factory=Apart)
    number: int = 0
    bibliography: bool = False
    sorting: bool = False
    #: ``paragraph``, ``page`` …; ``custom`` for one that is printed as it was typed.
    locator_label: str = ""
    locator: str = ""
    locator_href: str = ""
    #: What kind of locator it is has been printed.
    locator_labelled: bool = False
    #: ``first``, ``subsequent``, ``ibid``, ``ibid-with-locator``; and whether the first is near.
    position: str = "first"
    near: bool = False
    first_note: int = 0
    #: The year's letter has been printed.
    suffixed: bool = False
    #: Variables that were printed in place of others, and are not printed again.
    spent: set[str] = field(default_factory=set)
    #: What is printed now is in place of names.
    substituting: bool = False
    #: All variables that have been printed so far.
    printed: set[str] = field(default_factory=set)
    #: The names that were printed, in order, each with the key of how.
    shown: list[Mapping[str, str]] = field(default_factory=list)
    #: The first names of the citation, or what stands for them; and whether they are left out.
    principal: list[Run] | None = None
    without_principal: bool = False
    #: What is given to the names of a macro that sorts.
    names_override: Mapping[str, str] = field(default_factory=dict)
    #: What is in place of the first names, e.g. ``———``.
    author_substitute: str = ""
    #: The first names that were printed, for that comparison.
    first_names: str | None = None

    def text(self, variable: str) -> str:
        """Return a variable as it is; empty where it is not given, or was printed already."""
        return "" if variable in self.spent else self._given(variable)

    def _given(self, variable: str) -> str:
        own = _OF_SCENE.get(variable)
        if own is not None:
            return str(own(self) or "")
        value = self.item.get(variable)
        if value is None and variable in _ALIASES:
            value = self.item.get(_ALIASES[variable])
        if isinstance(value, (str, int)):
            return str(value)
        return ""

    def names(self, variable: str) -> list[Mapping[str, str]]:
        """Return the persons of a role."""
        if variable in self.spent:
            return []
        value = self.item.get(variable) or self.item.get("custom", {}).get(variable)
        return list(value) if isinstance(value, list) else []

    def date(self, variable: str) -> dict[str, Any]:
        """Return a date as CSL-JSON has it."""
        if variable in self.spent:
            return {}
        value = self.item.get(variable)
        return value if isinstance(value, dict) else {}

    def has(self, variable: str) -> bool:
        """Return whether a variable is given, printed already or not."""
        own = self.item.get("custom", {}).get(variable)
        return bool(self._given(variable) or self.item.get(variable) or isinstance(own, list))

    @property
    def language(self) -> str:
        """The language of the work; empty: that of the book."""
        return str(self.item.get("language", ""))


def _first_page(scene: Scene) -> str:
    page = scene.text("page")
    for sign in "-–,&":
        page = page.partition(sign)[0]
    return page.strip()


def _label(scene: Scene) -> str:
    """Return the label of a work: its own, or one of its authors and its year, ``Low20``."""
    own = scene.item.get("citation-label")
    if own:
        return str(own)
    people: list[Mapping[str, str]] = next(
        (scene.item[role] for role in ("author", "editor", "translator") if scene.item.get(role)),
        [],
    )
    names = [name.get("family") or name.get("literal", "") for name in people[:4]]
    length = {1: 4, 2: 2}.get(len(names), 1)
    text = "".join("".join(c for c in name if c.isalnum())[:length] for name in names)
    parts = scene.item.get("issued", {}).get("date-parts") or [[""]]
    title = plain(from_markup(str(scene.item.get("title", ""))))
    title = "".join(c for c in title if c.isalnum())
    return f"{text or title[:4]}{str(parts[0][0])[-2:]}"


_OF_SCENE = {
    "citation-label": _label,
    "citation-number": lambda scene: scene.number,
    "year-suffix": lambda scene: scene.apart.suffix,
    "locator": lambda scene: scene.locator,
    "first-reference-note-number": lambda scene: scene.first_note,
    "page-first": _first_page,
}


@dataclass(slots=True)
class Rendered:
    """Pieces of text; whether a variable was asked for, and whether one was there.

    ``apart``: the style sets it on a line of its own, or beside the others.
    """

    runs: list[Run] = field(default_factory=list)
    tried: bool = False
    found: bool = False
    apart: bool = False

    @property
    def hidden(self) -> bool:
        """Return whether a group of this is left out: it asked for variables, and none is there."""
        return self.tried and not self.found


def joined_parts(parts: Iterable[Rendered], delimiter: str = "") -> list[Run]:
    """Return the pieces of what is not empty, with a delimiter between.

    What a style sets on a line of its own is at least a space apart.
    """
    runs: list[Run] = []
    for part in parts:
        if runs and part.runs and delimiter:
            runs.append(Run(delimiter))
        elif runs and part.runs and part.apart and not runs[-1].text.endswith(" "):
            runs.append(Run(" "))
        runs += part.runs
    return runs
