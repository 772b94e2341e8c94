"""Where Typst has put a label."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LabelPosition:
    """Where a label is: page from 1; points from the left and the top edge of the page."""

    label: str
    page: int
    top: float
    left: float
