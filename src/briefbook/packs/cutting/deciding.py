"""Decide which parts a pack has: by mark, by packs.toml, and by what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from briefbook.core.errors import BriefbookError
from briefbook.core.ids import slug
from briefbook.packs.cutting.blocks import MystBlock
from briefbook.packs.cutting.context import Deciding, Decision
from briefbook.packs.cutting.page import MystPage, calls, cited
from briefbook.packs.cutting.rows import settle_rows, settle_unused
from briefbook.packs.cutting.stated import check_named, check_substitutes
from briefbook.packs.cutting.whole import Whole
from briefbook.packs.cutting.works import mark_of, settle_sources, settle_works, withheld
from briefbook.packs.plan import Pack, Plan

IN_PACK = "in-pack"
COMMENT = "a comment"
#: Directives that hold blocks of text, of which some may be cut; of all others, all or nothing.
CONTAINERS = frozenset({
    "admonition", "note", "tip", "hint", "important", "warning", "caution", "attention", "danger",
    "error", "seealso", "glossary", "epigraph", "container", "div", "only", "dropdown", "grid",
    "grid-item", "card", "tab-set", "tab-item", "list-table", "rubric", "topic", "sidebar", IN_PACK,
})  # fmt: skip
_OF_SOURCE = frozenset({"source", "sources"})


def decide(whole: Whole, plan: Plan, pack: Pack) -> Decision:
    """Set ``cut`` on everything the pack does not hold; undecided cases are in ``errors``.

    Raises :class:`BriefbookError` for an unknown mark, or if unmarked parts have no default.
    """
    default = plan.unmarked or str(whole.conf.get("brief_handling", ""))
    if not default:
        raise BriefbookError(
            f"{plan.path}: unmarked parts have no mark; write unmarked = "
            f'"{plan.order.marks[0]}" at its top, or set brief_handling in conf.py'
        )
    at = Deciding(whole, plan, pack, default)
    for source in whole.sources.values():
        at.known(source.mark, f"{source.path}:{source.line}")
    for work in whole.works.values():
        at.known(work.mark, f"{work.path}:{work.line}")
    settle_sources(at)
    blocks, before = _Blocks(at), -1
    # What rests on a cut part is cut, until nothing more is.
    while (count := _count(whole)) != before:
        before = count
        for page in whole.pages:
            blocks.settle(page)
        _settle_notes(whole)
        settle_rows(at)
        settle_works(at)
    settle_unused(at)
    check_named(at)
    check_substitutes(at)
    at.made.marks |= {block.effective for page in whole.pages for block in page.kept()}
    return at.made


def _count(whole: Whole) -> int:
    blocks = sum(1 for page in whole.pages for block in page.walk() if block.cut or page.cut)
    works = [work.cut for work in whole.works.values()]
    others = [*(source.cut for source in whole.sources.values()), *(row.cut for row in whole.rows)]
    return blocks + sum(map(bool, [*works, *others]))


def _settle_notes(whole: Whole) -> None:
    """Cut the notes that no kept part calls."""
    for page in whole.pages:
        called = {each for block in page.kept() for each in calls(page.own_text(block))}
        for block in page.walk():
            if block.kind == "note" and not block.cut and block.name not in called:
                block.cut_whole("only what is cut calls it")


def _kind_of_note(text: str) -> str:
    """Return the word that begins a note and gives its kind."""
    return text.partition("]:")[2].strip().partition(":")[0].strip()


class _Blocks:
    """Decides on the pages and their blocks."""

    def __init__(self, at: Deciding) -> None:
        self.at = at

    def settle(self, page: MystPage) -> None:
        """Cut a page, or those of its blocks that the pack does not hold."""
        mark = self.at.known(page.mark, f"{page.shown}:1")
        names = {page.docname, Path(page.docname).name, page.prefix}
        if names & self.at.pack.cuts.chapters:
            page.cut = f"{self.at.plan.path} cuts it"
        elif page.source and withheld(self.at, page.source):
            page.cut = f"rests on {page.source}, which is withheld"
        for block in page.blocks:
            self._block(page, block, [mark] if mark else [])
        content = [b for b in page.blocks if b.cut != COMMENT and b.kind != "note"]
        if not page.cut and content and all(b.cut for b in content):
            page.cut = next(b.cut for b in content)

    def _block(self, page: MystPage, block: MystBlock, explicit: list[str]) -> None:
        own = self.at.known(block.mark, page.place(block.line))
        if own and not self.at.pack.add.intersection(block.ids):
            explicit = [*explicit, own]
        keys = list(self._keys(page, block))
        mark = self.at.order.highest(explicit) if explicit else self.at.default
        for key in keys:
            of_source, place = mark_of(self.at, key)
            if of_source and self.at.order.above(of_source, mark):
                if explicit:
                    self.at.made.errors.append(
                        f"{page.place(block.line)}: marked {mark}, but its source {key} is marked "
                        f"{of_source} ({place}); raise the one or lower the other"
                    )
                mark = of_source
        block.effective = mark
        block.cut = block.cut or page.cut or self._reason(page, block, keys, mark)
        of_page = [page.mark] if page.mark else []
        for child in block.children:
            note = block.kind == "section" and child.kind == "note"
            self._block(page, child, of_page if note else explicit)
        reason = block.cut or self._settled(block)
        if reason:
            block.cut_whole(reason)

    def _keys(self, page: MystPage, block: MystBlock) -> Iterator[str]:
        yield from cited(page.own_text(block))
        if block.kind == "directive" and block.name in _OF_SOURCE:
            yield from filter(None, [block.argument or page.source * (block.name == "source")])

    def _reason(self, page: MystPage, block: MystBlock, keys: Iterable[str], mark: str) -> str:
        """Say why a block is cut for its own sake; empty where it is not."""
        if block.kind == "comment":
            return COMMENT
        if block.kind == "directive" and block.name == IN_PACK:
            named = block.argument.replace(",", " ").split()
            return "" if self.at.pack.name in named else "for another pack"
        stated = self._stated(page, block)
        if stated:
            return f"{self.at.plan.path} cuts {stated}"
        for key in keys:
            shown = self.at.whole.sources.get(key) if block.name in _OF_SOURCE else None
            if withheld(self.at, key) or (shown and shown.cut):
                return f"rests on {key}, which is withheld"
        added = self.at.pack.add.intersection(block.ids) and not block.children
        return f"marked {mark}" if self.at.above(mark) and not added else ""

    def _stated(self, page: MystPage, block: MystBlock) -> str:
        """Say what in packs.toml cuts a block; empty if nothing does."""
        cuts = self.at.pack.cuts
        if cuts.ids.intersection(block.ids):
            return "it"
        if block.kind == "note" and _kind_of_note(page.whole_text(block)) in cuts.notes:
            return "notes of its kind"
        glossary = block.kind == "directive" and block.name == "glossary"
        return (
            "its topic" if glossary and cuts.topics & {block.argument, slug(block.argument)} else ""
        )

    def _settled(self, block: MystBlock) -> str:
        """Say why a block is cut along with its children; empty if it stays."""
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
    def _rows_of_table(table: MystBlock) -> str:
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
