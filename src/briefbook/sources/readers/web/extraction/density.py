"""The third reader: the element with most running text and fewest links, and what fits in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from briefbook.sources.readers.web.extraction.beside import Beside
from briefbook.sources.readers.web.walk import Unit

_SENTENCE = re.compile(r"[.!?…。！？।:;,，、]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_RUNNING = 10


def dense_units(units: Sequence[Unit], beside: Beside) -> tuple[bool, ...]:
    """Return which units belong to the element that holds the article, by density."""
    values = [_value(unit, out=away) for unit, away in zip(units, beside.units, strict=True)]
    sums: dict[Any, float] = defaultdict(float)
    for value, path, of_others in zip(values, beside.paths, beside.of_others, strict=True):
        for element in path:
            # Comments at any length do not speak against what holds them and the article.
            sums[element] += 0 if of_others else value
    if not sums:
        return ()
    # Of elements with the same text, the innermost one.
    best = max(sums, key=lambda element: (round(sums[element]), _depth(element)))
    taken = [
        unit.piece is not None and not away and best in path and (value > 0 or _may_stay(unit))
        for unit, away, path, value in zip(units, beside.units, beside.paths, values, strict=True)
    ]
    return tuple(_without_last_headings(units, taken))


def _value(unit: Unit, *, out: bool) -> float:
    text = unit.text
    count = len(text.split()) + len(_UNSPACED.findall(text)) // 3
    if unit.piece is None or unit.piece.kind == "heading":
        value = 0.0
    elif unit.linked > 0.5:
        value = -count - 2.0
    elif count >= _RUNNING and _SENTENCE.search(text):
        value = float(count)
    elif count < 6 and unit.piece.kind in {"item", "paragraph"}:
        value = -3.0
    else:
        value = count / 3
    return -0.7 * abs(value) - 1 if out else value


def _may_stay(unit: Unit) -> bool:
    kind = unit.piece.kind if unit.piece else ""
    return kind in {"heading", "caption", "quote", "note"} or unit.linked <= 0.5


def _depth(element: Any) -> int:
    return sum(1 for _ in element.iterancestors())


def _without_last_headings(units: Sequence[Unit], taken: list[bool]) -> list[bool]:
    """A heading that no text follows belongs to what stands beside the article."""
    kept = list(taken)
    for place in range(len(units) - 1, -1, -1):
        piece = units[place].piece
        if not taken[place] or piece is None:
            continue
        if piece.kind != "heading":
            break
        kept[place] = False
    return kept
