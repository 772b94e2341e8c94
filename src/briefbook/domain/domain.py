"""The ``brief`` domain: the records of every document, and look-ups over the whole book."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.util import logging

from briefbook.core.book import Book
from briefbook.core.records import Anchor, AnchorKind, DocumentRecords
from briefbook.core.toctrees import walk_toctrees
from briefbook.domain.drawing.references import make_reference
from briefbook.domain.settings.briefing_book import is_briefing_book

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.citations.cite_domain import BriefCiteDomain

logger = logging.getLogger(__name__)

CITED = "brief_cited"
"""Attribute of a citation in a heading, and of the title that Sphinx keeps of its document."""


class BriefDomain(Domain):
    """Everything that an author writes for a briefing book.

    ``data["documents"]`` holds one :class:`DocumentRecords` a document, so that clearing and
    merging a document costs the same however long the book is; ``data["contents"]`` what each
    was made from. All else is derived.
    """

    name = "brief"
    label = "Briefing book"
    #: 1: first form of the records. 2: lists name the sources of cards.
    #: 3: uses name the file of a table's row. 4: hashes of what documents were made from.
    #: 5: drawn nodes with their attributes.
    #: 6: passages of what is beside the running text. 7: conditions of withheld parts.
    #: 10: classes under other names. 11: nodes in another module.
    data_version = 11
    initial_data: ClassVar = {"documents": {}, "contents": {}, "conditions": {}}
    object_types: ClassVar = {kind.value: ObjType(kind.value) for kind in AnchorKind}

    _book: Book | None = None

    @property
    def documents(self) -> dict[str, DocumentRecords]:
        """The records of each document, by its name."""
        return cast("dict[str, DocumentRecords]", self.data["documents"])

    @property
    def contents(self) -> dict[str, dict[str, str]]:
        """The hash of each file that a document was made from; see ``content_hashes.py``."""
        return cast("dict[str, dict[str, str]]", self.data["contents"])

    @property
    def conditions(self) -> dict[str, dict[tuple[str, str], bool]]:
        """Whether the part under each condition of a document was read; see ``withholding/``."""
        return cast("dict[str, dict[tuple[str, str], bool]]", self.data["conditions"])

    def note_document(self, records: DocumentRecords) -> None:
        """Keep the records of one document that has just been read."""
        self.documents[records.docname] = records
        self._book = None

    def clear_doc(self, docname: str) -> None:
        """Forget one document."""
        self.documents.pop(docname, None)
        self.contents.pop(docname, None)
        self.conditions.pop(docname, None)
        self._book = None

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over documents that another process has read."""
        for docname in docnames:
            if docname in otherdata["documents"]:
                self.documents[docname] = otherdata["documents"][docname]
            if docname in otherdata["conditions"]:
                self.conditions[docname] = otherdata["conditions"][docname]
        self._book = None

    @property
    def book(self) -> Book:
        """Look-ups over the whole book, built on first use after reading."""
        if self._book is None:
            order = {docname: place for place, docname in enumerate(_reading_order(self.env))}
            documents = sorted(
                self.documents.values(), key=lambda d: (order.get(d.docname, len(order)), d.docname)
            )
            documents = [_with_shown_headings(self.env, each) for each in documents]
            self._book = Book(documents, _chapter_numbers(self.env), self._source_anchors())
        return self._book

    def forget_book(self) -> None:
        """Rebuild the look-ups on next use, when chapter numbers may have changed."""
        self._book = None

    def _source_anchors(self) -> Iterator[Anchor]:
        if not is_briefing_book(self.env.config):
            return  # bibtex's own citations are not changed.
        cite = cast("BriefCiteDomain", self.env.get_domain("cite"))
        for id_, citation in cite.by_id.items():
            docname = citation.bibliography_key.docname
            line = cite.bibliographies[citation.bibliography_key].line
            label = citation.formatted_entry.label
            yield Anchor(id_, AnchorKind.SOURCE, docname, line, label)

    def resolve_xref(  # type: ignore[override]  # plain text is allowed too
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element | None:
        """Resolve a ``{term}``; an unknown or ambiguous one stays text.

        It is reported with the whole book, once, and not on each page that shows it.
        """
        found = self.book.find_terms(target)
        if len(found) == 1:
            anchor = self.book.place(found[0].id)
            reference = make_reference(builder, fromdocname, anchor, [contnode])
            reference["classes"].append("brief-term")
            return reference
        # A glossary without a topic is Sphinx's.
        standard = env.domains.standard_domain
        return standard.resolve_xref(env, fromdocname, builder, typ, target, node, contnode) or (
            contnode
        )

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve nothing here: links to anchors are resolved before, by ``ResolveLinks``."""
        return []

    def labels(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every anchor as a label, so that other books can cite it by any way of Sphinx's.

        Its name says which book it is of: there it is among that book's own.
        """
        book = self.env.config.project
        for id_, found in sorted(self.book.anchors.items()):
            anchor = found[0]
            # The site's search finds headings by itself; a number is nothing to search for.
            priority = 1 if anchor.kind in (AnchorKind.TERM, AnchorKind.SOURCE) else -1
            name = ", ".join(filter(None, (book, self.book.label(anchor, ""))))
            yield (id_, name, "label", anchor.docname, id_, priority)


def _with_shown_headings(env: BuildEnvironment, records: DocumentRecords) -> DocumentRecords:
    """Return records whose headings are named with their citations, as they are printed."""
    title = env.titles.get(records.docname)
    if title is None or CITED not in title:
        return records
    shown = {
        str(link.get("anchorname", "")).removeprefix("#"): " ".join(link.astext().split())
        for link in env.tocs[records.docname].findall(nodes.reference)
    }
    words = " ".join(title.astext().split())
    headings = {AnchorKind.CHAPTER, AnchorKind.SECTION}
    anchors = tuple(
        replace(anchor, label=words if anchor.kind is AnchorKind.CHAPTER else shown[anchor.id])
        if anchor.kind in headings and (anchor.kind is AnchorKind.CHAPTER or anchor.id in shown)
        else anchor
        for anchor in records.anchors
    )
    return replace(records, title=words, anchors=anchors)


def _chapter_numbers(env: BuildEnvironment) -> dict[str, str]:
    """Return the number of each document that a ``:numbered:`` toctree numbers as a whole."""
    found = {}
    for docname, sections in env.toc_secnumbers.items():
        number = sections.get("")
        if number:
            found[docname] = ".".join(map(str, number))
    return found


def _reading_order(env: BuildEnvironment) -> list[str]:
    """Return documents in the order of the toctrees, then the others by name."""
    includes = env.toctree_includes
    # By Sphinx's record of them: while the book is read, its doctrees may not be written yet.
    reached = walk_toctrees(env.config.root_doc, lambda docname: [("", includes.get(docname, ()))])
    order = [docname for docname, _depth, _caption in reached]
    return [*order, *sorted(set(env.all_docs) - set(order))]
