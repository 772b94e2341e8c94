"""Amounts that are not numbers: “hundreds”, “several million”, “tens of thousands”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefbook.core.figures.figure import Figure, format_value
from briefbook.core.figures.numerals import UNITS
from briefbook.core.figures.patterns import UNIT_AFTER

_VAGUE = re.compile(
    r"dozens?|hundreds?|thousands?|millions?|billions?|trillions?|decades?|centur(?:y|ies)",
    re.IGNORECASE,
)
#: Of which “hundreds of thousands” is made.
_SCALES = re.compile(
    r"(?:(?:tens|hundreds?|thousands?|millions?|billions?)(?:\s+(?:of\s+)?(?!$)|$))+", re.IGNORECASE
)
_EXACT = re.compile("dozen|hundred|thousand|million|billion|trillion", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of\s+)?", re.IGNORECASE)


def with_vague_joined(figures: Sequence[Figure], text: str) -> Iterator[Figure]:
    """Yield figures, “hundreds of thousands” and “several hundred thousand” as one each."""
    last: Figure | None = None
    for figure in figures:
        joined = last is not None and _OF.fullmatch(text, last.end, figure.start)
        if last and joined and _is_vague(last) and _is_vague(figure):
            said, value = text[last.start : figure.end], last.value * figure.value
            last = replace(last, text=said, end=figure.end, value=value)
            continue
        if last:
            yield last
        last = figure
    if last:
        yield last


def _is_vague(figure: Figure) -> bool:
    return not figure.certain and _SCALES.fullmatch(figure.text) is not None


#: “A dozen” is twelve, “the dozen” and “several thousand” are not numbers.
_ONE_OF_THEM = re.compile(r"\ban?\s+$", re.IGNORECASE)


def figure_key(figure: Figure, text: str) -> str:
    """Return the key of a figure of a text: ``~100`` for hundreds, nothing for what is none."""
    if figure.certain:
        return figure.key
    before = text[max(0, figure.start - 3) : figure.start]
    if _EXACT.fullmatch(figure.text) and _ONE_OF_THEM.search(before):
        unit = UNIT_AFTER.match(text, figure.end)
        return replace(
            figure, unit=UNITS[(unit[1] or unit[2]).lower()] if unit else figure.unit
        ).key
    if _VAGUE.fullmatch(figure.text) or _SCALES.fullmatch(figure.text):
        # “hundreds”, “several million”: no number, but an order of magnitude.
        span = {"d": "decade", "c": "century"}.get(figure.text[0].lower(), "")
        if span and figure.text[-1] in "sS":
            span += "s"  # “decades”: more than ten years
        if figure.text.lower().startswith("dozen"):
            span = "dozen"
        return f"~{span or format_value(figure.value)}"
    return ""
