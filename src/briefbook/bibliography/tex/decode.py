"""TeX as a .bib file has it, read as a little formatted text.

Accents and symbols become characters, commands that format become looks, ``$…$`` becomes text,
and ``%`` and ``&`` are plain signs, as in biber. Of a command that is not known the words of its
argument stay, and its name is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefbook.bibliography.addresses import verbatim, web_address
from briefbook.bibliography.rich_text import RichText, Run, joined, plain, stripped
from briefbook.bibliography.tex.entities import without_entities, without_typed_tex
from briefbook.bibliography.tex.maths import read_maths
from briefbook.bibliography.tex.table import TEX

_MAXIMUM_DEPTH = 40
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)\*?[ \t\n]*|(.)|$)", re.DOTALL)
_TEXT = re.compile(r"[^\\{}$`'\"~?!\s\x00-\x1f\x7f-\x9f-]+")
#: Words without anything that TeX reads.
_PLAIN = re.compile(r"(?!.*  )(?! )[A-Za-z0-9 .,:;()/&%@+*=|]+(?<! )")
_BLANK = re.compile(r"[ \t\n\r\f\v]+")
_LIGATURES = ("---", "--", "``", "''", "?`", "!`")
_LIGATURE = {"---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡"}
#: Signs between the letters of a word: umlauts, hyphens, places to break at.
_GERMAN = re.compile(r'[=~"aouAOUs-](?=\w)')
_SHORTHAND = {"=": "-", "~": "-", **dict(zip("aouAOUs", "äöüÄÖÜß", strict=True))}
_SPACES = {" ": " ", "\n": " ", "\t": " ", ",": "\u202f", ";": " ", ":": " ", ">": " ", "\\": " ",
           "!": "", "/": "", "-": "", "@": "", "(": "", ")": ""}  # fmt: skip
#: An accent over nothing is the sign itself.
_ALONE = {"^": "^", "~": "~", "'": "´", "`": "`", '"': "¨", "=": "¯", ".": "˙", "c": "¸"}


class Decoded(NamedTuple):
    """A field's text, and the TeX commands in it that are not known."""

    text: RichText
    unknown: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def decode(source: str) -> Decoded:
    """Read a field's TeX. Braces that protect case are runs with ``nocase``."""
    if _PLAIN.fullmatch(source):
        return Decoded((Run(source),))
    reading = _Reading(without_typed_tex(without_entities(source)))
    runs = reading.group("", Run(""), 0)
    return Decoded(stripped(_composed(runs)), tuple(dict.fromkeys(reading.unknown)))


def decode_plain(source: str) -> str:
    """Read a field's TeX as characters alone."""
    return plain(decode(source).text)


