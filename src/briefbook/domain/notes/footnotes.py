"""Notes as they are read: checked, numbered by first call, and given their permanent ids."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from briefbook.core.ids import note_id
from briefbook.core.records import NoteKind
from briefbook.domain.collect.front_matter import document_prefix, front_matter, is_chapter

logger = logging.getLogger(__name__)

_KIND = re.compile(rf"({'|'.join(kind.value for kind in NoteKind)}):")


class CheckNotes(SphinxTransform):
    """Report notes that are called but not defined, or defined but never called.

    docutils would say of the first that there are "too many autonumbered footnote references"
    and of the second nothing that names it. Both leave the document here, so that each is
    reported once.
    """

    # Before MyST sorts footnotes (618) and docutils numbers them (620).
    default_priority = 600

    def apply(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        if not is_chapter(self.document):
            return
        defined = {f["names"][0]: f for f in self.document.findall(nodes.footnote) if f["names"]}
        for call in list(self.document.findall(nodes.footnote_reference)):
            if call.get("refname") not in defined:
                self._drop_call(call)
        called = None
        while called != (called := self._called()):
            for label in [label for label in defined if label not in called]:
                self._drop_note(label, defined.pop(label))

    def _called(self) -> set[str]:
        return {call["refname"] for call in self.document.findall(nodes.footnote_reference)}

    def _drop_call(self, call: nodes.footnote_reference) -> None:
        label = call["refname"]
        logger.warning(
            "the note [^%s] is called but not defined; add a line that begins with [^%s]: "
            "or remove the call",
            label, label, location=(self.env.docname, _line_of(call)), type="brief",
            subtype="note_undefined",
        )  # fmt: skip
        for calls in (self.document.autofootnote_refs, self.document.footnote_refs[label]):
            if call in calls:
                calls.remove(call)
        if not self.document.footnote_refs[label]:
            del self.document.footnote_refs[label]
        call.parent.replace(call, nodes.Text(f"[^{label}]"))

    def _drop_note(self, label: str, footnote: nodes.footnote) -> None:
        logger.warning(
            "the note [^%s] is defined but never called; call it in the text or remove it",
            label, location=footnote, type="brief", subtype="note_unused",
        )  # fmt: skip
        for notes in (self.document.autofootnotes, self.document.footnotes):
            if footnote in notes:
                notes.remove(footnote)
        for call in footnote.findall(nodes.footnote_reference):
            for calls in (self.document.autofootnote_refs, *self.document.footnote_refs.values()):
                if call in calls:
                    calls.remove(call)
        footnote.parent.remove(footnote)


def _line_of(call: nodes.footnote_reference) -> int | None:
    """Return the line of a call; docutils knows only where its paragraph begins."""
    before = call.parent.children[: call.parent.index(call)]
    breaks = sum(node.astext().count("\n") for node in before)
    line: int | None = call.line or call.parent.line
    return line + breaks if line else None


class NumberNotes(SphinxTransform):
    """Number notes by first call in each document and give them their permanent ids."""

    # After docutils' Footnotes (620) and MyST's own three transforms around it.
    default_priority = 630

    def apply(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        if not is_chapter(self.document):
            return
        footnotes = {f["names"][0]: f for f in self.document.findall(nodes.footnote) if f["names"]}
        if not footnotes:
            return
        by_id = {id_: label for label, f in footnotes.items() for id_ in f["ids"]}
        prefix = document_prefix(self.env.docname, front_matter(self.document))
        calls = self._calls_in_order(by_id)
        for number, label in enumerate(calls, 1):
            self._rename(footnotes[label], calls[label], note_id(prefix, label), str(number))
        for label in calls:
            footnote = footnotes[label]
            _mark_kind(footnote, label)
            footnote.parent.remove(footnote)
            self.document += footnote

    def _calls_in_order(self, by_id: dict[str, str]) -> dict[str, list[nodes.footnote_reference]]:
        """Return each called label with its calls: those of the text first, then those in notes."""
        in_text: list[nodes.footnote_reference] = []
        in_notes: dict[str, list[nodes.footnote_reference]] = {}
        for call in self.document.findall(nodes.footnote_reference):
            home = call.parent
            while home is not None and not isinstance(home, nodes.footnote):
                home = home.parent
            if home is None:
                in_text.append(call)
            else:
                in_notes.setdefault((home["names"] or [""])[0], []).append(call)
        found: dict[str, list[nodes.footnote_reference]] = {}
        queue = in_text
        visited: set[str] = set()
        while queue:
            for call in queue:
                label = by_id.get(call.get("refid", ""))
                if label:
                    found.setdefault(label, []).append(call)
            fresh = [label for label in found if label not in visited]
            visited.update(fresh)
            queue = [call for label in fresh for call in in_notes.get(label, [])]
        return found

    def _rename(
        self,
        footnote: nodes.footnote,
        calls: list[nodes.footnote_reference],
        id_: str,
        number: str,
    ) -> None:
        for old in footnote["ids"]:
            self.document.ids.pop(old, None)
        footnote["ids"] = [id_]
        self.document.ids[id_] = footnote
        for name in footnote["names"]:
            self.document.nameids[name] = id_
        label = footnote.next_node(nodes.label)
        if label is not None:
            label[:] = [nodes.Text(number)]
        footnote["backrefs"] = []
        for occurrence, call in enumerate(calls, 1):
            call["refid"] = id_
            call[:] = [nodes.Text(number)]
            for old in call["ids"]:
                self.document.ids.pop(old, None)
            call["ids"] = [f"{id_}-call-{occurrence}"]
            self.document.ids[call["ids"][0]] = call
            footnote["backrefs"].append(call["ids"][0])


def _mark_kind(footnote: nodes.footnote, label: str) -> None:
    """Set the note's kind from its leading word and mark the word for styling."""
    kind = ""
    paragraph = footnote.next_node(nodes.paragraph)
    if paragraph is not None and paragraph.children and isinstance(paragraph[0], nodes.Text):
        text = str(paragraph[0])
        match = _KIND.match(text)
        if match:
            kind = match[1]
            lead = nodes.strong("", match[0], classes=["brief-note-kind"])
            paragraph[0:1] = [lead, nodes.Text(text[match.end() :])]
    footnote["classes"] += ["brief-note", *([f"brief-kind-{kind.lower()}"] if kind else [])]
    footnote["brief_note"] = (kind, label)
