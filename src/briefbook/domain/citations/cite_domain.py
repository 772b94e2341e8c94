"""Citations on sphinxcontrib-bibtex: own look-ups, locators, and no traceback on a slip.

The base domain scans every citation per reference and looks up a plugin per citation; on a
long book both cost more than the rest. This subclass keeps its data and replaces those ways.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinxcontrib.bibtex.citation_target import CitationTarget, parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain, Citation, _FilterVisitor
from sphinxcontrib.bibtex.roles import CitationRef

from briefbook.core.ids import source_id
from briefbook.core.locators import parse_locator
from briefbook.core.records import Anchor
from briefbook.domain.citations.bib_style import short_name
from briefbook.domain.citations.cite_role import BriefCiteRole
from briefbook.domain.drawing.references import make_reference

if TYPE_CHECKING:
    from docutils.nodes import Element
    from pybtex.database import Entry
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.directives import BibliographyKey

    from briefbook.domain.domain import BriefDomain

logger = logging.getLogger(__name__)


class BriefCiteDomain(BibtexDomain):
    """The ``cite`` domain with look-ups by key."""

    roles: ClassVar = {name: BriefCiteRole() for name in BibtexDomain.roles}

    def env_updated(self) -> Iterable[str]:
        """Decide once after reading which entries stand in which bibliography."""
        cited: dict[str, set[str]] = defaultdict(set)
        for ref in self.citation_refs:
            for target in ref.targets:
                cited[target.key].add(ref.docname)
        self._cited_docnames = cited
        # Processes that read in parallel hand their bibliographies over in any order.
        self.data["bibliographies"] = dict(sorted(self.bibliographies.items()))
        super().env_updated()
        self._check_entries()
        return []

    def _check_entries(self) -> None:
        """Report keys that make no id, and works whose article is not in the bibliography."""
        keys = {citation.key for citation in self.citations}
        for citation in self.citations:
            bibliography = self.bibliographies[citation.bibliography_key]
            place = (citation.bibliography_key.docname, bibliography.line)
            if bibliography.list_ == "citation" and citation.citation_id != source_id(citation.key):
                logger.warning(
                    "the key %r makes no id of its own; use letters, digits and -, and no key that "
                    "differs from another in signs alone",
                    citation.key, location=place, type="brief", subtype="key_malformed",
                )  # fmt: skip
            related = citation.entry.fields.get("related", "")
            if related and related not in keys:
                logger.warning(
                    "the entry %r is known through %r, which is not in the bibliography; "
                    "fix 'related' in the .bib file, or cite that source",
                    citation.key, related, location=place, type="brief", subtype="source_unknown",
                )  # fmt: skip

    def get_filtered_entries(
        self, bibliography_key: BibliographyKey
    ) -> Iterator[tuple[str, Entry]]:
        """Yield the entries that the bibliography's filter lets through, in file order."""
        bibliography = self.bibliographies[bibliography_key]
        for entry in self.get_entries(bibliography.bibfiles):
            key = bibliography.keyprefix + entry.key
            visitor = _FilterVisitor(  # type: ignore[no-untyped-call]
                entry=entry,
                docname=bibliography_key.docname,
                cited_docnames=self._cited_docnames[key],
            )
            try:
                wanted = visitor.visit(bibliography.filter_)
            except ValueError:
                logger.warning(
                    "this :filter: uses what a filter cannot hold; the cited sources are listed "
                    "instead. Write e.g. type == 'article' and cited",
                    location=(bibliography_key.docname, bibliography.line), type="brief",
                    subtype="filter_malformed", once=True,
                )  # fmt: skip
                wanted = bool(self._cited_docnames[key])
            if wanted or entry.key in bibliography.keys:
                yield key, entry

    def get_all_cited_keys(self, docnames: list[str]) -> Iterator[str]:
        """Yield cited keys in reading order."""
        order = {docname: position for position, docname in enumerate(docnames)}
        for ref in sorted(self.citation_refs, key=lambda r: order[r.docname]):
            for target in ref.targets:
                yield target.key

    @property
    def by_key(self) -> dict[str, Citation]:
        """Each bibliography entry by its key."""
        cached = self.__dict__.get("_by_key")
        if cached is None or cached[0] != len(self.citations):
            # Numbered and bulleted lists have no anchors to lead to.
            found = {
                c.key: c for c in self.citations
                if self.bibliographies[c.bibliography_key].list_ == "citation"
            }  # fmt: skip
            cached = self.__dict__["_by_key"] = (len(self.citations), found)
        return cast("dict[str, Citation]", cached[1])

    def resolve_xref(  # type: ignore[override]  # an inline node holds several references
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> Element:
        """Return the citation as readers see it: ``(Kontur 2025, ¶ 12)``.

        A key that no bibliography lists stays as typed; it is reported with the whole book.
        """
        brief = cast("BriefDomain", env.get_domain("brief"))
        result = nodes.inline("", "", classes=["brief-cite"])
        parts: list[list[nodes.Node]] = []
        targets = list(parse_citation_targets(target))
        for position, cited in enumerate(targets):
            citation = self.by_key.get(cited.key)
            if citation is None:
                parts.append([nodes.Text(cited.key)])
                continue
            anchor = brief.book.source_anchor(cited.key)
            if anchor is None:
                continue
            related = citation.entry.fields.get("related", "")
            joined = position + 1 < len(targets) and targets[position + 1].key == related
            piece = self._draw(typ, builder, fromdocname, anchor, citation, cited)
            parts.append([*piece, nodes.Text(", in " if joined else "; ")])
        if parts and isinstance(parts[-1][-1], nodes.Text) and len(parts[-1]) > 1:
            parts[-1].pop()
        textual = typ.startswith(("t", "ct", "author", "cauthor", "year", "label", "alp"))
        opening, closing = ("", "") if textual else ("(", ")")
        result += nodes.Text(opening) if opening else []
        for part in parts:
            result += part
        result += nodes.Text(closing) if closing else []
        return result

    def _draw(
        self,
        typ: str,
        builder: Builder,
        from_docname: str,
        anchor: Anchor,
        citation: Citation,
        cited: CitationTarget,
    ) -> list[nodes.Node]:
        locator = parse_locator(cited.post).typeset() if cited.post else ""
        name, year = (
            short_name(citation.entry),
            anchor.label.removeprefix(short_name(citation.entry)),
        )
        year = year.strip()
        if typ in {"t", "ts", "ct", "cts"}:
            words = f"{name} ({year}{', ' if locator else ''}{locator})"
        elif typ.startswith(("author", "cauthor")):
            words = name
        elif typ.startswith("year"):
            words = year
        else:
            words = f"{anchor.label}{', ' if locator else ''}{locator}"
        before = [nodes.Text(f"{cited.pre} ")] if cited.pre else []
        link = make_reference(builder, from_docname, anchor, [nodes.Text(words)])
        # For builders that can lead to the block itself.
        link["cited"] = (cited.key, cited.post)
        return [*before, link]


def make_citation(
    env: BuildEnvironment,
    document: nodes.document,
    cited: tuple[str, str],
    line: int,
    path: str = "",
) -> nodes.Element:
    """Return a pending citation, as the role makes it, for a place that has no role.

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