def _composed(runs: list[Run]) -> RichText:
    """Join runs, compose letters with their accents, and leave one blank between words."""
    result: list[Run] = []
    for run in joined(runs):
        text = re.sub(r"[ \t\n]+", " ", unicodedata.normalize("NFC", run.text))
        if result and result[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if text:
            result.append(run._replace(text=text))
    return joined(result)


class _Reading:
    def __init__(self, source: str) -> None:
        self._source, self._at = source, 0
        self._quotes = 0
        self.unknown: list[str] = []

    def group(self, end: str, look: Run, depth: int) -> list[Run]:
        """Read up to the brace ``end``, or to the end of the text."""
        runs: list[Run] = []
        while self._at < len(self._source):
            sign = self._source[self._at]
            if sign == "}":
                self._at += 1
                if end:
                    break
                continue
            if sign == "{":
                runs += self._braces(look, depth)
            elif sign == "\\":
                look, found = self._command(look, depth)
                runs += found
            elif sign == "$":
                runs += self._maths(look)
            else:
                runs.append(look._replace(text=self._characters(runs)))
        return runs

    def _braces(self, look: Run, depth: int) -> list[Run]:
        self._at += 1
        if depth >= _MAXIMUM_DEPTH:
            return []
        protects = depth == 0 and not self._source.startswith("\\", self._at)
        return self.group("}", look._replace(nocase=look.nocase or protects), depth + 1)

    def _characters(self, before: list[Run]) -> str:
        text = _TEXT.match(self._source, self._at)
        if text:
            self._at = text.end()
            return text[0]
        blank = _BLANK.match(self._source, self._at)
        if blank:
            self._at = blank.end()
            return " "
        for ligature in _LIGATURES:
            if self._source.startswith(ligature, self._at):
                self._at += len(ligature)
                return _LIGATURE[ligature]
        sign = self._source[self._at]
        self._at += 1
        if sign == '"':
            return self._double_mark(before[-1].text[-1:] if before else "")
        if unicodedata.category(sign) == "Cc":
            return ""
        return {"~": "\u00a0", "`": "‘", "'": "’"}.get(sign, sign)

    def _double_mark(self, last: str) -> str:
        """Return a quotation mark; or what babel's German has such marks for, within a word."""
        german = _GERMAN.match(self._source, self._at)
        if german and (last.isalpha() or (last.strip() and german[0] == '"')):
            self._at = german.end()
            return _SHORTHAND.get(german[0], "")
        return "“" if not last or last in " ([“‘—–\u00a0" else "”"

    def _maths(self, look: Run) -> list[Run]:
        begin = self._at + 1
        double = self._source.startswith("$$", self._at)
        begin += double
        close = _closing_dollar(self._source, begin)
        inner = self._source[begin:close]
        # "$5 and $6" is no formula: one begins and ends with a sign, and no figure follows it.
        amount = inner != inner.strip() or self._source[close + 1 : close + 2].isdigit()
        amount = amount and not re.search(r"[\\^_]", inner)
        if close <= begin or (amount and not double):
            self._at += 1
            return [look._replace(text="$")]
        self._at = close + (2 if double and self._source.startswith("$$", close) else 1)
        return self._formula(inner, look)

    def _formula(self, source: str, look: Run) -> list[Run]:
        text, unknown = read_maths(source)
        self.unknown += unknown
        return [
            look._replace(text=run.text, sup=look.sup or run.sup, sub=look.sub or run.sub)
            for run in text
        ]

    def _command(self, look: Run, depth: int) -> tuple[Run, list[Run]]:
        """Read a command; return the look of what follows it, and what it prints."""
        match = _COMMAND.match(self._source, self._at)
        name = (match[1] or match[2] or "") if match else ""
        begin = self._at
        self._at = match.end() if match else self._at + 1
        if name in TEX["declarations"]:
            return _with(look, TEX["declarations"][name]), []
        if name in TEX["accents"] and not (name.isalpha() and name in TEX["looks"]):
            return look, [self._accent(name, look, depth)]
        if match and not match[1]:
            if name == "(":
                return look, self._until_round(look)
            return look, [look._replace(text=_SPACES.get(name, name))]
        if name in TEX["symbols"]:
            self._end_of_name(begin + 1 + len(name))
            return look, [look._replace(text=TEX["symbols"][name])]
        return look, self._with_arguments(name, look, depth)

    def _end_of_name(self, end: int) -> None:
        r"""A blank ends a command's name and is not printed; ``{}`` and ``\\ `` keep it."""
        if self._source.startswith("{}", end):
            self._at = end + 2

    def _with_arguments(self, name: str, look: Run, depth: int) -> list[Run]:
        commands = TEX["commands"]
        readers: tuple[tuple[object, Callable[[], list[Run]]], ...] = (
            (
                TEX["looks"],
                lambda: self._argument(_with(look, TEX["looks"][name]), depth),
            ),
            (TEX["around"], lambda: self._around(TEX["around"][name], look, depth)),
            (commands["quotes"], lambda: self._quotation(name, look, depth)),
            (commands["links"], lambda: self._link(look)),
            (commands["plain"], lambda: self._argument(look, depth)),
            (commands["dropped"], list),
            (commands["silent"], lambda: self._silent(depth)),
            (commands["second"], lambda: self._second(look, depth)),
            (("href",), lambda: self._href(look, depth)),
            (("char", "symbol"), lambda: self._char(look)),
        )
        for known, read in readers:
            if name in known:  # type: ignore[operator]  # lists, tuples and dicts alike
                return read()
        return self._unknown(name, look, depth)

    def _unknown(self, name: str, look: Run, depth: int) -> list[Run]:
        if not name:
            return []
        symbol, unknown = read_maths(f"\\{name}")
        if not unknown:
            return [look._replace(text=plain(symbol))]
        self.unknown.append(f"\\{name}")
        if self._source.startswith("{", self._at):
            return self._argument(look, depth)
        return [
            look._replace(text=f"{name} " if self._source[self._at - 1 : self._at] == " " else name)
        ]

    def _argument(self, look: Run, depth: int) -> list[Run]:
        """Read one argument: a group, a command with its own, or one character."""
        self._skip_blanks()
        if self._source.startswith("{", self._at):
            self._at += 1
            if depth >= _MAXIMUM_DEPTH:
                return []
            return self.group("}", look, depth + 1)
        if self._source.startswith("\\", self._at) and depth < _MAXIMUM_DEPTH:
            return self._command(look, depth + 1)[1]
        sign = self._source[self._at : self._at + 1]
        if sign == "}":
            return []
        self._at += 1
        return [look._replace(text=sign)] if sign else []

    def _skip_blanks(self) -> None:
        blank = _BLANK.match(self._source, self._at)
        self._at = blank.end() if blank else self._at

    def _accent(self, name: str, look: Run, depth: int) -> Run:
        base = "".join(run.text for run in self._argument(look, max(depth, 1)))
        base = unicodedata.normalize("NFC", base)
        mark = TEX["accents"][name]
        if not base.strip():
            return look._replace(text=_ALONE.get(name, "") + base)
        letter = {"ı": "i", "ȷ": "j"}.get(base[0], base[0])
        return look._replace(text=unicodedata.normalize("NFC", letter + mark) + base[1:])

    def _around(self, marks: Sequence[str], look: Run, depth: int) -> list[Run]:
        inner = self._argument(look, depth)
        return [look._replace(text=marks[0]), *inner, look._replace(text=marks[1])]

    def _quotation(self, name: str, look: Run, depth: int) -> list[Run]:
        starred = self._source[: self._at].rstrip().endswith(f"{name}*")
        marks = "“”" if (self._quotes + starred) % 2 == 0 else "‘’"
        self._quotes += 1
        runs = self._around(marks, look, depth)
        self._quotes -= 1
        return runs

    def _raw(self) -> str:
        """Read an argument as it stands."""
        self._skip_blanks()
        if not self._source.startswith("{", self._at):
            return ""
        depth, begin = 0, self._at + 1
        for match in re.finditer(r"[{}]", self._source[self._at :]):
            depth += 1 if match[0] == "{" else -1
            if depth == 0:
                end = self._at + match.start()
                self._at = end + 1
                return self._source[begin:end]
        self._at = len(self._source)
        return self._source[begin:]

    def _link(self, look: Run) -> list[Run]:
        address = verbatim(self._raw())
        return [look._replace(text=address, href=web_address(address))]

    def _href(self, look: Run, depth: int) -> list[Run]:
        address = verbatim(self._raw())
        return self._argument(look._replace(href=web_address(address)), depth)

    def _silent(self, depth: int) -> list[Run]:
        if self._source.startswith("{", self._at):
            self._argument(Run(""), depth)
        return []

    def _second(self, look: Run, depth: int) -> list[Run]:
        self._argument(Run(""), depth)
        return self._argument(look, depth)

    def _char(self, look: Run) -> list[Run]:
        match = re.compile(r"\{?\s*(?:\"([0-9A-Fa-f]{1,5})|'([0-7]{1,6})|(\d{1,6}))\s*\}?").match(
            self._source, self._at
        )
        if match is None:
            return []
        self._at = match.end()
        for digits, base in zip(match.groups(), (16, 8, 10), strict=True):
            if digits:
                code = int(digits, base)
                printable = 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000
                return [look._replace(text=chr(code))] if printable else []
        return []

    def _until_round(self, look: Run) -> list[Run]:
        end = self._source.find("\\)", self._at)
        if end < 0:
            return []
        source = self._source[self._at : end]
        self._at = end + 2
        return self._formula(source, look)


def _with(look: Run, name: str) -> Run:
    """Return a look with one more trait; the names are those of :class:`Run`."""
    values = {**look._asdict(), name: True}
    return Run(**values)


def _closing_dollar(source: str, at: int) -> int:
    while (end := source.find("$", at)) > 0 and source[end - 1] == "\\":
        at = end + 1
    return end
