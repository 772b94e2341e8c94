"""Minting: which ids a chapter's paragraphs and headings get, once and for all.

A number that was given is never changed and never reused, whatever became of its
paragraph. A new paragraph at the end gets the next free number; one between 7 and a later
number gets 7a, the next 7b; one before the first number gets the next free number too, because
nothing comes before 1.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt

from briefbook.anchors.ids.markdown_blocks import BlockKind, MarkdownBlock, read_blocks
from briefbook.core.errors import BriefbookError
from briefbook.core.ids import ParagraphNumber, is_id, paragraph_number, section_id

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
# Every way to give ids: {#id …}, (id)=, {withdrawn} id other-id and the option :name: id. Behind
# a brace that was left open a link is none.
_GIVEN = re.compile(
    r"\{[^{}\[\]`\n]*#([a-z][a-z0-9-]*)|^\s*\(([a-z][a-z0-9-]*)\)=|\{withdrawn\}([^\r\n]*)"
    r"|:name:\s*([a-z][a-z0-9-]*)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Minted:
    """A chapter with its new ids; ``remarks`` are (line from 1, what an author must decide)."""

    text: str
    ids: tuple[str, ...]
    remarks: tuple[tuple[int, str], ...] = ()


def given_ids(text: str) -> set[str]:
    """Return every id that a document gives to something, also inside directives."""
    given = (next(filter(None, match.groups()), "") for match in _GIVEN.finditer(text))
    return {id_.lstrip("#") for ids in given for id_ in ids.split()}


def mint(text: str, prefix: str, taken: Collection[str], parser: MarkdownIt) -> Minted:
    """Give ids to the paragraphs and headings of one chapter that have none.

    ``taken`` are the ids of the whole book, of all time. Only lines ``{#id}`` are added, and a
    blank line where one is needed before.
    Raises :class:`BriefbookError` where the id would not reach its block.
    """
    blocks = read_blocks(text, parser)
    choice = _Choice(prefix, set(taken) | given_ids(text))
    last = max((place for place, block in enumerate(blocks) if choice.number(block)), default=-1)
    ids = [choice.id_for(block, followed=place < last) for place, block in enumerate(blocks)]
    new = [(block, id_) for block, id_ in zip(blocks, ids, strict=True) if id_]
    minted = _insert(text, new)
    wrong = _first_wrong(blocks, ids, read_blocks(minted, parser)) if new else None
    if wrong is not None:
        raise BriefbookError(
            f"{wrong.line + 1}: no id can be attached to this block; put a blank line above it"
        )
    return Minted(minted, tuple(id_ for _, id_ in new), tuple(choice.remarks))


class _Choice:
    """Chooses ids for one chapter, and remembers those that it chose."""

    def __init__(self, prefix: str, taken: set[str]) -> None:
        self.prefix = prefix
        self.taken = taken
        numbers = [n for n in (paragraph_number(id_, prefix) for id_ in taken) if n]
        self.highest = max((n.number for n in numbers), default=0)
        self.letters: dict[int, str] = {}
        for number in sorted(numbers):
            self.letters[number.number] = number.letters
        self.before: ParagraphNumber | None = None
        self.remarks: list[tuple[int, str]] = []

    def id_for(self, block: MarkdownBlock, *, followed: bool) -> str:
        """Return the id for one block; empty where it has one or needs none.

        ``followed`` says whether a number of this chapter stands further down.
        """
        number = self.number(block)
        if number:
            self.before = number
            return ""
        if block.kind is BlockKind.PARAGRAPH:
            return self._paragraph(block, followed=followed)
        if block.kind is BlockKind.OTHER or any(map(is_id, block.ids)):
            return ""
        return self._heading(block)

    def number(self, block: MarkdownBlock) -> ParagraphNumber | None:
        """Return the number of this chapter that a block has, the last of several."""
        found = (paragraph_number(id_, self.prefix) for id_ in block.ids)
        return max(filter(None, found), default=None)

    def _paragraph(self, block: MarkdownBlock, *, followed: bool) -> str:
        if block.ids:
            if not any(_is_numbered(id_) for id_ in block.ids):
                self._remark(block, f"the id {block.ids[-1]!r} is not a number, so this paragraph "
                             "cannot be cited as ¶; remove the id to have one minted")  # fmt: skip
            return ""
        if followed and self.before:
            number = ParagraphNumber(self.before.number, _next(self.letters[self.before.number]))
            self.letters[number.number] = number.letters
        else:
            self.highest += 1
            number = ParagraphNumber(self.highest)
            self.letters[number.number] = ""
        self.before = number
        return self._take(f"{self.prefix}-{number}")

    def _heading(self, block: MarkdownBlock) -> str:
        title = block.kind is BlockKind.TITLE
        id_ = self.prefix if title else section_id(self.prefix, block.words)
        if id_ and id_ not in self.taken:
            return self._take(id_)
        reason = f"the id {id_!r} is taken" if id_ else "the heading has no Latin letter or digit"
        self._remark(block, f"{reason}; write an id of your own above: {{#{self.prefix}-…}}")
        return ""

    def _remark(self, block: MarkdownBlock, message: str) -> None:
        self.remarks.append((block.line + 1, message))

    def _take(self, id_: str) -> str:
        self.taken.add(id_)
        return id_


def _is_numbered(id_: str) -> bool:
    """Return whether an id is a paragraph's of any chapter: a moved paragraph keeps its own."""
    prefix, _, _number = id_.rpartition("-")
    return bool(prefix) and paragraph_number(id_, prefix) is not None


def _next(letters: str) -> str:
    """Return what follows in a, b, … z, aa, ab and so on."""
    if not letters:
        return "a"
    head, last = letters[:-1], letters[-1]
    return f"{head}{chr(ord(last) + 1)}" if last < "z" else f"{_next(head)}a"


def _insert(text: str, ids: Sequence[tuple[MarkdownBlock, str]]) -> str:
    """Put ``{#id}`` above each block, with the document's own line ends."""
    lines = _LINE.findall(text)
    ending = next((line[len(line.rstrip("\r\n")) :] for line in lines), "") or "\n"
    for block, id_ in reversed(ids):
        lines.insert(block.line, f"{ending if block.crowded else ''}{{#{id_}}}{ending}")
    return "".join(lines)


def _first_wrong(
    before: Sequence[MarkdownBlock], minted: Sequence[str], after: Sequence[MarkdownBlock]
) -> MarkdownBlock | None:
    """Return the first block that is not what it was, with the id that was minted for it."""
    for place, block in enumerate(before):
        ids = (*block.ids, *filter(None, [minted[place]]))
        if place >= len(after) or (after[place].kind, after[place].words, after[place].ids) != (
            block.kind,
            block.words,
            ids,
        ):
            return block
    return None
