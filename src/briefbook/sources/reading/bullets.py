"""Lists that were typed: paragraphs that begin with the sign of a point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefbook.sources.reading.article import Piece, TextRun

#: No dash: it may begin what somebody says. A middle dot is Word's sign.
SIGN = re.compile(r"\s*[•●▪◦‣∙·■□➢➤►▸]\s+(?=\S)")
_MAY_BE_POINT = frozenset(("text", "paragraph", "item"))


def are_points(lines: Sequence[str]) -> bool:
    """Tell whether lines are the points of a list, perhaps with a line that introduces them."""
    points = [SIGN.match(line) is not None for line in lines]
    return len(points) > 1 and all(points[1:]) and (points[0] or len(points) > 2)


def as_points(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces with typed points as items, without their signs."""
    return [_as_point(piece) for piece in pieces]


def _as_point(piece: Piece) -> Piece:
    sign = SIGN.match(piece.text) if piece.kind in _MAY_BE_POINT and not piece.rows else None
    if not sign:
        return piece
    text = piece.text[sign.end() :]
    runs = _without_start(piece.runs, sign.end())
    return replace(piece, kind="item", text=text, runs=runs, lines=())


def _without_start(runs: Sequence[TextRun], size: int) -> tuple[TextRun, ...]:
    kept = []
    for run in runs:
        cut = min(size, len(run.text))
        size -= cut
        if run.text[cut:] or run.style == "note":
            kept.append(replace(run, text=run.text[cut:]))
    return tuple(kept)
