"""The units of a page: its pieces and what is left out, in the order of its text."""

from __future__ import annotations

from typing import Any

from briefbook.sources.readers.web.set_apart import APART, draw_note
from briefbook.sources.readers.web.set_in_line import IN_LINE
from briefbook.sources.readers.web.walk import Unit, Walk

_DRAWN = {**IN_LINE, **APART}


def page_units(root: Any) -> list[Unit]:
    """Return the units below an element; together they hold all the words that it shows."""
    return Walk(root, _DRAWN, draw_note).units
