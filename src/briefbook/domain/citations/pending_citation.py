"""Make a citation where no role can be written, such as a cell of a table of data."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinxcontrib.bibtex.citation_target import CitationTarget
from sphinxcontrib.bibtex.roles import CitationRef

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.citations.cite_domain import BriefCiteDomain


def make_citation(
    env: BuildEnvironment,
    document: nodes.document,
    cited: tuple[str, str],
    line: int,
    path: str = "",
) -> nodes.Element:
    """Return a pending citation, as the role makes it, for a place where no role can be written.

    ``cited`` are the key and the locator; as data, they never pass through a parser of markup.
    ``path`` is the file that ``line`` counts in where that is not the document's.
    """
    key, locator = cited
    target = f"{key}{{{locator}}}" if locator else key
    pending = addnodes.pending_xref(
        "", nodes.inline("", target), refdoc=env.docname, refdomain="cite", reftype="p",
        reftarget=target, refexplicit=False, refwarn=True,
    )  # fmt: skip
    pending.line = line
    if path:
        pending["brief_place"] = (path, line)
    document.note_explicit_target(pending, pending)
    target_ = CitationTarget(key=key, pre="", post=locator)
    domain = cast("BriefCiteDomain", env.get_domain("cite"))
    domain.citation_refs.append(CitationRef(pending["ids"][0], env.docname, line, [target_]))
    return pending
