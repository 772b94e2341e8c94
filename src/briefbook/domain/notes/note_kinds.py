"""The kind of a note, from the word that begins it."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.util import logging

from briefbook.core.records import NoteKind, kind_lead
from briefbook.core.words.labels import in_original

logger = logging.getLogger(__name__)

#: What is between a kind and the note: a colon, also of full width.
_COLON = re.compile(r"[\s\u00a0]*[:：]")


def warn_of_missing_kind(footnote: nodes.footnote) -> None:
    """Warn of a note without a kind, and name the words that give one."""
    kind, name = footnote["brief_note"]
    if not kind:
        *others, last = (kind_lead(each) for each in NoteKind)
        logger.warning(
            "the note [^%s] does not say which kind it is; begin it with %s or %s",
            name, ", ".join(others), last, location=footnote, type="brief",
            subtype="note_kind",
        )  # fmt: skip


def _kind_word(text: str) -> tuple[str, int]:
    """Return the kind that begins a note, and where its colon ends; 0 where none does.

    Read are the words of the book's language, those of the original of a translation, and the
    English ones in every book.
    """
    with in_original():
        written = {kind: kind_lead(kind) for kind in NoteKind}
    for kind in NoteKind:
        leads = (lead.rstrip(":：\u00a0 ") for lead in (kind_lead(kind), written[kind]))
        for word in (kind.value, *leads):
            match = _COLON.match(text, len(word))
            if match and text.startswith(word):
                return kind.value, match.end()
    return "", 0


def mark_kind(footnote: nodes.footnote, name: str) -> None:
    """Set the note's kind from its leading word and mark the word for styling."""
    kind = ""
    paragraph = footnote.next_node(nodes.paragraph)
    if paragraph is not None and paragraph.children and isinstance(paragraph[0], nodes.Text):
        text = str(paragraph[0])
        word, colon = _kind_word(text)
        if colon:
            kind = word
            lead = nodes.strong("", kind_lead(NoteKind(kind)), classes=["brief-note-kind"])
            paragraph[0:1] = [lead, nodes.Text(text[colon:])]
    footnote["classes"] += ["brief-note", *([f"brief-kind-{kind.lower()}"] if kind else [])]
    footnote["brief_note"] = (kind, name)
