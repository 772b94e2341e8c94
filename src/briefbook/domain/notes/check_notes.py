"""Notes that are called but not defined, or defined but never called."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from briefbook.domain.collect.front_matter import is_chapter
from briefbook.domain.withholding.directives import withheld_text

logger = logging.getLogger(__name__)


class CheckNotes(SphinxTransform):
    """Report notes that are called but not defined, or defined but never called.

    docutils reports the first as "too many autonumbered footnote references" and the second
    without its name. Both are removed from the document here, so that each is reported once.
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
        # What only a withheld part calls is withheld with it.
        if f"[^{label}]" not in withheld_text(self.env):
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
        # Else the document is kept with it.
        for id_ in footnote["ids"]:
            self.document.ids.pop(id_, None)
        for name in footnote["names"]:
            self.document.nameids.pop(name, None)
            self.document.nametypes.pop(name, None)


def _line_of(call: nodes.footnote_reference) -> int | None:
    """Return the line of a call; docutils knows only where its paragraph begins."""
    before = call.parent.children[: call.parent.index(call)]
    breaks = sum(node.astext().count("\n") for node in before)
    line: int | None = call.line or call.parent.line
    return line + breaks if line else None
