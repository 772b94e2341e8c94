"""The year that the title of a law ends with, which a style prints behind it once more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefbook.bibliography.items.parts import CslItem
from briefbook.bibliography.printing.standing import NAMED_BY_YEAR
from briefbook.bibliography.rich_text import Run, from_markup, plain

_YEAR_AT_END = re.compile(r"\b(\d{4})$")


def without_repeated_year(runs: Sequence[Run], item: CslItem) -> list[Run]:
    """Return pieces in which ``Harbours Act 1964, 1964`` is ``Harbours Act 1964``."""
    runs = list(runs)
    if item.get("type") not in NAMED_BY_YEAR:
        return runs
    title = plain(from_markup(str(item.get("title", ""))))
    year = _YEAR_AT_END.search(title)
    if year is None:
        return runs
    text = "".join(run.text for run in runs)
    again = re.search(rf"{year[1]}\b[”’]?(,? {year[1]})(?![\w–-])", text)
    return _cut(runs, *again.span(1)) if again else runs


def _cut(runs: Sequence[Run], begin: int, end: int) -> list[Run]:
    """Leave out the characters from ``begin`` to ``end``."""
    kept, at = [], 0
    for run in runs:
        first, last = begin - at, end - at
        at += len(run.text)
        text = run.text[: max(first, 0)] + run.text[max(last, 0) :] if last > 0 else run.text
        kept.append(run._replace(text=text))
    return kept
