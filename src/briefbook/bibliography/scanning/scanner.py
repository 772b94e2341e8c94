"""A .bib file as its blocks, each value with its place; a block that is broken says where.

The grammar is that of BibTeX's ``btparse``, which biber uses: ``%`` begins a comment between
fields and between entries, but is a plain sign inside a value. A broken block ends at the
next line that begins with ``@word{``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefbook.bibliography.scanning.block_reader import BibBlockReader, BrokenBlockError
from briefbook.bibliography.scanning.blocks import BibBlock

_OPENING = re.compile(r"@[ \t]*([A-Za-z][\w.:+-]*)\s*([{(])")
_LINE_OPENING = re.compile(r"^@[ \t]*[A-Za-z][\w.:+-]*[ \t]*[{(]", re.MULTILINE)
#: Inside a value, only what looks like a whole entry's head is taken for the next entry.
_HEAD = re.compile(r"^@[ \t]*[A-Za-z]+[ \t]*[{(][ \t]*[^\s,{}()=\"#%]+[ \t]*,", re.MULTILINE)
#: An entry without a brace or without a type.
_UNOPENED = re.compile(
    r"^[ \t]*@[ \t]*([A-Za-z]*)[ \t]*(?:(?<=[A-Za-z \t])[\[<]|(?<=@)[{(])[^\s,=]+,\s*[A-Za-z]+\s*=",
    re.MULTILINE,
)
#: The braces of a text; ``\\{`` is a plain character.
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_LOST_FIELD = re.compile(r"[\s,}]*([A-Za-z][\w-]*)\s*=\s*[{\"\d]")


def scan(text: str) -> Iterator[BibBlock]:
    r"""Yield every entry and ``@string``; ``@comment`` and ``@preamble`` are passed over.

    ``text`` has ``\n`` as its only line end. Nothing is raised: a block that cannot be read has
    its ``error``.
    """
    at, head = 0, 0
    closing: dict[int, int] | None = None
    while (match := _next_opening(text, at)) is not None:
        yield from _unopened(text, at, match.start())
        if match[1].lower() in {"comment", "preamble"}:
            closing = _closing_braces(text) if closing is None else closing
            at = _skipped(text, match, closing)
            continue
        if head < match.end():
            following = _HEAD.search(text, match.end())
            head = following.start() if following else len(text)
        block, at = _block(text, match, head)
        yield block
    yield from _unopened(text, at, len(text))


def _unopened(text: str, at: int, end: int) -> Iterator[BibBlock]:
    """Yield what looks like an entry and opens with no brace: ``@book[key, title={T}]``."""
    for stray in _UNOPENED.finditer(text, at, end):
        said = "it opens with no brace" if stray[1] else "it has no type"
        yield BibBlock(
            stray[1].lower(), stray.start(), error=f"{said}; write e.g. @book{{key, title = …}}",
            at=stray.start(),
        )  # fmt: skip


def _next_opening(text: str, at: int) -> re.Match[str] | None:
    """Find the next ``@word{`` that is in no comment and in no address such as a@b.org."""
    for match in _OPENING.finditer(text, at):
        before = text[max(text.rfind("\n", 0, match.start()) + 1, at) : match.start()]
        if "%" not in before and not (before and (before[-1].isalnum() or before[-1] in "._-")):
            return match
    return None


def _skipped(text: str, match: re.Match[str], closing: Mapping[int, int]) -> int:
    """Pass over a block in balanced braces; where they do not balance, over its first line."""
    opened = match.end() - 1
    end = closing.get(opened, -1) if match[2] == "{" else text.find(")", opened)
    if end < 0:
        line_end = text.find("\n", opened)
        return line_end if line_end >= 0 else len(text)
    return end + 1


def _closing_braces(text: str) -> dict[int, int]:
    """Return where each brace closes that does; all at once, for comments that never close."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    for brace in _BRACES.finditer(text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif brace[0] == "}" and opened:
            closing[opened.pop()] = brace.start()
    return closing


def _block(text: str, match: re.Match[str], limit: int) -> tuple[BibBlock, int]:
    """Read one block, whose values end before ``limit``; return it and where the next may begin."""
    blocks = []
    for escapes in (True, False):
        block = BibBlock(match[1].lower(), match.start())
        blocks.append(block)
        reader = BibBlockReader(text, block, match, limit, escapes=escapes)
        try:
            reader.read()
        except BrokenBlockError as broken:
            block.error, block.at = broken.message, broken.at
        else:
            _look_for_lost_field(text, reader.at, block)
            return block, reader.at
    resumed = _LINE_OPENING.search(text, match.end())
    return blocks[0], resumed.start() if resumed else len(text)


def _look_for_lost_field(text: str, at: int, block: BibBlock) -> None:
    match = _LOST_FIELD.match(text, at)
    if match:
        message = (
            f"{match[1]!r} is after the entry's last brace and is not read; remove the "
            "brace before it"
        )
        block.remarks.append((match.start(1), message))
