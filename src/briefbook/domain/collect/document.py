"""Collect a document's records from its doctree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from briefbook.core.files.included_lines import included_line
from briefbook.core.passages import Passage, Role
from briefbook.core.records import Anchor, AnchorKind, DocumentRecords, Judgement, Note, Term, Use
from briefbook.domain.collect.asides import asides_of, front_matter_passages, meta_passages
from briefbook.domain.collect.front_matter import is_own, promised_headings
from briefbook.domain.collect.passages import is_passage, read_passage
from briefbook.domain.collect.plain_text import prose, title_words
from briefbook.domain.reporting.refusal import shown

#: Files whose tables name them themselves.
_DATA = (".csv", ".toml")
_FRONT_MATTER = (nodes.docinfo, nodes.meta)


def collect_records(
    document: nodes.document,
    docname: str,
    prefix: str,
    metadata: dict[str, Any],
    root: Path = Path("/"),
) -> DocumentRecords:
    """Walk the doctree once and return everything that the book needs from it.

    Messages name the files that the document includes by their paths from ``root``.
    """
    title = next(document.findall(nodes.title), None)
    walk = _Walk(
        docname,
        str(document.get("source", "")),
        root,
        promised_headings(document, chapter="prefix" in metadata),
    )
    walk.visit(document, "")
    return DocumentRecords(
        docname=docname,
        prefix=prefix,
        title=title_words(title) if title is not None else docname,
        is_chapter="prefix" in metadata,
        source=str(metadata.get("source", "")),
        anchors=tuple(walk.anchors),
        notes=tuple(walk.notes),
        terms=tuple(walk.terms),
        calls=tuple(walk.calls),
        citations=tuple(walk.citations),
        term_uses=tuple(walk.term_uses),
        links=tuple(walk.links),
        passages=(*walk.passages, *walk.asides, *front_matter_passages(docname, metadata)),
        judgements=tuple(walk.judgements),
        handling=str(metadata.get("handling", "")),
        own=is_own(metadata),
    )


def _in_text(node: nodes.Element) -> bool:
    """Return whether a node is in running text, and so was read with it."""
    return isinstance(node.parent, (nodes.TextElement, nodes.entry))


def _line_of(node: nodes.Element) -> int:
    """Return the line on which a block begins; 0 where that is the line known so far."""
    in_cell = isinstance(node.parent, nodes.entry)
    row = node.parent.parent if in_cell else node
    if not isinstance(row, nodes.row):
        return node.line or 0
    table = row.parent.parent.parent
    if node.line != table.line or table.line is None:
        return node.line or 0
    # In a Markdown table all nodes carry the table's line; each row has one line of its own,
    # and the head and the line of dashes precede the body.
    below = 2 + row.parent.index(row) if isinstance(row.parent, nodes.tbody) else 0
    return int(table.line) + below


class _Walk:
    """One pass in the order of the text; ``place`` is the anchor that encloses the node."""

    def __init__(self, docname: str, source: str, root: Path, headings: set[str]) -> None:
        self.headings = headings
        self.docname = docname
        self.source = source
        self.root = root
        self.line = 0
        self.anchors: list[Anchor] = []
        self.notes: list[Note] = []
        self.terms: list[Term] = []
        self.calls: list[Use] = []
        self.citations: list[Use] = []
        self.term_uses: list[Use] = []
        self.links: list[Use] = []
        self.passages: list[Passage] = []
        self.asides: list[Passage] = []
        self.judgements: list[Judgement] = []

    def visit(self, node: nodes.Node, place: str) -> None:
        if isinstance(node, nodes.Text):
            self.line += str(node).count("\n")
        if isinstance(node, nodes.meta):
            self.asides += meta_passages(self.docname, self.line or 1, node)
        if not isinstance(node, nodes.Element) or isinstance(node, _FRONT_MATTER):
            return
        if not isinstance(node, nodes.Inline):
            # Inline nodes have the first line of their paragraph; see below.
            self.line = self._place_of(node) or self.line
        place = self._note_anchor(node) or place
        for use in self._uses(node, place):
            use[0].append(use[1])
        self._read(node, place)
        if isinstance(node, nodes.definition_list_item) and "brief_term" in node:
            place = node["brief_term"].id
        for child in node.children:
            self.visit(child, place)

    def _read(self, node: nodes.Element, place: str) -> None:
        """Keep the running text of a node, and what is beside it."""
        if is_passage(node):
            passage = read_passage(node, self.docname, self.line, place)
            self.passages.append(passage)
            self.asides += asides_of(node, passage)
        elif isinstance(node, (nodes.image, nodes.math_block)) and not _in_text(node):
            host = Passage(self.docname, self.line, place, Role.ASIDE, "")
            self.asides += asides_of(node, host)

    def _place_of(self, node: nodes.Element) -> int:
        """Return the line on which a block begins, of an included file if it is there."""
        line = _line_of(node)
        path = Path(node.source or "")
        # Tables from data name their files themselves; what has no file is the document's own.
        elsewhere = line and node.source not in ("", None, self.source) and path.suffix not in _DATA
        return included_line(line, shown(path, self.root)) if elsewhere else line

    def _note_anchor(self, node: nodes.Element) -> str:
        """Record the node where it is an anchor; return its id if uses inside belong to it."""
        if "brief_number" in node:
            self._add(node["ids"][0], AnchorKind.PARAGRAPH, node["brief_number"], node)
            return str(node["ids"][0])
        if "brief-withdrawn" in node["classes"] and node["ids"]:
            # A withdrawn note, term or heading has nothing left but its id.
            for id_ in node["ids"]:
                self._add(id_, AnchorKind.SECTION, id_, node)
            return str(node["ids"][0])
        if isinstance(node, nodes.footnote) and "brief_note" in node:
            kind, label = node["brief_note"]
            note = Note(
                node["ids"][0], self.docname, self.line, label,
                int(node[0].astext()), kind, prose(node),
            )  # fmt: skip
            self.notes.append(note)
            self.anchors.append(
                Anchor(
                    note.id, AnchorKind.NOTE, self.docname, self.line, str(note.number), note.text
                )
            )
            return note.id
        if isinstance(node, nodes.definition_list_item) and "brief_term" in node:
            term: Term = node["brief_term"]
            self.terms.append(term)
            self._add(term.id, AnchorKind.TERM, term.name, node)
            return term.id
        if "brief_anchor" in node:
            id_, kind, label = node["brief_anchor"]
            self._add(id_, kind, label, node)
            if "brief_judgement" in node:
                self.judgements.append(node["brief_judgement"])
            return str(id_)
        if isinstance(node, nodes.section) and self.headings.intersection(node["ids"][:1]):
            top = isinstance(node.parent, nodes.document)
            title = node.next_node(nodes.title)
            words = title_words(title) if title is not None else ""
            kind = AnchorKind.CHAPTER if top else AnchorKind.SECTION
            self.anchors.append(Anchor(node["ids"][0], kind, self.docname, self.line, words, words))
        return ""

    def _add(self, id_: str, kind: AnchorKind, label: str, node: nodes.Element) -> None:
        withdrawn = "brief-withdrawn" in node["classes"]
        text = prose(node)
        self.anchors.append(Anchor(id_, kind, self.docname, self.line, label, text, withdrawn))

    def _uses(self, node: nodes.Element, place: str) -> Iterator[tuple[list[Use], Use]]:
        if isinstance(node, nodes.footnote_reference) and node.get("refid"):
            yield self.calls, Use(node["refid"], self.docname, self.line, place)
        if not isinstance(node, addnodes.pending_xref):
            return
        target = node["reftarget"]
        path, line = node.get("brief_place", ("", self.line))
        if node.get("refdomain") == "cite":
            for cited in parse_citation_targets(target):
                yield (
                    self.citations,
                    Use(cited.key, self.docname, line, place, cited.post, path),
                )
        elif (node.get("refdomain"), node["reftype"]) == ("brief", "term"):
            yield self.term_uses, Use(target, self.docname, self.line, place)
        elif node["reftype"] == "myst":
            wanted = node.get("reftargetid") if node.get("refdomain") == "doc" else target
            if wanted:
                yield self.links, Use(wanted, self.docname, line, place, path=path)
