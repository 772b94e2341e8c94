"""The order of the documents in every output, and the level of their titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx import addnodes

from briefbook.core.toctrees import walk_toctrees

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """Where one document is in the book.

    ``part`` is the caption of the toctree that this document is the first of, or empty. One that
    ``runs_on`` begins in print below the document before it, not on a page of its own.
    """

    docname: str
    depth: int
    part: str
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class Toctree:
    """A toctree, with its caption (empty: none).

    ``entries`` are the documents of the book that it names, each with the title that it gives them
    (empty: their own).
    """

    caption: str
    entries: tuple[tuple[str, str], ...]


def read_toctrees(env: BuildEnvironment, docname: str) -> Iterator[Toctree]:
    """Yield the toctrees of a document, in their order."""
    if not env.toctree_includes.get(docname):
        return
    for toctree in env.get_doctree(docname).findall(addnodes.toctree):
        entries = [(name, title or "") for title, name in toctree["entries"]]
        # Not another site, nor the page itself, nor what could not be read.
        known = [entry for entry in entries if entry[0] in env.all_docs]
        yield Toctree(toctree.get("caption") or "", tuple(known))


def reading_order(env: BuildEnvironment) -> tuple[DocumentPlace, ...]:
    """Return every document that a toctree reaches, each once, in the order of the toctrees."""

    def toctrees(docname: str) -> Iterator[tuple[str, list[str]]]:
        for toctree in read_toctrees(env, docname):
            yield toctree.caption, [name for name, _title in toctree.entries]

    return tuple(DocumentPlace(*place) for place in walk_toctrees(env.config.root_doc, toctrees))


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
