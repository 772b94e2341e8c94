"""A .bib file as its blocks, each value with its place; a block that is broken says where.

The grammar is that of BibTeX's ``btparse``, which biber uses: ``%`` begins a comment between
fields and between entries, but is a plain sign inside a value. A broken block ends at the
next line that begins with ``@word{``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefbook.bibliography.printing.blocks import BibBlock, RawField, ValuePart

_OPENING = re.compile(r"@[ \t]*([A-Za-z][\w.:+-]*)\s*([{(])")
_LINE_OPENING = re.compile(r"^@[ \t]*[A-Za-z][\w.:+-]*[ \t]*[{(]", re.MULTILINE)
#: Inside a value, only what looks like a whole entry's head is taken for the next entry.
_HEAD = re.compile(r"^@[ \t]*[A-Za-z]+[ \t]*[{(][ \t]*[^\s,{}()=\"#%]+[ \t]*,", re.MULTILINE)
#: An entry without a brace or without a type.
_UNOPENED = re.compile(
    r"^[ \t]*@[ \t]*([A-Za-z]*)[ \t]*(?:(?<=[A-Za-z \t])[\[<]|(?<=@)[{(])[^\s,=]+,\s*[A-Za-z]+\s*=",
    re.MULTILINE,
)
_BLANK = re.compile(r"(?:\s+|%[^\n]*)*+")
_NAME = re.compile(r"[^\s={}(),\"#%@]+")
_WORD = re.compile(r"[^\s={}(),\"#%]+")
#: What counts in a value in braces and in quotation marks: with ``\\{`` as a plain sign, and, as
#: BibTeX itself reads it, as a brace (``{C:\\}`` is whole then).
_BRACES = {True: re.compile(r"\\.|[{}]", re.DOTALL), False: re.compile(r"[{}]")}
_QUOTES = {True: re.compile(r"\\[^\"]|[{}\"]", re.DOTALL), False: re.compile(r"[{}\"]")}
_INNER_FIELD = re.compile(r",\s*([A-Za-z][\w-]*)\s*=\s*[{\"]")
_LOST_FIELD = re.compile(r"[\s,}]*([A-Za-z][\w-]*)\s*=\s*[{\"\d]")


class _BrokenError(Exception):
    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message, self.at = message, at


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
    """Find the next ``@word{`` that stands in no comment and in no address such as a@b.org."""
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
    for brace in _BRACES[True].finditer(text):
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
        reader = _Reader(text, block, match, limit, escapes=escapes)
        try:
            reader.read()
        except _BrokenError as broken:
            block.error, block.at = broken.message, broken.at
        else:
            _look_for_lost_field(text, reader.at, block)
            return block, reader.at
    resumed = _LINE_OPENING.search(text, match.end())
    return blocks[0], resumed.start() if resumed else len(text)


class _Reader:
    """One block's grammar; ``at`` is where it reads, ``limit`` where the next entry begins."""

    def __init__(
        self, text: str, block: BibBlock, match: re.Match[str], limit: int, *, escapes: bool
    ) -> None:
        self.text, self.block, self.limit = text, block, limit
        self.close = "}" if match[2] == "{" else ")"
        self.at = match.end()
        self._opened = match.end() - 1
        self._brace, self._quote = _BRACES[escapes], _QUOTES[escapes]

    def read(self) -> None:
        """Read key and fields up to the closing brace."""
        self._blank()
        if self.block.type != "string":
            self._key()
        while True:
            self._blank()
            if self.at >= self.limit:
                raise self._unclosed()
            if self.text[self.at] == self.close:
                self.at += 1
                return
            if self.text[self.at] == ",":
                self.at += 1
            else:
                self._field()

    def _unclosed(self) -> _BrokenError:
        """Point at the value that seems to have swallowed the fields after it."""
        for found in self.block.fields:
            inner = _INNER_FIELD.search(found.pieces[0].text)
            if inner:
                return _BrokenError(
                    f"no brace closes {found.name} before {inner[1]!r}; write }}", found.offset
                )
        return _BrokenError("no brace closes the entry; write }", self._opened)

    def _key(self) -> None:
        begin = self.at
        stops = f',={{"\n{self.close}'
        while self.at < self.limit and self.text[self.at] not in stops:
            self.at += 1
        key = self.text[begin : self.at].strip()
        self._blank()
        following = self.text[self.at : self.at + 1]
        if following == "=" or not key:
            raise _BrokenError(
                "it has no key; write one before the first comma, e.g. "
                f"@{self.block.type}{{lee2024,", begin,
            )  # fmt: skip
        if following not in {",", self.close}:
            raise _BrokenError(f"no comma follows the key {key!r}; write one", self.at)
        self.block.key = key

    def _field(self) -> None:
        begin = self.at
        name = _NAME.match(self.text, begin, self.limit)
        if name is None:
            raise _BrokenError(f"expected a field, read {self._shown()}; check its braces", begin)
        self.at = name.end()
        self._blank()
        if self.text[self.at : self.at + 1] != "=":
            raise _BrokenError(
                f"expected = after {name[0]!r}, read {self._shown()}; check the braces before it",
                begin,
            )
        pieces: list[ValuePart] = []
        while not pieces or self.text[self.at : self.at + 1] == "#":
            self.at += 1
            self._blank()
            pieces.append(self._piece())
            self._blank()
        self.block.fields.append(RawField(name[0].lower(), tuple(pieces), begin))
        self._after(name[0])

    def _after(self, name: str) -> None:
        """Allow a comma to be missing where a field follows plainly."""
        if self.text[self.at : self.at + 1] in {",", self.close, ""} or self.at >= self.limit:
            return
        following = _NAME.match(self.text, self.at)
        blank = following and _BLANK.match(self.text, following.end())
        if not following or not blank or self.text[blank.end() : blank.end() + 1] != "=":
            raise _BrokenError(
                f"expected a comma after {name!r}, read {self._shown()}; check its braces", self.at
            )
        self.block.remarks.append((self.at, f"no comma stands before {following[0]!r}; write one"))

    def _piece(self) -> ValuePart:
        begin, sign = self.at, self.text[self.at : self.at + 1]
        if sign == "{":
            return ValuePart(self._braced(begin), False, begin + 1)
        if sign == '"':
            return ValuePart(self._quoted(begin), False, begin + 1)
        word = _WORD.match(self.text, begin, self.limit)
        if word is None:
            raise _BrokenError(f"expected a value, read {self._shown()}; write it in braces", begin)
        self.at = word.end()
        return ValuePart(word[0], not word[0][0].isdigit(), begin)

    def _braced(self, begin: int) -> str:
        depth = 0
        for match in self._brace.finditer(self.text, begin, self.limit):
            depth += {"{": 1, "}": -1}.get(match[0], 0)
            if depth == 0:
                self.at = match.end()
                return self.text[begin + 1 : match.start()]
        raise _BrokenError("the brace that opens here is not closed; write }", begin)

    def _quoted(self, begin: int) -> str:
        depth = 0
        for match in self._quote.finditer(self.text, begin + 1, self.limit):
            if match[0] == '"' and depth == 0:
                self.at = match.end()
                return self.text[begin + 1 : match.start()]
            depth += {"{": 1, "}": -1}.get(match[0], 0)
            if depth < 0:
                break
        raise _BrokenError('the quotation mark that opens here is not closed; write "', begin)

    def _blank(self) -> None:
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _shown(self) -> str:
        found = self.text[self.at : self.at + 20].split("\n")[0]
        return repr(found) if found else "the end of the line"


def _look_for_lost_field(text: str, at: int, block: BibBlock) -> None:
    match = _LOST_FIELD.match(text, at)
    if match:
        message = (
            f"{match[1]!r} stands after the entry's last brace and is not read; remove the "
            "brace before it"
        )
        block.remarks.append((match.start(1), message))
