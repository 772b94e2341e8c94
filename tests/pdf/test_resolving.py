"""The PDF's own way to resolve a document leaves the tree that Sphinx's leaves."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx.application import Sphinx

from books import MakeBook
from briefbook.pdf.resolving import Resolver
from pdf.conftest import Kitchen

_BRINGS_WEB_ONLY = """
from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

class Bring(SphinxPostTransform):
    default_priority = 20

    def run(self, **kwargs):
        here = self.document
        here += addnodes.only("", nodes.paragraph("", "Read it on the web."), expr="html")

def setup(app):
    app.add_post_transform(Bring)
"""


def _trees(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Yield the tree of each document as the PDF resolves it and as Sphinx does."""
    resolver = Resolver(app)
    for docname in sorted(app.env.found_docs):
        theirs = app.env.get_doctree(docname)
        app.env.apply_post_transforms(theirs, docname)
        yield resolver.resolved(docname).pformat(), theirs.pformat()


def test_a_tree_is_the_one_that_sphinx_makes(kitchen: Kitchen) -> None:
    trees = list(_trees(kitchen.printed.app))
    assert len(trees) > 5
    for ours, theirs in trees:
        assert ours == theirs


def test_what_an_extension_brings_in_is_seen_by_later_transforms(make_book: MakeBook) -> None:
    files = {"docs/a.md": "# A\n\nWords.[^n]\n\n[^n]: Comment: a note.\n"}
    app = make_book(files, "briefpdf", conf=_BRINGS_WEB_ONLY).app
    for ours, theirs in _trees(app):
        assert ours == theirs
        assert "<only" not in ours
