"""One page of the book: its front matter, its blocks, and what its text refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml  # type: ignore[import-untyped]  # as preflight/front_matter.py
from markdown_it import MarkdownIt

from briefbook.core.errors import BriefbookError
from briefbook.core.files.text_files import TextError, read_text
from briefbook.core.ids import note_id, section_id, slug, term_id
from briefbook.packs.cutting.blocks import Definitions, MystBlock, read_blocks

_MARK = re.compile(r"\{[^{}]*\bhandling\s*=", re.IGNORECASE)
_CODE = re.compile(r"(?s)(`+)(?!`).*?(?<!`)\1(?!`)")
#: Blocks whose own lines are read as words; of directives the first line, its options, and tables.
_OF_WORDS = frozenset({"paragraph", "heading", "entry", "table"})
_LINKS = re.compile(
    r"\]\(\s*<?[^)\s>#]*#([^)\s>]+)|<#([^>\s]+)>|^\[[^\]\n]+\]:\s*#(\S+)", re.MULTILINE
)
_ROLES = re.compile(r"\{(?:ref|numref|eq)\}`(?:[^`<]*<)?([^`>]+)>?`")
_PAGES = re.compile(
    r"\]\(\s*<?([^)\s>#:]+?)(?:\.md)?(?:#[^)\s]*)?\)|\{doc\}`(?:[^`<]*<)?([^`>]+)>?`"
)
_CITED = re.compile(r"\{cite(?::\w+)?\}`([^`]*)`")
_KEY = re.compile(r"(?:^|,)\s*([^\s,{}]+)\s*(?:\{[^}]*\})?")
_CALL = re.compile(r"\[\^([^\]\s]+)\](?!:)")


@dataclass
class MystPage:
    """A page; ``docname`` is its path from the folder of the pages, without its ending."""

    path: Path
    shown: str
    docname: str
    lines: list[str]
    front: int
    prefix: str
    source: str
    mark: str
    blocks: list[MystBlock]
    defined: Definitions
    cut: str = ""

    def walk(self) -> Iterator[MystBlock]:
        """Yield every block of the page."""
        for block in self.blocks:
            yield from block.walk()

    def kept(self) -> Iterator[MystBlock]:
        """Yield every block that is kept."""
        if not self.cut:
            for block in self.blocks:
                yield from block.kept()

    def own_text(self, block: MystBlock) -> str:
        """Return the words of a block that are no child's."""
        return "".join("".join(self.lines[a:b]) for a, b in block.own_spans())

    def whole_text(self, block: MystBlock) -> str:
        """Return the words of a block and of all below it."""
        return "".join(self.lines[block.line : block.end])

    def place(self, line: int) -> str:
        """Return how messages name a line of the page."""
        return f"{self.shown}:{line + 1}"


def read_page(path: Path, shown: str, docname: str, parser: MarkdownIt) -> MystPage:
    """Read one page. Raises :class:`BriefbookError` if it is not text or a mark would be lost."""
    try:
        text = read_text(path, shown)
    except TextError as error:
        raise BriefbookError(error.at(shown)) from None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)
    text = "".join(lines)
    front, data = _front_matter(lines, shown)
    defined: Definitions = {}
    blocks = [b for b in read_blocks(text, parser, 0, defined) if b.end > front]
    for block in blocks:
        block.start = max(block.start, front)
    page = MystPage(
        path, shown, docname, lines, front, str(data.get("prefix", "")),
        str(data.get("source", "")), str(data.get("handling", "")), blocks, defined,
    )  # fmt: skip
    _give_ids(page)
    _find_lost_marks(page)
    return page


def _front_matter(lines: list[str], shown: str) -> tuple[int, dict[str, object]]:
    if not lines or lines[0].strip() != "---":
        return 0, {}
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
    try:
        data = yaml.safe_load("".join(lines[1:end])) or {}
    except yaml.YAMLError as error:
        at = getattr(error, "problem_mark", None)
        raise BriefbookError(
            f"{shown}:{at.line + 2 if at else 1}: front matter that is not YAML may hold a mark "
            "that cannot be read; fix this line"
        ) from None
    data = {str(name): value for name, value in data.items()} if isinstance(data, dict) else {}
    marks = [str(value) for name, value in data.items() if name.lower() == "handling"]
    return (end + 1 if end else 0), {**data, "handling": "".join(marks)}


def _give_ids(page: MystPage) -> None:
    """Give the blocks the ids that the book makes of labels, heads and numbers."""
    for block in page.walk():
        made = ""
        if block.kind == "note":
            made = note_id(page.prefix or slug(page.docname), block.name)
        elif block.kind == "section" and page.prefix:
            made = page.prefix if block.level == 1 else section_id(page.prefix, block.words)
        elif block.kind == "directive" and block.name == "judgement":
            made = f"judgement-{block.argument}"
        elif block.kind == "directive" and block.name == "glossary":
            _name_entries(block)
        if made and made not in block.ids and not (block.kind == "section" and block.ids):
            block.ids = (*block.ids, made)


def _name_entries(glossary: MystBlock) -> None:
    """Give each entry its id; a mark above a list within a glossary is its first entry's."""
    for entries in glossary.children:
        if entries.kind != "entries":
            continue
        for entry in entries.children:
            entry.ids = (term_id(glossary.argument, entry.name.split("|")[0].strip()),)
        if entries.mark and entries.children:
            entries.children[0].mark, entries.mark = entries.mark, ""


def _find_lost_marks(page: MystPage) -> None:
    """Raise where a mark is read as words, or as an option, and so would mark nothing."""
    for block in page.walk():
        if "handling" in block.options:
            raise BriefbookError(
                f"{page.place(block.line)}: handling is not an option of {{{block.name}}}, so it "
                "would mark nothing; put {handling=…} on a line of its own above the directive"
            )
        text = "".join(page.lines[block.line : _end_of_words(block)])
        # Code keeps its lines: marks in it are examples.
        words = _CODE.sub(lambda code: "\n" * code[0].count("\n"), text)
        lost = _MARK.search(words)
        if lost:
            line = block.line + words.count("\n", 0, lost.end())
            raise BriefbookError(
                f"{page.place(line)}: this mark is not above a block, so it would be printed "
                "as text; put it on a line of its own above a block, after a blank line"
            )


def _end_of_words(block: MystBlock) -> int:
    """Return the line at which a block's words end, from its own on."""
    if block.kind == "directive":
        head = 1 + len(block.options)
        return block.end if block.name == "csv-table" else min(block.line + head, block.end)
    return block.end if block.kind in _OF_WORDS else block.line


def links(text: str) -> Iterator[str]:
    """Yield the ids to which a text links."""
    for match in _LINKS.finditer(text):
        yield match[1] or match[2] or match[3]
    for match in _ROLES.finditer(text):
        yield match[1].strip()


def linked_pages(text: str) -> Iterator[str]:
    """Yield the paths of pages to which a text links, as typed, without an ending."""
    for match in _PAGES.finditer(text):
        yield (match[1] or match[2]).strip()


def cited(text: str) -> Iterator[str]:
    """Yield the keys of the works that a text cites."""
    for match in _CITED.finditer(text):
        yield from (found[1] for found in _KEY.finditer(match[1]))


def calls(text: str) -> Iterator[str]:
    """Yield the labels of the notes that a text calls."""
    yield from (match[1] for match in _CALL.finditer(text))
