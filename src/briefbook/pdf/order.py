"""The order of the documents in print, and the level of their titles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

FRONT = 0
"""Depth of the front page; the documents of its toctrees have depth 1, theirs 2 …"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one document stands in the book.

    ``part`` is the caption of the toctree that this document is the first of, or empty.
    """

    docname: str
    depth: int
    part: str


def reading_order(env: BuildEnvironment) -> tuple[Place, ...]:
    """Return every document that a toctree reaches, each once, in the order of the toctrees."""
    root = env.config.root_doc
    return tuple(_walk(env, Place(root, FRONT, ""), set()))


def _walk(env: BuildEnvironment, place: Place, seen: set[str]) -> Iterator[Place]:
    seen.add(place.docname)
    yield place
    if not env.toctree_includes.get(place.docname):
        return
    for toctree in env.get_doctree(place.docname).findall(addnodes.toctree):
        part = toctree.get("caption") or ""
        for docname in toctree["includefiles"]:
            if docname not in seen and docname in env.all_docs:
                yield from _walk(env, Place(docname, place.depth + 1, part), seen)
                part = ""
