"""Write a page of a pack: the kept lines, without a trace of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from markdown_it.common.utils import normalizeReference

from briefbook.packs.cutting.blocks import MystBlock
from briefbook.packs.cutting.deciding import IN_PACK
from briefbook.packs.cutting.page import MystPage
from briefbook.packs.cutting.whole import Whole

_TERM = re.compile(r"\{term\}`([^`]*)`")
_TITLED = re.compile(r"(?s)^(.*?)\s*<([^<>]*)>$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NUMBERED = re.compile(r"[a-z][a-z0-9-]*-[1-9][0-9]*[a-z]*")
_TAKES_BLANKS = frozenset({"list", "section", "note", "entries", "entry", "quote", "directive"})
_OF_EVENTS = frozenset({"timeline", "timeline-plot"})
_LISTS = _OF_EVENTS | {"index-of", "readings", "readings-plot"}
_LABEL = re.compile(r"\[([^\[\]]+)\]")
_ENTRY = re.compile(r"^(.*)<([^<>]+)>\s*$")


@dataclass(frozen=True)
class Cutout:
    """What was cut in the whole book, as far as any page needs to know it."""

    pages: frozenset[str]
    forms: frozenset[str]
    """Every form of the glossary entries that are cut, and of none that is kept."""
    topics: frozenset[str]
    readings: tuple[dict[str, str], ...]
    """The kept rows of readings.csv, and of events.csv below."""
    events: tuple[dict[str, str], ...]
    gaps: str


def cutout(whole: Whole, gaps: str) -> Cutout:
    """Return the cutout of a book in which everything has been decided."""
    cut: set[str] = set()
    kept: set[str] = set()
    topics: dict[str, bool] = {}
    for page in whole.pages:
        for block in page.walk():
            if block.kind == "directive" and block.name == "glossary":
                topics[block.argument] = topics.get(block.argument, True) and bool(block.cut)
                for entry in block.walk():
                    if entry.kind == "entry":
                        (cut if entry.cut else kept).update(_forms(block.argument, entry.name))
    return Cutout(
        frozenset(page.docname for page in whole.pages if page.cut),
        frozenset(cut - kept),
        frozenset(topic for topic, gone in topics.items() if gone),
        tuple(_kept_rows(whole, "readings.csv")),
        tuple(_kept_rows(whole, "events.csv")),
        gaps,
    )


def _kept_rows(whole: Whole, name: str) -> Iterator[dict[str, str]]:
    for row in whole.rows:
        if row.path.endswith(f"/{name}") and not row.cut:
            yield row.cells


def _shown(reading: dict[str, str]) -> bool:
    """Return whether a chart can show a reading."""
    return bool(reading.get("low") and reading.get("as_of"))


def _forms(topic: str, head: str) -> Iterator[str]:
    for part in head.split("|"):
        form = " ".join(part.split())
        for each in (form, form.partition(":")[2].strip()):
            if each:
                yield each.casefold()
                yield f"{topic}:{each}".casefold()


def page_text(page: MystPage, out: Cutout) -> str:
    """Return the text of a kept page."""
    notes = {b.name for b in page.walk() if b.kind == "note" and b.cut}
    notes -= {b.name for b in page.kept() if b.kind == "note"}
    text = "".join(_Writer(page, out, notes).text())
    # A link definition is kept or cut with what uses it, wherever it is.
    used = {normalizeReference(label) for label in _LABEL.findall(text)}
    definitions = [
        "".join(page.lines[a:b]) for label, (a, b) in page.defined.items() if label in used
    ]
    return "\n".join([text, *definitions]) if definitions else text


class _Writer:
    def __init__(self, page: MystPage, out: Cutout, notes: set[str]) -> None:
        self.of, self.out = page, out
        self.defining = {n for begin, end in page.defined.values() for n in range(begin, end)}
        self.calls = [re.compile(rf"[ \t]*\[\^{re.escape(name)}\](?!:)") for name in sorted(notes)]

    def text(self) -> Iterator[str]:
        yield from self.of.lines[: self.of.front]
        for block in self.of.blocks:
            yield from self._block(block)

    def _block(self, block: MystBlock) -> Iterator[str]:
        if block.cut:
            yield from self._gap(block)
            # The lines of some blocks take in the blank ones after them, without which what
            # follows would be read as a part of what precedes.
            yield "\n" if block.kind in _TAKES_BLANKS else ""
            for child in block.children if block.kind == "section" else ():
                if child.kind in {"note", "section"}:
                    yield from self._block(child)
            return
        if block.kind == "directive" and block.name == IN_PACK:
            # Its content alone, which replaces what is cut.
            yield "\n"
            for child in block.children:
                yield from self._block(child)
            yield "\n"
            return
        own = [self._own(block, text) for text in self._spans(block)]
        if any(text is None for text in own):
            return
        pieces = iter(own)
        at = block.start
        for child in block.children:
            if child.start > at:
                yield next(pieces) or ""
            yield from self._block(child)
            at = max(at, child.end)
        yield from (text or "" for text in pieces)
        if block.kind == "list" and any(child.cut for child in block.children):
            yield "\n"

    def _spans(self, block: MystBlock) -> Iterator[str]:
        for start, end in block.own_spans():
            lines = range(start, end)
            yield "".join("\n" if n in self.defining else self.of.lines[n] for n in lines)

    def _own(self, block: MystBlock, text: str) -> str | None:
        """Return a piece of a block's own text; None where nothing is left of the block."""
        if block.kind == "directive":
            if block.name == "toctree":
                return self._toctree(block, text)
            if block.name in _LISTS:
                return self._listed(block, text)
        if block.kind in {"other", "comment"}:
            return text
        for call in self.calls:
            text = call.sub("", text)
        return _COMMENT.sub("", _TERM.sub(self._term, text))

    def _term(self, match: re.Match[str]) -> str:
        titled = _TITLED.match(match[1])
        words, target = (titled[1], titled[2]) if titled else (match[1], match[1])
        if " ".join(target.split()).casefold() not in self.out.forms:
            return match[0]
        return words if titled else words.rpartition(":")[2]

    def _toctree(self, block: MystBlock, text: str) -> str | None:
        kept, entries = [], 0
        lines = text.splitlines(keepends=True)
        head = block.line - block.start + 1
        for number, line in enumerate(lines):
            entry = line.strip()
            inner = (
                number >= head
                and entry
                and not entry.startswith(":")
                and entry[:3] not in {"```", ":::"}
            )
            if inner and self._is_cut(entry):
                continue
            entries += bool(inner)
            kept.append(line)
        return "".join(kept) if entries else None

    def _is_cut(self, entry: str) -> bool:
        match = _ENTRY.match(entry)
        path = (match[2] if match else entry).strip()
        base = "" if path.startswith("/") else dirname(self.of.docname)
        return normpath(join(base, path.lstrip("/").removesuffix(".md"))) in self.out.pages

    def _listed(self, block: MystBlock, text: str) -> str | None:
        """Return a directive's list without what is cut; None if nothing is left to draw."""
        if block.name in _OF_EVENTS:
            return text if self._has_events(block) else None
        if block.name == "index-of":
            before, left = block.argument, set(block.argument.split()) - self.out.topics
            wanted, joint = before.split(), " "
        else:
            before = block.options.get("measures", "")
            wanted, joint = [m.strip() for m in before.split(",") if m.strip()], ", "
            drawn = {
                r["measure"] for r in self.out.readings if block.name == "readings" or _shown(r)
            }
            if not drawn or (wanted and not drawn.intersection(wanted)):
                return None
            left = {r["measure"] for r in self.out.readings}.intersection(wanted)
        if wanted and not left:
            return None
        joined = joint.join(each for each in wanted if each in left)
        return text if len(left) == len(wanted) else text.replace(before, joined, 1)

    def _has_events(self, block: MystBlock) -> bool:
        topic, begin = block.options.get("topic", ""), block.options.get("from", "")
        return any(
            (not topic or topic in [each.strip() for each in event["topics"].split(";")])
            and event["date"] >= begin
            for event in self.out.events
        )

    def _gap(self, block: MystBlock) -> Iterator[str]:
        """Yield the words of the pack for each number of a cut block; a section's are its own."""
        kept = {i for b in self.of.kept() for i in b.ids} if self.out.gaps else set()
        inner = [c for c in block.children if c.kind not in {"note", "section"}]
        parts = inner if block.kind == "section" else [block]
        for each in (b for part in parts for b in part.walk()):
            for id_ in each.ids if self.out.gaps else ():
                numbered = each.kind in {"paragraph", "list", "quote"} and _NUMBERED.fullmatch(id_)
                if numbered and id_ not in kept:
                    yield f"\n{{#{id_}}}\n{self.out.gaps}\n\n"
