"""The PDF of some chapters ends with the works that they cite."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from docutils import nodes
from sphinxcontrib.bibtex.nodes import bibliography

from briefbook.core.words.labels import label
from briefbook.domain.citations.draw_bibliography import DrawBibliography

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

WORKS = "works-cited"
"""Id of the section."""


def add_works(doctree: nodes.document, docnames: Collection[str]) -> None:
    """Add the works that these documents cite as the last section of a doctree.

    Citations lead there, as in the whole book they lead to the bibliography. Nothing is added
    where nothing is cited.
    """
    chapter = doctree.next_node(nodes.section)
    works = DrawBibliography(doctree).works_of(docnames)
    if chapter is None or not works:
        return
    section = nodes.section("", nodes.title("", label("Sources")), ids=[WORKS])
    section += nodes.container("", *works, classes=["brief-bibliography"])
    chapter += section


def has_bibliography(env: BuildEnvironment, docnames: Collection[str]) -> bool:
    """Return whether one of these documents has a bibliography of its own."""
    trees = (env.get_doctree(name) for name in docnames)
    return any(next(iter(tree.findall(bibliography)), None) is not None for tree in trees)
