"""Notes that do not say of what kind they are."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging

from briefbook.core.records import NoteKind, kind_lead

logger = logging.getLogger(__name__)


def warn_of_missing_kind(footnote: nodes.footnote) -> None:
    """Warn of a note without a kind, and name the words that give one."""
    kind, name = footnote["brief_note"]
    if not kind:
        *others, last = (kind_lead(each) for each in NoteKind)
        logger.warning(
            "the note [^%s] does not say of what kind it is; begin it with %s or %s",
            name, ", ".join(others), last, location=footnote, type="brief",
            subtype="note_kind",
        )  # fmt: skip
