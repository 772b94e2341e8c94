"""Quotations that quote nobody."""

from __future__ import annotations

from briefbook.checks.evidence.prose import Prose
from briefbook.checks.prose.quotation_marks import Quotation


def is_own(prose: Prose, quotation: Quotation) -> bool:
    """Return whether a quotation is marked as one that quotes nobody."""
    spans = prose.passage.own
    start, end = quotation.start, quotation.end
    return any(s.holds(start, end) or s.holds(start + 1, end - 1) for s in spans)
