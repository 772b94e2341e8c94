"""Citations on top of sphinxcontrib-bibtex: look-ups, labels, locators, errors with a line.

The base domain scans every citation for each reference and looks up a plugin for each citation;
in a long book this takes more time than all else. This subclass keeps its data and replaces both.
What is printed comes from :mod:`briefbook.bibliography` alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

from pybtex.style import FormattedEntry
from sphinx.util import logging
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain, Citation, get_docnames

from briefbook.bibliography import (
    CslItem,
    Label,
    RichText,
    Wording,
    format_entry,
    label_items,
    plain,
)
from briefbook.bibliography.printing.language import wording_of
from briefbook.core.ids import source_id
from briefbook.domain.citations.book_style import book_style
from briefbook.domain.citations.cite_role import BriefCiteRole
from briefbook.domain.citations.draw_citation import DrawnCitation
from briefbook.domain.citations.listed_entries import check_entries, filtered_entries
from briefbook.domain.citations.rich_text_nodes import PrintedText
from briefbook.domain.citations.styled_works import RecordedCitation, StyledWorks
from briefbook.domain.citations.works import Relation, Work, pybtex_entry

if TYPE_CHECKING:
    from pathlib import Path

    from docutils.nodes import Element
    from pybtex.database import Entry
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.directives import BibliographyKey

    from briefbook.bibliography.csl.styles.style import Style
    from briefbook.domain.domain import BriefDomain

logger = logging.getLogger(__name__)


class BriefCiteDomain(BibtexDomain):
    """The ``cite`` domain with look-ups by key."""

    roles: ClassVar = {name: BriefCiteRole() for name in BibtexDomain.roles}

    @property
    def works(self) -> Mapping[str, Work]:
        """The works of the .bib files by their keys; none before the files are read."""
        kept = self.data.get("brief_works")
        return kept.by_key if kept is not None else {}

    @property
    def labels(self) -> Mapping[str, Label]:
        """How each listed work is cited, by its key with the bibliography's prefix."""
        return cast("Mapping[str, Label]", self.data.get("brief_labels", {}))

    @property
    def wording(self) -> Wording:
        """The wording of the book's language, for the built-in style."""
        return wording_of(self.env.config.language or "en")

    @cached_property
    def style(self) -> Style | None:
        """The style of the book; ``None`` for the built-in style."""
        return book_style(self.env)

    @property
    def styled(self) -> StyledWorks | None:
        """The listed works in the book's style; ``None`` for the built-in style."""
        style = self.style
        if style is None:
            return None
        if "_styled" not in self.__dict__:
            items = {
                citation.key: self.works[citation.entry.key].item for citation in self.citations
            }
            self.__dict__["_styled"] = self._in_style(style, items)
        return cast("StyledWorks", self.__dict__["_styled"])

    def _in_style(self, style: Style, items: Mapping[str, CslItem]) -> StyledWorks:
        recorded = self.data.get("brief_cited", {})
        cited = {name: recorded[name] for name in _docnames(self.env) if name in recorded}
        return StyledWorks(style, self.env.config.language or "en", items, cited)

    def record_citations(self, docname: str, recorded: Sequence[RecordedCitation]) -> None:
        """Keep the citations of a document that is being read, in their order."""
        self.data.setdefault("brief_cited", {})[docname] = tuple(recorded)

    def clear_doc(self, docname: str) -> None:
        """Forget one document."""
        super().clear_doc(docname)
        self.data.get("brief_cited", {}).pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over documents that another process has read."""
        super().merge_domaindata(docnames, otherdata)
        for docname, recorded in otherdata.get("brief_cited", {}).items():
            if docname in docnames:
                self.record_citations(docname, recorded)

    def get_entries(self, bibfiles: Iterable[Path]) -> Iterator[Entry]:
        """Yield the entries of files, in their order; keys differ in capitals too."""
        for bibfile in bibfiles:
            for key in self.bibdata.bibfiles[bibfile].keys:
                yield pybtex_entry(self.works[key])

    def env_updated(self) -> Iterable[str]:
        """Decide once, after reading, which entries are in which bibliography, and their labels."""
        cited: dict[str, set[str]] = defaultdict(set)
        for ref in self.citation_refs:
            for target in ref.targets:
                cited[target.key].add(ref.docname)
        self._cited_docnames = cited
        order = {name: place for place, name in enumerate(_docnames(self.env))}
        # In the order of reading, in which a work that is in two lists is looked for.
        self.data["bibliographies"] = dict(
            sorted(self.bibliographies.items(), key=lambda each: (order[each[0].docname],
                                                                  each[1].line))
        )  # fmt: skip
        listed = {key: dict(self.get_filtered_entries(key)) for key in self.bibliographies}
        self.data["brief_labels"] = self._label(listed.values())
        self.__dict__.pop("_styled", None)
        if self.style is not None:
            items = {key: self.works[entry.key].item
                     for entries in listed.values() for key, entry in entries.items()}  # fmt: skip
            self.__dict__["_styled"] = self._in_style(self.style, items)
        self.citations[:] = [
            citation for key, entries in listed.items() for citation in self._list(key, entries)
        ]
        for look_up in ("by_key", "by_id", "relations"):
            self.__dict__.pop(look_up, None)
        check_entries(self)
        return []

    def _label(self, listed: Iterable[Mapping[str, Entry]]) -> dict[str, Label]:
        """Return the labels of all lists together, disambiguated across the whole book."""
        keys = {key: entry.key for entries in listed for key, entry in entries.items()}
        items = [self.works[key].item for key in dict.fromkeys(keys.values())]
        found = label_items(items, self.wording)
        return {key: found[entry_key] for key, entry_key in keys.items()}

    def _list(self, place: BibliographyKey, entries: Mapping[str, Entry]) -> Iterator[Citation]:
        prefix = self.bibliographies[place].labelprefix
        styled = self.__dict__.get("_styled")
        order = (
            styled.listed(entries) if styled
            else sorted(entries, key=lambda key: self.labels[key].sort_key)
        )  # fmt: skip
        before = ""
        for key in order:
            entry, label = entries[key], self.labels[key]
            words = f"{prefix}{plain(label.names)} {label.year}".rstrip()
            if styled is None:
                runs = self._formatted(self.works[entry.key], label)
            else:
                runs = styled.bibliographer.entry(key, before) or self._formless(place, key, styled)
                words = styled.label(key) or words
            before = key
            printed = FormattedEntry(key, PrintedText(runs), words)
            yield Citation(source_id(key), place, key, entry, printed, None)

    def _formatted(self, work: Work, label: Label) -> RichText:
        """Return an entry in the book's own look; in ``briefbook live`` most stay as they were."""
        known = self.__dict__.setdefault("_formatted_works", {}).get(work.entry.key)
        if known is None or known[0] is not work or known[1] != label.year:
            known = (work, label.year, format_entry(work.item, label, self.wording))
            self.__dict__["_formatted_works"][work.entry.key] = known
        return cast("RichText", known[2])

    def _formless(self, place: BibliographyKey, key: str, styled: StyledWorks) -> RichText:
        """Return an entry that the style has no form for; ``briefbook check`` names it."""
        work = self.works[key.removeprefix(self.bibliographies[place].keyprefix)]
        return styled.first_note(key) or format_entry(work.item, self.labels[key], self.wording)

    def get_filtered_entries(
        self, bibliography_key: BibliographyKey
    ) -> Iterator[tuple[str, Entry]]:
        """Yield the entries that the bibliography's filter lets through, in file order."""
        yield from filtered_entries(self, bibliography_key, self._cited_docnames)

    @cached_property
    def by_key(self) -> dict[str, Citation]:
        """Each bibliography entry by its key; of one that is in two lists, the first."""
        found: dict[str, Citation] = {}
        for citation in self.citations:
            # Numbered and bulleted lists have no anchors to lead to.
            if self.bibliographies[citation.bibliography_key].list_ == "citation":
                found.setdefault(citation.key, citation)
        return found

    @cached_property
    def by_id(self) -> dict[str, Citation]:
        """Each bibliography entry by its id; the first of two keys that give the same id."""
        found: dict[str, Citation] = {}
        for citation in self.by_key.values():
            found.setdefault(citation.citation_id, citation)
        return found

    @cached_property
    def relations(self) -> dict[str, Relation]:
        """The relations of each listed work, by its key."""
        works = self.works
        return {each.key: works[each.entry.key].relation for each in self.citations}

    def listed(self, place: BibliographyKey) -> Sequence[Citation]:
        """Return the entries of one bibliography, in their order."""
        return [each for each in self.citations if each.bibliography_key == place]

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
        book = cast("BriefDomain", env.get_domain("brief")).book
        cited = list(parse_citation_targets(target))
        drawn = DrawnCitation(self, book, builder, fromdocname)
        return drawn.draw(typ, cited, node.get("brief_cluster"))


def _docnames(env: BuildEnvironment) -> list[str]:
    """Return the documents in the order of reading."""
    return list(get_docnames(env))  # type: ignore[no-untyped-call]
