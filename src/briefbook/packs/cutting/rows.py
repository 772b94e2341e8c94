"""Decide which rows of the tables a pack has."""

from __future__ import annotations

from briefbook.packs.cutting.context import Deciding
from briefbook.packs.cutting.whole import PackRow
from briefbook.packs.cutting.works import mark_of, withheld


def settle_rows(at: Deciding) -> None:
    """Cut rows by their marks, and by the paragraph and the source that they rest on."""
    kept = {i for p in at.whole.pages for b in p.kept() for i in b.ids}
    known = {i for p in at.whole.pages for b in p.walk() for i in b.ids}
    for row in at.whole.rows:
        if row.id and not row.cut:
            row.cut = _reason(at, row, known - kept)


def _reason(at: Deciding, row: PackRow, cut: set[str]) -> str:
    place = f"{row.path}:{row.start + 1}"
    own = at.known(row.cells.get("handling", ""), place)
    key, paragraph = row.cells.get("source", ""), row.cells.get("paragraph", "")
    of_source, where = mark_of(at, key)
    if own and of_source and at.order.above(of_source, own):
        at.made.errors.append(
            f"{place}: marked {own}, but its source {key} is marked {of_source} ({where}); "
            "raise the one or lower the other"
        )
    if {row.id, row.cells["id"]} & at.pack.cuts.ids:
        return f"{at.plan.path} cuts it"
    if withheld(at, key):
        return f"rests on {key}, which is withheld"
    if paragraph in cut:
        return f"rests on {paragraph}, which is cut"
    mark = at.order.highest([own or at.default, of_source])
    at.made.marks.add(mark if not at.above(mark) else "")
    return f"marked {mark}" if at.above(mark) and row.id not in at.pack.add else ""


def settle_unused(at: Deciding) -> None:
    """Cut measures and origins that only cut rows have."""
    for table, column in (("measures.csv", "measure"), ("origins.csv", "origin")):
        readings = [r for r in at.whole.rows if r.path.endswith("readings.csv")]
        used = {r.cells.get(column, "") for r in readings if not r.cut}
        gone = {r.cells.get(column, "") for r in readings} - used
        for row in at.whole.rows:
            if row.path.endswith(table) and row.cells.get(column, "") in gone:
                row.cut = "only rows that are cut have it"
