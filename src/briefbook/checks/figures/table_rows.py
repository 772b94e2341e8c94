"""Rows of a source's table: the 82 percent of the capital are not those of the coast."""

from __future__ import annotations

import re

from briefbook.checks.figures.known import known_claims

#: A table is read as “Region, Pupils; Coast, 84,200; Capital, 120,500”.
_ROW = re.compile(r"\s*([^\W\d_][^,;]*), +\S")
#: A head and two rows make a table.
_LEAST = 3
_SHORTEST_STEM = 4


def row_elsewhere(key: str, sentence: str, text: str) -> str:
    """Return the row that has a figure where the sentence names only others; else nothing."""
    rows = text.split(";") if text.count(";") >= _LEAST - 1 else []
    labels = [match[1].strip() for match in map(_ROW.match, rows) if match]
    if len(labels) < len(rows) or len(rows) < _LEAST:
        return ""
    plain = key.removesuffix("%")
    having = [
        label for label, row in zip(labels[1:], rows[1:], strict=True)
        if not {key, plain}.isdisjoint(known_claims(row))
    ]  # fmt: skip
    named = [label for label in labels[1:] if _names(label, sentence)]
    return having[0] if having and named and set(named).isdisjoint(having) else ""


def _names(label: str, sentence: str) -> bool:
    """Tell whether a sentence has the words of a row's label: “Highland schools”, “Highlands”."""
    stem = label.lower().removesuffix("s") if len(label) > _SHORTEST_STEM else label.lower()
    return re.search(rf"(?<!\w){re.escape(stem)}", sentence.lower()) is not None
