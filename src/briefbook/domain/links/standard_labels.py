"""Sphinx's labels, cleared by document rather than by looking through all of them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from sphinx.domains.std import StandardDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment


class BookStandardDomain(StandardDomain):
    """The ``std`` domain, in which a document that has left nothing need not be cleared.

    Sphinx clears each document before it reads it, also for the first time, and goes through
    every label of the book to do so: in a book of a thousand chapters, a million comparisons.
    """

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        # Sphinx makes this one only while clearing, and needs it when it merges.
        self.data.setdefault("terms", {})
        self._known = set(env.all_docs)

    def clear_doc(self, docname: str) -> None:
        """Forget one document."""
        if docname in self._known:
            self._known.discard(docname)
            super().clear_doc(docname)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note the labels of a document that has been read."""
        self._known.add(docname)
        super().process_doc(env, docname, document)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over documents that another process has read."""
        self._known.update(docnames)
        super().merge_domaindata(docnames, otherdata)
