"""The tree of a pack: a book's folder that holds the kept parts and never held the rest."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from briefbook.core.errors import BriefbookError
from briefbook.packs.cutting.deciding import COMMENT, decide
from briefbook.packs.cutting.files import other_files
from briefbook.packs.cutting.leaning import leanings, ways_out
from briefbook.packs.cutting.records import (
    cut_bibliographies,
    cut_receipts,
    cut_records,
    cut_tables,
)
from briefbook.packs.cutting.whole import Whole, read_whole
from briefbook.packs.cutting.writing import cutout, page_text
from briefbook.packs.plan import Pack, Plan

#: Directives that speak of what a pack cannot know.
_REFUSED = {"changes": "compares the whole book with an edition"}


@dataclass(frozen=True, slots=True)
class Tree:
    """What was written: the pack's own mark, the files, and what was cut, as (place, reason)."""

    mark: str
    files: tuple[str, ...]
    cut: tuple[tuple[str, str], ...]

    def reasons(self) -> Counter[str]:
        """Return how many parts were cut, by reason."""
        return Counter(reason for _place, reason in self.cut)


def write_tree(root: Path, plan: Plan, pack: Pack, tree: Path) -> Tree:
    """Write the pack's tree into the folder ``tree``.

    Raises :class:`BriefbookError` where a mark is wrong, a kept part leans on a cut one, or a part
    cannot be cut safely; nothing is written then.
    """
    whole = read_whole(root)
    decision = decide(whole, plan, pack)
    while pack.follow and (leaning := leanings(whole)):
        for each in leaning:
            each.block.cut = each.block.cut or f"leans on {each.target}, which is cut"
        decision = decide(whole, plan, pack)
    _refuse(whole, pack, decision.errors)
    out = cutout(whole, pack.gaps)
    files = {page.shown: page_text(page, out) for page in whole.pages if not page.cut}
    for made in (cut_tables, cut_bibliographies, cut_records, cut_receipts):
        files.update(made(whole))
    copied = other_files(whole)
    for name, text in files.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text, encoding="utf-8")
    for name in copied:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, tree / name)
    mark = plan.order.highest(decision.marks)
    return Tree(mark, tuple(sorted([*files, *copied])), tuple(_list_cut(whole)))


def _refuse(whole: Whole, pack: Pack, errors: list[str]) -> None:
    found = list(dict.fromkeys(errors))
    for page in whole.pages:
        found += [
            f"{page.place(block.line)}: {{{block.name}}} {_REFUSED[block.name]}; "
            "set a mark above it, or cut the page"
            for block in page.kept()
            if block.kind == "directive" and block.name in _REFUSED
        ]
    rests = sorted((whole.root / whole.folder).rglob("*.rst")) if not found else []
    found += [
        f"{path.relative_to(whole.root)}: a pack is cut from Markdown pages; convert this one"
        for path in rests
        if "build" not in path.parts and "_build" not in path.parts
    ]
    if any(page.cut for page in whole.pages if page.docname == "index"):
        found.append(f"{whole.folder}/index.md: the first page is cut, without which there is none")
    leaning = leanings(whole)
    if leaning:
        found += [*map(str, dict.fromkeys(leaning)), f"ways out: {ways_out()}"]
    if found:
        head = f"the pack {pack.name!r} is not built:"
        raise BriefbookError("\n  ".join([head, *found]))


def _list_cut(whole: Whole) -> list[tuple[str, str]]:
    """Return the outermost parts that are cut, each with its place."""
    found: list[tuple[str, str]] = []
    for page in whole.pages:
        if page.cut:
            found.append((page.shown, page.cut))
            continue
        waiting = list(reversed(page.blocks))
        while waiting:
            block = waiting.pop()
            if not block.cut:
                waiting += reversed(block.children)
            elif block.cut != COMMENT:
                named = f" {block.ids[0]}" if block.ids else ""
                found.append((f"{page.place(block.line)}{named}", block.cut))
    found += [(f"{r.path}:{r.start + 1} {r.id}".strip(), r.cut) for r in whole.rows if r.cut]
    works = [(f"{w.path}:{w.line} {w.key}", w.cut) for w in whole.works.values() if w.cut]
    records = [(f"{s.path}:{s.line} {s.key}", s.cut) for s in whole.sources.values() if s.cut]
    return [*found, *works, *records]
