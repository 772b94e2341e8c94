"""Which parts a pack holds: by mark, by what packs.toml names, and by what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from briefbook.core.errors import BriefbookError
from briefbook.core.ids import slug, source_id
from briefbook.packs.cutting.blocks import Block
from briefbook.packs.cutting.page import Page, calls, cited
from briefbook.packs.cutting.whole import Row, Whole
from briefbook.packs.plan import Pack, Plan

IN_PACK = "in-pack"
COMMENT = "a comment"
UNCITED = "only what is cut cites it"
#: Directives that hold blocks of text, of which some may be cut; of all others, all or nothing.
CONTAINERS = frozenset({
    "admonition", "note", "tip", "hint", "important", "warning", "caution", "attention", "danger",
    "error", "seealso", "glossary", "epigraph", "container", "div", "only", "dropdown", "grid",
    "grid-item", "card", "tab-set", "tab-item", "list-table", "rubric", "topic", "sidebar", IN_PACK,
})  # fmt: skip
_OF_SOURCE = frozenset({"source", "sources"})


@dataclass
class Decision:
    """What was decided: the mark of what is kept, and what cannot be decided, with its place."""

    marks: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)


def decide(whole: Whole, plan: Plan, pack: Pack) -> Decision:
    """Set ``cut`` on all that the pack does not hold. Raises nothing; see ``errors``."""
    decision = _Deciding(whole, plan, pack)
    decision.run()
    return decision.made


def kind_of_note(text: str) -> str:
    """Return the word with which a note begins."""
    return text.partition("]:")[2].strip().partition(":")[0].strip()


class _Deciding:
    def __init__(self, whole: Whole, plan: Plan, pack: Pack) -> None:
        self.whole, self.plan, self.pack, self.order = whole, plan, pack, plan.order
        self.made = Decision()
        self.default = plan.unmarked or str(whole.conf.get("brief_handling", ""))
        self.effective: dict[str, str] = {}

    def run(self) -> None:
        if not self.default:
            raise BriefbookError(
                f"{self.plan.path}: what has no mark has none at all; write unmarked = "
                f'"{self.order.marks[0]}" at its top, or set brief_handling in conf.py'
            )
        for source in self.whole.sources.values():
            self._known(source.mark, f"{source.path}:{source.line}")
        for work in self.whole.works.values():
            self._known(work.mark, f"{work.path}:{work.line}")
        self._sources()
        before = -1
        while (count := self._count()) != before:
            before = count
            for page in self.whole.pages:
                self._page(page)
            self._notes()
            self._rows()
            self._works()
        self._unused_rows()
        self._added()
        self._substitutes()
        self.made.marks |= {b.effective for p in self.whole.pages for b in p.kept()}

    def _count(self) -> int:
        cut = sum(1 for p in self.whole.pages for b in p.walk() if b.cut or p.cut)
        others = (*self.whole.rows, *self.whole.works.values(), *self.whole.sources.values())
        return cut + sum(1 for each in others if each.cut)

    def _known(self, mark: str, place: str) -> str:
        if mark and not self.order.known(mark):
            raise BriefbookError(f"{place}: {mark!r} is no mark; they are {self.order.shown()}")
        return mark

    def _above(self, mark: str) -> bool:
        return self.order.above(mark, self.pack.mark)

    # Sources and works.

    def _sources(self) -> None:
        for source in self.whole.sources.values():
            if source.key in self.pack.cuts.sources:
                source.cut = f"{self.plan.path} cuts it"
            elif source.mark and self._above(source.mark) and not self._is_added(source.key):
                source.cut = f"marked {source.mark}"

    def _is_added(self, key: str) -> bool:
        return bool({key, source_id(key)} & self.pack.add)

    def _withheld(self, key: str) -> str:
        """Say why a work or source may not be spoken of; empty where it may."""
        source, work = self.whole.sources.get(key), self.whole.works.get(key)
        for each in filter(None, (source, work)):
            if each.cut and each.cut != UNCITED:
                return each.cut
        return ""

    def _mark_of(self, key: str) -> tuple[str, str]:
        """Return the mark of a source or work and where it stands."""
        source, work = self.whole.sources.get(key), self.whole.works.get(key)
        found = [(each.mark, f"{each.path}:{each.line}") for each in (source, work) if each]
        found = [(mark, place) for mark, place in found if mark]
        return max(found, key=lambda each: self.order.marks.index(each[0]), default=("", ""))

    def _works(self) -> None:
        used, all_used = self._cited(kept=True), self._cited(kept=False)
        for key, work in self.whole.works.items():
            if key in self.pack.cuts.sources or source_id(key) in self.pack.cuts.ids:
                work.cut = f"{self.plan.path} cuts it"
            elif work.mark and self._above(work.mark) and not self._is_added(key):
                work.cut = f"marked {work.mark}"
            elif key in all_used - used:
                work.cut = UNCITED
            elif any(self._withheld(each) for each in work.needs):
                work.cut = "what it rests on is withheld"
        for key, source in self.whole.sources.items():
            if not source.cut and key in all_used - used:
                source.cut = UNCITED

    def _cited(self, *, kept: bool) -> set[str]:
        """Return the works that the text cites, and those on which they rest."""
        found: set[str] = set()
        for page in self.whole.pages:
            for block in page.kept() if kept else page.walk():
                found |= set(cited(page.own_text(block)))
            if page.source and not (kept and page.cut):
                found.add(page.source)
        found |= {r.cells.get("source", "") for r in self.whole.rows if not (kept and r.cut)}
        for _round in self.whole.works:
            more = {
                n for key in found if key in self.whole.works for n in self.whole.works[key].needs
            }
            if more <= found:
                break
            found |= more
        return found

    # Pages and their blocks.

    def _page(self, page: Page) -> None:
        mark = self._known(page.mark, f"{page.shown}:1")
        names = {page.docname, Path(page.docname).name, page.prefix}
        if names & self.pack.cuts.chapters:
            page.cut = f"{self.plan.path} cuts it"
        elif page.source and self._withheld(page.source):
            page.cut = f"rests on {page.source}, which is withheld"
        for block in page.blocks:
            self._block(page, block, [mark] if mark else [])
        content = [b for b in page.blocks if b.cut != COMMENT and b.kind != "note"]
        if not page.cut and content and all(b.cut for b in content):
            page.cut = next(b.cut for b in content)

    def _block(self, page: Page, block: Block, explicit: list[str]) -> None:
        own = self._known(block.mark, page.place(block.line))
        if own and not self.pack.add.intersection(block.ids):
            explicit = [*explicit, own]
        keys = list(self._keys(page, block))
        mark = self.order.highest(explicit) if explicit else self.default
        for key in keys:
            of_source, place = self._mark_of(key)
            if of_source and self.order.above(of_source, mark):
                if explicit:
                    self.made.errors.append(
                        f"{page.place(block.line)}: marked {mark}, but its source {key} is marked "
                        f"{of_source} ({place}); raise the one or lower the other"
                    )
                mark = of_source
        block.effective = mark
        self.effective.update(dict.fromkeys(block.ids, mark))
        block.cut = block.cut or page.cut or self._reason(page, block, keys, mark)
        of_page = [page.mark] if page.mark else []
        for child in block.children:
            note = block.kind == "section" and child.kind == "note"
            self._block(page, child, of_page if note else explicit)
        reason = block.cut or self._settled(block)
        if reason:
            block.cut_whole(reason)

    def _keys(self, page: Page, block: Block) -> Iterator[str]:
        yield from cited(page.own_text(block))
        if block.kind == "directive" and block.name in _OF_SOURCE:
            yield from filter(None, [block.argument or page.source * (block.name == "source")])

    def _reason(self, page: Page, block: Block, keys: Iterable[str], mark: str) -> str:
        """Say why a block is cut for its own sake; empty where it is not."""
        if block.kind == "comment":
            return COMMENT
        if self.pack.cuts.ids.intersection(block.ids):
            return f"{self.plan.path} cuts it"
        if block.kind == "directive" and block.name == IN_PACK:
            named = block.argument.replace(",", " ").split()
            return "" if self.pack.name in named else "for another pack"
        if block.kind == "note" and kind_of_note(page.whole_text(block)) in self.pack.cuts.notes:
            return f"{self.plan.path} cuts notes of its kind"
        if block.kind == "directive" and block.name == "glossary":
            topics = {block.argument, slug(block.argument)}
            if topics & self.pack.cuts.topics:
                return f"{self.plan.path} cuts its topic"
        for key in keys:
            shown = self.whole.sources.get(key) if block.name in _OF_SOURCE else None
            if self._withheld(key) or (shown and shown.cut):
                return f"rests on {key}, which is withheld"
        added = self.pack.add.intersection(block.ids) and not block.children
        return f"marked {mark}" if self._above(mark) and not added else ""

    def _settled(self, block: Block) -> str:
        """Say why a block goes with its children; empty where it stays."""
        content = [c for c in block.children if c.cut != COMMENT]
        below = [c for each in content for c in each.walk() if c.cut and c.cut != COMMENT]
        gone = [c for c in content if c.cut]
        if not below:
            return ""
        reason = below[0].cut
        if block.kind == "directive" and block.name == "list-table":
            return self._rows_of_table(block)
        if block.kind == "section":
            rest = [c for c in content if c.kind not in {"heading", "note"}]
            whole = content[0].cut or (rest and all(c.cut for c in rest))
            return reason if whole else ""
        if block.kind == "item":
            return reason if content[0].cut else ""
        atomic = block.kind == "note" or (
            block.kind == "directive" and block.name not in CONTAINERS
        )
        return reason if atomic or len(gone) == len(content) else ""

    @staticmethod
    def _rows_of_table(table: Block) -> str:
        """Cut each row of a table that has lost a cell; a table that lost its head goes whole."""
        rows = [row for child in table.children for row in child.children]
        for row in rows:
            cells = [each.cut for each in row.walk() if each.cut and each.cut != COMMENT]
            for each in row.walk() if cells else ():
                each.cut = each.cut or cells[0]
        heads = int(table.options.get("header-rows", "0") or 0)
        gone = [row for row in rows[:heads] if row.cut]
        whole = gone or (rows[heads:] and all(row.cut for row in rows[heads:]))
        return (gone or rows[heads:])[0].cut if whole else ""

    def _notes(self) -> None:
        """Cut the notes that nothing calls which is kept."""
        for page in self.whole.pages:
            called = {each for block in page.kept() for each in calls(page.own_text(block))}
            for block in page.walk():
                if block.kind == "note" and not block.cut and block.name not in called:
                    for each in block.walk():
                        each.cut = each.cut or "only what is cut calls it"

    # Tables.

    def _rows(self) -> None:
        kept = {i for p in self.whole.pages for b in p.kept() for i in b.ids}
        known = {i for p in self.whole.pages for b in p.walk() for i in b.ids}
        for row in self.whole.rows:
            if row.id and not row.cut:
                row.cut = self._row_reason(row, known - kept)

    def _row_reason(self, row: Row, cut: set[str]) -> str:
        place = f"{row.path}:{row.start + 1}"
        own = self._known(row.cells.get("handling", ""), place)
        key, paragraph = row.cells.get("source", ""), row.cells.get("paragraph", "")
        of_source, where = self._mark_of(key)
        if own and of_source and self.order.above(of_source, own):
            self.made.errors.append(
                f"{place}: marked {own}, but its source {key} is marked {of_source} ({where}); "
                "raise the one or lower the other"
            )
        if {row.id, row.cells["id"]} & self.pack.cuts.ids:
            return f"{self.plan.path} cuts it"
        if self._withheld(key):
            return f"rests on {key}, which is withheld"
        if paragraph in cut:
            return f"rests on {paragraph}, which is cut"
        mark = self.order.highest([own or self.default, of_source])
        self.made.marks.add(mark if not self._above(mark) else "")
        return f"marked {mark}" if self._above(mark) and row.id not in self.pack.add else ""

    def _unused_rows(self) -> None:
        """Cut measures and origins that only rows have which are cut."""
        for table, column in (("measures.csv", "measure"), ("origins.csv", "origin")):
            readings = [r for r in self.whole.rows if r.path.endswith("readings.csv")]
            used = {r.cells.get(column, "") for r in readings if not r.cut}
            gone = {r.cells.get(column, "") for r in readings} - used
            for row in self.whole.rows:
                if row.path.endswith(table) and row.cells.get(column, "") in gone:
                    row.cut = "only rows that are cut have it"

    # What packs.toml names, and what stands twice.

    def _added(self) -> None:
        known: dict[str, tuple[Page, Block]] = {
            i: (p, b) for p in self.whole.pages for b in p.walk() for i in b.ids
        }
        for name in sorted(self.pack.add):
            page, block = known.get(name, (None, None))
            if page and block and block.cut:
                self.made.errors.append(
                    f"{page.place(block.line)}: {self.plan.path} adds {name} to {self.pack.name}, "
                    f"but it stands in a part that is cut ({block.cut}); mark that part singly"
                )
        named = self.pack.add | self.pack.cuts.ids
        rows = {i for r in self.whole.rows for i in (r.id, r.cells.get("id", ""))}
        works = {
            i for key in (*self.whole.works, *self.whole.sources) for i in (key, source_id(key))
        }
        for name in sorted(named - known.keys() - rows - works):
            self.made.errors.append(f"{self.plan.path}: nothing in the book has the id {name!r}")
        chapters = {
            n for p in self.whole.pages for n in (p.docname, Path(p.docname).name, p.prefix)
        }
        for name in sorted(self.pack.cuts.chapters - chapters):
            self.made.errors.append(f"{self.plan.path}: no page is called {name!r}")
        for name in sorted(
            self.pack.cuts.sources - self.whole.sources.keys() - self.whole.works.keys()
        ):
            self.made.errors.append(f"{self.plan.path}: no source is called {name!r}")

    def _substitutes(self) -> None:
        """Tell where a substitute stands beside what it stands for."""
        seen: dict[str, str] = {}
        for page in self.whole.pages:
            for block in page.kept():
                for id_ in block.ids if block.kind != "note" else ():
                    if id_ in seen and seen[id_] != page.place(block.line):
                        self.made.errors.append(
                            f"{page.place(block.line)}: {id_} is in the pack already ("
                            f"{seen[id_]}); cut that, or take this substitute away"
                        )
                    seen.setdefault(id_, page.place(block.line))
