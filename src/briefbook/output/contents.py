"""The contents of the book, as every output lists them, and the numbers of its chapters.

The order in print, with the documents below others, is in ``reading_order``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from briefbook.output.reading_order import read_toctrees

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.domain import BriefDomain


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A page in the contents; ``number`` is its chapter number (empty: none)."""

    docname: str
    title: str
    number: str


@dataclass(frozen=True, slots=True)
class Group:
    """One toctree of the root document with its caption (empty: none)."""

    caption: str
    entries: tuple[ContentsEntry, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """All groups, and for each page the place of its entry: ``(group, position)``."""

    root: str
    groups: tuple[Group, ...]
    places: dict[str, tuple[int, int]]

    def group_of(self, docname: str) -> str:
        """Return the caption of the group that lists a page; empty where none does."""
        place = self.places.get(docname)
        return self.groups[place[0]].caption if place else ""


def chapter_numbers(env: BuildEnvironment) -> Mapping[str, str]:
    """Return the number of each document that a ``:numbered:`` toctree numbers as a whole."""
    return cast("BriefDomain", env.get_domain("brief")).book.numbers


def read_contents(env: BuildEnvironment) -> Contents:
    """Read the toctrees of the root document, in their order."""
    root, numbers = env.config.root_doc, chapter_numbers(env)
    groups = []
    for toctree in read_toctrees(env, root):
        entries = []
        for docname, title in toctree.entries:
            words = title or env.titles[docname].astext()
            entries.append(ContentsEntry(docname, words, numbers.get(docname, "")))
        if entries:
            groups.append(Group(toctree.caption, tuple(entries)))
    places = {
        entry.docname: (g, e)
        for g, group in enumerate(groups)
        for e, entry in enumerate(group.entries)
    }
    return Contents(root, tuple(groups), places)
