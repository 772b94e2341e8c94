"""Citations as notes, in the one sequence of a chapter's notes."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from briefbook.domain.citations.draw_citation import DrawnCitation
from briefbook.domain.drawing.transform import BookTransform

#: The roles whose citation is, or has, a note of its own.
_NOTED = frozenset({"p", "ps", "t", "ts", "ct", "cts", "empty"})
#: Elements that may not have a note reference, as they are printed elsewhere too.
_HEADINGS = (nodes.title, nodes.subtitle, nodes.rubric, nodes.caption, nodes.term)
_NO_WORD = re.compile(r"(?:[:,;(—]|^)\s*$")
_STOPS = re.compile(r"[.,;:!?…]+[”’\"»]?|[”’\"»][.,;:!?]?")


def is_citation(node: nodes.Node) -> bool:
    """Return whether a node is a citation."""
    return isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "cite"


def is_in_data(node: nodes.Element) -> bool:
    """Return whether a node is in a table drawn from the book's data, or in a heading."""
    here: nodes.Element | None = node.parent
    while here is not None:
        if isinstance(here, _HEADINGS) or "brief-data" in here["classes"]:
            return True
        here = here.parent
    return False


def has_own_note(citation: addnodes.pending_xref) -> bool:
    """Return whether a citation becomes a note, where the book's style has notes."""
    if citation["reftype"] not in _NOTED:
        return False
    here: nodes.Element | None = citation
    while here is not None and not isinstance(here, nodes.footnote):
        here = here.parent
    # Tables of data say in each row whom they cite, in few words.
    return here is None and not is_in_data(citation)


class DrawCitationNotes(BookTransform):
    """Turn each citation that has a number into the call of a note, and write the note."""

    # Before Sphinx resolves references (10), and with them the citations that stay in the text.
    default_priority = 9

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        self._draw()
        for call in self.document.findall(nodes.footnote_reference):
            # A style sheet does not see whether words are between two of them.
            before = call.parent.index(call) - 1
            if before >= 0 and isinstance(call.parent[before], nodes.footnote_reference):
                call["classes"].append("brief-next-call")

    def _draw(self) -> None:
        cited = [
            node for node in self.document.findall(addnodes.pending_xref)
            if "brief_note_number" in node
        ]  # fmt: skip
        if self.cite.style is not None and self.cite.style.raised and not self.cite.style.notes:
            self._raise()
        if not cited:
            return
        docname = self.env.docname
        prefix = self.book.documents[docname].prefix
        drawn = DrawnCitation(self.cite, self.book, self.builder, docname)
        notes = []
        for place, node in enumerate(cited, 1):
            targets = list(parse_citation_targets(node["reftarget"]))
            id_ = f"{prefix}-cite-{place}"
            note = self._note(node, id_, drawn.note(targets, node.get("brief_cluster")))
            call = nodes.footnote_reference(
                "", str(node["brief_note_number"]), refid=id_, ids=[f"{id_}-call-1"], auto=1
            )
            names = drawn.names(targets) if node["reftype"] in {"t", "ts", "ct", "cts"} else []
            _put(node, names, call)
            notes.append(note)
        self._place(notes)

    def _raise(self) -> None:
        """Move superscript numbers where note references go: after the word and its full stop."""
        for node in list(self.document.findall(addnodes.pending_xref)):
            if is_citation(node) and node["reftype"] in {"p", "ps"} and not is_in_data(node):
                _put(node, [], node)

    @staticmethod
    def _note(node: addnodes.pending_xref, id_: str, content: list[nodes.Node]) -> nodes.footnote:
        number = nodes.label("", str(node["brief_note_number"]), support_smartquotes=False)
        text = nodes.paragraph("", "", *content)
        note = nodes.footnote(
            "", number, text, ids=[id_], auto=1, backrefs=[f"{id_}-call-1"],
            classes=["brief-note", "brief-citation-note"],
        )  # fmt: skip
        note.source, note.line = node.source, node.line
        text.source, text.line = node.source, node.line
        return note

    def _place(self, notes: list[nodes.footnote]) -> None:
        """Put the notes among the author's, in the order of their numbers."""
        own = [note for note in self.document.findall(nodes.footnote) if "brief_note" in note]
        for note in own:
            note.parent.remove(note)
        every = sorted((*own, *notes), key=lambda note: int(note[0].astext()))
        self.document += every


def _put(node: addnodes.pending_xref, names: list[nodes.Node], call: nodes.Node) -> None:
    """Replace the citation by the call: after the word, and after a full stop that follows."""
    parent = node.parent
    at = parent.index(node)
    before = parent[at - 1] if at else None
    if isinstance(before, nodes.Text) and not names:
        # A node is always truthy, even an empty text.
        bare = before.astext().rstrip(" \n\u00a0")
        # Two superscript numbers would read as one.
        numbers = not bare and at > 1 and call is node and is_citation(parent[at - 2])
        parent[at - 1] = nodes.superscript("", ",") if numbers else nodes.Text(bare)
        if not bare and not numbers:
            # Who looks for what precedes the call finds it.
            at -= 1
            del parent[at]
    following = parent[at + 1] if at + 1 < len(parent) else None
    stop = _STOPS.match(following) if isinstance(following, nodes.Text) else None
    if isinstance(before, nodes.Text) and _NO_WORD.search(before):
        # “Laws: A, B” has no word before the call that a comma could follow.
        stop = None
    if stop is None or not isinstance(following, nodes.Text):
        parent[at : at + 1] = [*names, call]
        return
    rest = following[stop.end() :]
    # Nothing may be between two calls: what follows one is set apart from it.
    after = [nodes.Text(rest)] if rest else []
    parent[at : at + 2] = [*names, nodes.Text(stop[0]), call, *after]
