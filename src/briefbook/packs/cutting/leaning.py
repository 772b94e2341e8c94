"""Find kept parts that depend on cut ones: a pack with such parts is not built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath

from briefbook.core.ids import source_id
from briefbook.packs.cutting.blocks import MystBlock
from briefbook.packs.cutting.page import MystPage, cited, linked_pages, links
from briefbook.packs.cutting.whole import Whole

_ABOVE = re.compile(
    r"\b(?:see above|as above|mentioned above|said above|above-mentioned|siehe oben|s\. o\.|"
    r"voir ci-dessus|ci-dessus|véase arriba|см\. выше|див\. вище)", re.IGNORECASE,
)  # fmt: skip
_BELOW = re.compile(
    r"\b(?:see below|as below|siehe unten|s\. u\.|voir ci-dessous|ci-dessous|véase abajo|"
    r"см\. ниже|див\. нижче)", re.IGNORECASE,
)  # fmt: skip
_OPTIONS = ("rests-on", "against", "see")
_WAYS = (
    "cut it too (a mark above it, or its id under cut in packs.toml), add the other, "
    "or put another text into a {in-pack} block"
)


@dataclass(frozen=True, slots=True)
class Leaning:
    """A kept part at ``place`` that depends on ``target``, which is cut for ``reason``."""

    place: str
    target: str
    reason: str
    block: MystBlock = field(compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.place}: leans on {self.target}, which is cut ({self.reason})"


def leanings(whole: Whole) -> list[Leaning]:
    """Return all such parts, in the order of pages and lines."""
    return list(_Look(whole).all())


def ways_out() -> str:
    """Return a line on what an author can do about them."""
    return _WAYS


class _Look:
    def __init__(self, whole: Whole) -> None:
        self.whole = whole
        kept = {i for p in whole.pages for b in p.kept() for i in b.ids}
        self.cut = {
            i: b.cut or p.cut for p in whole.pages for b in p.walk() for i in b.ids if i not in kept
        }
        self.cut |= {r.id: r.cut for r in whole.rows if r.cut and r.id}
        self.works = {w.key: w.cut for w in whole.works.values() if w.cut}
        self.cut |= {source_id(key): reason for key, reason in self.works.items()}
        self.pages = {p.docname: p.cut for p in whole.pages if p.cut}

    def all(self) -> Iterator[Leaning]:
        for page in self.whole.pages:
            for block in page.kept():
                yield from self._block(page, block)
            for before, block, after in _neighbours(page):
                yield from self._words(page, before, block, after)

    def _block(self, page: MystPage, block: MystBlock) -> Iterator[Leaning]:
        for start, end in block.own_spans():
            lines = page.lines[start:end]
            for typed, target, reason in self._targets(page, block, "".join(lines)):
                line = next((n for n, text in enumerate(lines, start) if typed in text), start)
                yield Leaning(page.place(line), target, reason, block)
        for name in _OPTIONS:
            for typed in block.options.get(name, "").replace(",", " ").split():
                id_ = typed.lstrip("#")
                if id_ in self.cut:
                    yield Leaning(page.place(block.line), f"#{id_} ({name})", self.cut[id_], block)

    def _targets(
        self, page: MystPage, block: MystBlock, text: str
    ) -> Iterator[tuple[str, str, str]]:
        """Yield each cut part that a text refers to: as typed, as in messages, the reason."""
        for id_ in links(text):
            if id_ in self.cut:
                yield id_, f"#{id_}", self.cut[id_]
        for key in cited(text):
            if key in self.works:
                yield key, f"the work {key}", self.works[key]
        for name in linked_pages(text) if block.name != "toctree" else ():
            target = normpath(join(dirname(page.docname), name)).lstrip("/")
            if target in self.pages:
                yield name, f"the page {target}", self.pages[target]

    def _words(
        self, page: MystPage, before: MystBlock | None, block: MystBlock, after: MystBlock | None
    ) -> Iterator[Leaning]:
        text = page.own_text(block)
        for pattern, other, where in ((_ABOVE, before, "above"), (_BELOW, after, "below")):
            if other and other.cut and pattern.search(text):
                yield Leaning(page.place(block.line), f"what stands {where}", other.cut, block)


def _neighbours(page: MystPage) -> Iterator[tuple[MystBlock | None, MystBlock, MystBlock | None]]:
    """Yield each kept paragraph with the blocks of text around it."""
    leaves = [b for b in page.walk() if b.kind in {"paragraph", "directive"} and not b.children]
    for n, block in enumerate(leaves):
        if not block.cut and not page.cut and block.kind == "paragraph":
            after = leaves[n + 1] if n + 1 < len(leaves) else None
            yield leaves[n - 1] if n else None, block, after
