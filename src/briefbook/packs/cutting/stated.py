"""Check that what packs.toml names exists, and that substitutes replace something cut."""

from __future__ import annotations

from pathlib import Path

from briefbook.core.ids import source_id
from briefbook.packs.cutting.blocks import MystBlock
from briefbook.packs.cutting.context import Deciding
from briefbook.packs.cutting.page import MystPage


def check_named(at: Deciding) -> None:
    """Report ids, pages and sources that do not exist, and additions that stay cut."""
    known: dict[str, tuple[MystPage, MystBlock]] = {
        i: (p, b) for p in at.whole.pages for b in p.walk() for i in b.ids
    }
    for name in sorted(at.pack.add):
        page, block = known.get(name, (None, None))
        if page and block and block.cut:
            at.made.errors.append(
                f"{page.place(block.line)}: {at.plan.path} adds {name} to {at.pack.name}, "
                f"but it stands in a part that is cut ({block.cut}); mark that part singly"
            )
    named = at.pack.add | at.pack.cuts.ids
    rows = {i for r in at.whole.rows for i in (r.id, r.cells.get("id", ""))}
    works = {i for key in (*at.whole.works, *at.whole.sources) for i in (key, source_id(key))}
    for name in sorted(named - known.keys() - rows - works):
        at.made.errors.append(f"{at.plan.path}: nothing in the book has the id {name!r}")
    chapters = {n for p in at.whole.pages for n in (p.docname, Path(p.docname).name, p.prefix)}
    for name in sorted(at.pack.cuts.chapters - chapters):
        at.made.errors.append(f"{at.plan.path}: no page is called {name!r}")
    for name in sorted(at.pack.cuts.sources - at.whole.sources.keys() - at.whole.works.keys()):
        at.made.errors.append(f"{at.plan.path}: no source is called {name!r}")


def check_substitutes(at: Deciding) -> None:
    """Report a substitute that is beside what it replaces."""
    seen: dict[str, str] = {}
    for page in at.whole.pages:
        for block in page.kept():
            for id_ in block.ids if block.kind != "note" else ():
                if id_ in seen and seen[id_] != page.place(block.line):
                    at.made.errors.append(
                        f"{page.place(block.line)}: {id_} is in the pack already ("
                        f"{seen[id_]}); cut that, or take this substitute away"
                    )
                seen.setdefault(id_, page.place(block.line))
