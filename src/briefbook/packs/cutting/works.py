"""Decide which sources and works a pack may mention, and the marks of what cites them."""

from __future__ import annotations

from briefbook.core.ids import source_id
from briefbook.packs.cutting.context import Deciding
from briefbook.packs.cutting.page import cited

UNCITED = "only what is cut cites it"


def settle_sources(at: Deciding) -> None:
    """Cut the sources that are marked too high, or named in packs.toml."""
    for source in at.whole.sources.values():
        if source.key in at.pack.cuts.sources:
            source.cut = f"{at.plan.path} cuts it"
        elif source.mark and at.above(source.mark) and not at.is_added(source.key):
            source.cut = f"marked {source.mark}"


def withheld(at: Deciding, key: str) -> str:
    """Say why a work or source may not be mentioned; empty if it may."""
    source, work = at.whole.sources.get(key), at.whole.works.get(key)
    reasons = [source.cut if source else "", work.cut if work else ""]
    return next((reason for reason in reasons if reason not in {"", UNCITED}), "")


def mark_of(at: Deciding, key: str) -> tuple[str, str]:
    """Return the mark of a source or work and where it is."""
    source, work = at.whole.sources.get(key), at.whole.works.get(key)
    found = [(each.mark, f"{each.path}:{each.line}") for each in (source, work) if each]
    found = [(mark, place) for mark, place in found if mark]
    return max(found, key=lambda each: at.order.marks.index(each[0]), default=("", ""))


def settle_works(at: Deciding) -> None:
    """Cut works by mark and name, and with the sources those that only cut parts cite."""
    used, all_used = _cited(at, kept=True), _cited(at, kept=False)
    for key, work in at.whole.works.items():
        if key in at.pack.cuts.sources or source_id(key) in at.pack.cuts.ids:
            work.cut = f"{at.plan.path} cuts it"
        elif work.mark and at.above(work.mark) and not at.is_added(key):
            work.cut = f"marked {work.mark}"
        elif key in all_used - used:
            work.cut = UNCITED
        elif any(withheld(at, each) for each in work.needs):
            work.cut = "what it rests on is withheld"
    for key, source in at.whole.sources.items():
        if not source.cut and key in all_used - used:
            source.cut = UNCITED


def _cited(at: Deciding, *, kept: bool) -> set[str]:
    """Return the works that the text cites, and those on which they rest."""
    found: set[str] = set()
    for page in at.whole.pages:
        for block in page.kept() if kept else page.walk():
            found |= set(cited(page.own_text(block)))
        if page.source and not (kept and page.cut):
            found.add(page.source)
    found |= {r.cells.get("source", "") for r in at.whole.rows if not (kept and r.cut)}
    for _round in at.whole.works:
        more = {n for key in found if key in at.whole.works for n in at.whole.works[key].needs}
        if more <= found:
            break
        found |= more
    return found
