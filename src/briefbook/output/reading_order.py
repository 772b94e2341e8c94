"""The order of the documents in print, and the level of their titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

FRONT = 0
"""Depth of the front page; the documents of its toctrees have depth 1, theirs 2 …"""


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """Where one document stands in the book.

    ``part`` is the caption of the toctree that this document is the first of, or empty.
    """

    docname: str
    depth: int
    part: str


def reading_order(env: BuildEnvironment) -> tuple[DocumentPlace, ...]:
    """Return every document that a toctree reaches, each once, in the order of the toctrees."""
    root = env.config.root_doc
    return tuple(_walk(env, DocumentPlace(root, FRONT, ""), set()))


def _walk(env: BuildEnvironment, place: DocumentPlace, seen: set[str]) -> Iterator[DocumentPlace]:
    seen.add(place.docname)
    yield place
    if not env.toctree_includes.get(place.docname):
        return
    for toctree in env.get_doctree(place.docname).findall(addnodes.toctree):
        part = toctree.get("caption") or ""
        for docname in toctree["includefiles"]:
            if docname not in seen and docname in env.all_docs:
                yield from _walk(env, DocumentPlace(docname, place.depth + 1, part), seen)
                part = ""


def chosen_places(
    order: Sequence[DocumentPlace], names: Sequence[str], aliases: Mapping[str, AbstractSet[str]]
) -> tuple[DocumentPlace, ...]:
    """Return the places that ``names`` ask for, in the book's order; all, if it is empty.

    A name is a document's, with or without its folder, a folder's, or one of the document's
    ``aliases``, such as its anchor prefix. Raises ``LookupError`` with the name that fits none.
    """
    for name in names:
        if not any(_fits(place.docname, name, aliases) for place in order):
            raise LookupError(name)
    return tuple(
        place
        for place in order
        if not names or any(_fits(place.docname, name, aliases) for name in names)
    )


def _fits(docname: str, name: str, aliases: Mapping[str, AbstractSet[str]]) -> bool:
    return (
        name in {docname, docname.rpartition("/")[2], *aliases.get(docname, ())}
        or docname.startswith(f"{name.rstrip('/')}/")
    )  # fmt: skip
