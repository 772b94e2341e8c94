"""Read one block of a .bib file: its key and fields, by the grammar of BibTeX's ``btparse``."""

from __future__ import annotations

import re

from briefbook.bibliography.scanning.blocks import BibBlock, RawField, ValuePart

_BLANK = re.compile(r"(?:\s+|%[^\n]*)*+")
_NAME = re.compile(r"[^\s={}(),\"#%@]+")
_WORD = re.compile(r"[^\s={}(),\"#%]+")
#: What delimits a value in braces or in quotation marks: with ``\\{`` as a plain character or, as
#: BibTeX itself reads it, as a brace (``{C:\\}`` is complete then).
_BRACES = {True: re.compile(r"\\.|[{}]", re.DOTALL), False: re.compile(r"[{}]")}
_QUOTES = {True: re.compile(r"\\[^\"]|[{}\"]", re.DOTALL), False: re.compile(r"[{}\"]")}
_INNER_FIELD = re.compile(r",\s*([A-Za-z][\w-]*)\s*=\s*[{\"]")


class BrokenBlockError(Exception):
    """A block that cannot be read; ``at`` is the offset of what is wrong."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message, self.at = message, at


class BibBlockReader:
    """Reads one block; ``at`` is the current offset, ``limit`` where the next entry begins."""

    def __init__(
        self, text: str, block: BibBlock, match: re.Match[str], limit: int, *, escapes: bool
    ) -> None:
        self.text, self.block, self.limit = text, block, limit
        self.close = "}" if match[2] == "{" else ")"
        self.at = match.end()
        self._opened = match.end() - 1
        self._brace, self._quote = _BRACES[escapes], _QUOTES[escapes]

    def read(self) -> None:
        """Read key and fields up to the closing brace.

        Raises :class:`BrokenBlockError`; what was read before is in the block.
        """
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

    def _unclosed(self) -> BrokenBlockError:
        """Point at the value that seems to have swallowed the fields after it."""
        for found in self.block.fields:
            inner = _INNER_FIELD.search(found.pieces[0].text)
            if inner:
                return BrokenBlockError(
                    f"no brace closes {found.name} before {inner[1]!r}; write }}", found.offset
                )
        return BrokenBlockError("no brace closes the entry; write }", self._opened)

    def _key(self) -> None:
        begin = self.at
        stops = f',={{"\n{self.close}'
        while self.at < self.limit and self.text[self.at] not in stops:
            self.at += 1
        key = self.text[begin : self.at].strip()
        self._blank()
        following = self.text[self.at : self.at + 1]
        if following == "=" or not key:
            raise BrokenBlockError(
                "it has no key; write one before the first comma, e.g. "
                f"@{self.block.type}{{lee2024,", begin,
            )  # fmt: skip
        if following not in {",", self.close}:
            raise BrokenBlockError(f"no comma follows the key {key!r}; write one", self.at)
        self.block.key = key

    def _field(self) -> None:
        begin = self.at
        name = _NAME.match(self.text, begin, self.limit)
        if name is None:
            raise BrokenBlockError(
                f"expected a field, read {self._shown()}; check its braces", begin
            )
        self.at = name.end()
        self._blank()
        if self.text[self.at : self.at + 1] != "=":
            raise BrokenBlockError(
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
            raise BrokenBlockError(
                f"expected a comma after {name!r}, read {self._shown()}; check its braces", self.at
            )
        self.block.remarks.append((self.at, f"no comma precedes {following[0]!r}; write one"))

    def _piece(self) -> ValuePart:
        begin, sign = self.at, self.text[self.at : self.at + 1]
        if sign == "{":
            return ValuePart(self._braced(begin), False, begin + 1)
        if sign == '"':
            return ValuePart(self._quoted(begin), False, begin + 1)
        word = _WORD.match(self.text, begin, self.limit)
        if word is None:
            raise BrokenBlockError(
                f"expected a value, read {self._shown()}; write it in braces", begin
            )
        self.at = word.end()
        return ValuePart(word[0], not word[0][0].isdigit(), begin)

    def _braced(self, begin: int) -> str:
        depth = 0
        for match in self._brace.finditer(self.text, begin, self.limit):
            depth += {"{": 1, "}": -1}.get(match[0], 0)
            if depth == 0:
                self.at = match.end()
                return self.text[begin + 1 : match.start()]
        raise BrokenBlockError("the brace that opens here is not closed; write }", begin)

    def _quoted(self, begin: int) -> str:
        depth = 0
        for match in self._quote.finditer(self.text, begin + 1, self.limit):
            if match[0] == '"' and depth == 0:
                self.at = match.end()
                return self.text[begin + 1 : match.start()]
            depth += {"{": 1, "}": -1}.get(match[0], 0)
            if depth < 0:
                break
        raise BrokenBlockError('the quotation mark that opens here is not closed; write "', begin)

    def _blank(self) -> None:
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _shown(self) -> str:
        found = self.text[self.at : self.at + 20].split("\n")[0]
        return repr(found) if found else "the end of the line"
