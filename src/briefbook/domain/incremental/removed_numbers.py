"""Removed section and figure numbers, of which Sphinx keeps the old ones.

Sphinx writes a chapter's number into its title and its contents, and reports which documents have
*other* numbers than before. Where ``:numbered:`` is gone it does neither: the old number stays
in everything that is not read again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class RemovedNumbers:
    """Remembers between two events which documents had numbers."""

    def __init__(self) -> None:
        self._sections: dict[str, object] = {}
        self._figures: dict[str, object] = {}

    def forget(self, _app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Remove all numbers; connected before Sphinx assigns them again."""
        self._sections = dict(env.toc_secnumbers)
        self._figures = dict(env.toc_fignumbers)
        for docname in self._sections:
            if docname in env.titles:
                env.titles[docname].attributes.pop("secnumber", None)
            if docname in env.tocs:
                for reference in env.tocs[docname].findall(nodes.reference):
                    reference.attributes.pop("secnumber", None)
        return []

    def lost(self, _app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the documents that have no numbers any more; connected after Sphinx."""
        sections = self._sections.keys() - env.toc_secnumbers.keys()
        figures = self._figures.keys() - env.toc_fignumbers.keys()
        return sorted((sections | figures) & env.all_docs.keys())
