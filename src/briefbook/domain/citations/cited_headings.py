"""Headings as text where Sphinx keeps them: for titles, contents and links to the next page.

Sphinx keeps a copy of each heading in which a citation is its key and a formula is its TeX.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from briefbook.core.words.formula_words import formula_words
from briefbook.domain.citations.draw_citation import DrawnCitation
from briefbook.domain.domain import CITED, BriefDomain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.citations.cite_domain import BriefCiteDomain


class MarkCitedHeadings(SphinxTransform):
    """Note on a citation in a heading what it cites: Sphinx's copy keeps only its words."""

    # Before the document counts as read (880): then Sphinx makes its copies.
    default_priority = 877

    def apply(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        for title in self.document.findall(nodes.title):
            for pending in title.findall(addnodes.pending_xref):
                if pending.get("refdomain") == "cite" and pending.children:
                    cast("nodes.Element", pending[0])[CITED] = (
                        pending["reftype"],
                        pending["reftarget"],
                    )


def write_headings(app: Sphinx, _document: nodes.document) -> None:
    """Write formulas of the copies as words, and note on the title where there are citations."""
    env = app.env
    title = env.titles[env.docname]
    for kept in _copies(env, env.docname):
        for formula in list(kept.findall(nodes.math)):
            formula.replace_self(nodes.Text(formula_words(formula.astext())))
        if any(CITED in each for each in kept.findall(nodes.Element)):
            title[CITED] = True


def write_citations(app: Sphinx, env: BuildEnvironment) -> None:
    """Write each citation of the copies as it is printed, once it is known."""
    domain = cast("BriefDomain", env.get_domain("brief"))
    cited = [docname for docname, title in env.titles.items() if CITED in title]
    for docname in cited:
        cite = cast("BriefCiteDomain", env.get_domain("cite"))
        drawn = DrawnCitation(cite, domain.book, app.builder, docname)
        for kept in _copies(env, docname):
            for words in list(kept.findall(nodes.inline)):
                if CITED in words:
                    typ, target = words[CITED]
                    shown = drawn.draw(typ, list(parse_citation_targets(target)))
                    words.children = [nodes.Text(shown.astext())]
                    words["classes"] = []
    if cited:
        domain.forget_book()


def _copies(env: BuildEnvironment, docname: str) -> Iterator[nodes.Element]:
    for kept in (env.titles, env.longtitles, env.tocs):
        if docname in kept:
            yield kept[docname]
