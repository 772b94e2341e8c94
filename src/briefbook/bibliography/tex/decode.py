"""Decode the TeX of a .bib file into formatted text.

Accents and symbols become characters, formatting commands become flags of runs, ``$…$`` becomes
text, and ``%`` and ``&`` are plain characters, as in biber. Of an unknown command the argument is
kept, and its name is reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefbook.bibliography.addresses import verbatim, web_address
from briefbook.bibliography.rich_text import RichText, Run, joined, plain, stripped
from briefbook.bibliography.tex.cursor import TexCursor
from briefbook.bibliography.tex.entities import without_entities, without_typed_tex
from briefbook.bibliography.tex.maths import read_maths
from briefbook.bibliography.tex.table import TEX

_MAXIMUM_DEPTH = 40
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)\*?[ \t\n]*|(.)|$)", re.DOTALL)
#: Words without anything that TeX interprets.
_PLAIN = re.compile(r"(?!.*  )(?! )[A-Za-z0-9 .,:;()/&%@+*=|]+(?<! )")
#: A German or Polish quotation as T1 fonts join it, before its first word.
_LOW_MARKS = re.compile(r"(?<![\w,]),,(?=[^\s,])")
_SPACES = {" ": " ", "\n": " ", "\t": " ", ",": "\u202f", ";": " ", ":": " ", ">": " ", "\\": " ",
           "!": "", "/": "", "-": "", "@": "", "(": "", ")": ""}  # fmt: skip
#: An accent over nothing is the sign itself.
_ALONE = {"^": "^", "~": "~", "'": "´", "`": "`", '"': "¨", "=": "¯", ".": "˙", "c": "¸"}


class Decoded(NamedTuple):
    """A field's text, and the unknown TeX commands in it."""

    text: RichText
    unknown: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def decode(source: str) -> Decoded:
    """Return a field's TeX as runs; braces that protect case give runs with ``nocase``."""
    if _PLAIN.fullmatch(source):
        return Decoded((Run(source),))
    typed = _LOW_MARKS.sub("„", without_typed_tex(without_entities(source)))
    reading = _Reading(typed)
    runs = reading.group("", Run(""), 0)
    return Decoded(stripped(_composed(runs)), tuple(dict.fromkeys(reading.unknown)))


def decode_plain(source: str) -> str:
    """Return a field's TeX as plain text."""
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


class _Reading(TexCursor):
    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._quotes = 0
        self.unknown: list[str] = []

    def group(self, end: str, look: Run, depth: int) -> list[Run]:
        """Read up to the brace ``end``, or to the end of the text."""
        runs: list[Run] = []
        while self.at < len(self.source):
            sign = self.source[self.at]
            if sign == "}":
                self.at += 1
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
                last = runs[-1].text[-1:] if runs else ""
                runs.append(look._replace(text=self.characters(last)))
        return runs

    def _braces(self, look: Run, depth: int) -> list[Run]:
        self.at += 1
        if depth >= _MAXIMUM_DEPTH:
            return []
        protects = depth == 0 and not self.source.startswith("\\", self.at)
        return self.group("}", look._replace(nocase=look.nocase or protects), depth + 1)

    def _maths(self, look: Run) -> list[Run]:
        source = self.formula()
        return self._formula(source, look) if source else [look._replace(text="$")]

    def _formula(self, source: str, look: Run) -> list[Run]:
        text, unknown = read_maths(source)
        self.unknown += unknown
        return [
            look._replace(text=run.text, sup=look.sup or run.sup, sub=look.sub or run.sub)
            for run in text
        ]

    def _command(self, look: Run, depth: int) -> tuple[Run, list[Run]]:
        """Read a command; return the format of what follows it, and what it prints."""
        match = _COMMAND.match(self.source, self.at)
        name = (match[1] or match[2] or "") if match else ""
        begin = self.at
        self.at = match.end() if match else self.at + 1
        if name in TEX["declarations"]:
            return _with(look, TEX["declarations"][name]), []
        if name in TEX["accents"] and not (name.isalpha() and name in TEX["looks"]):
            return look, [self._accent(name, look, depth)]
        if match and not match[1]:
            if name == "(":
                return look, self._formula(self.round_formula(), look)
            return look, [look._replace(text=_SPACES.get(name, name))]
        if name in TEX["symbols"]:
            self._end_of_name(begin + 1 + len(name))
            return look, [look._replace(text=TEX["symbols"][name])]
        return look, self._with_arguments(name, look, depth)

    def _end_of_name(self, end: int) -> None:
        r"""A blank ends a command's name and is not printed; ``{}`` and ``\\ `` keep it."""
        if self.source.startswith("{}", end):
            self.at = end + 2

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
            (commands["words"], lambda: self._bibstring(look)),
            (commands["formulas"], lambda: self._formula(self.raw_argument(), look)),
            (TEX["cases"], lambda: self._cased(TEX["cases"][name], look, depth)),
            (("href",), lambda: self._href(look, depth)),
            (("char", "symbol"), lambda: self._character(look)),
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
        if self.source.startswith("{", self.at):
            return self._argument(look, depth)
        return [
            look._replace(text=f"{name} " if self.source[self.at - 1 : self.at] == " " else name)
        ]

    def _argument(self, look: Run, depth: int) -> list[Run]:
        """Read one argument: a group, a command with its own, or one character."""
        self.skip_blanks()
        if self.source.startswith("{", self.at):
            self.at += 1
            if depth >= _MAXIMUM_DEPTH:
                return []
            return self.group("}", look, depth + 1)
        if self.source.startswith("\\", self.at) and depth < _MAXIMUM_DEPTH:
            return self._command(look, depth + 1)[1]
        sign = self.source[self.at : self.at + 1]
        if sign == "}":
            return []
        self.at += 1
        return [look._replace(text=sign)] if sign else []

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
        starred = self.source[: self.at].rstrip().endswith(f"{name}*")
        marks = "“”" if (self._quotes + starred) % 2 == 0 else "‘’"
        self._quotes += 1
        runs = self._around(marks, look, depth)
        self._quotes -= 1
        return runs

    def _link(self, look: Run) -> list[Run]:
        address = verbatim(self.raw_argument())
        return [look._replace(text=address, href=web_address(address))]

    def _href(self, look: Run, depth: int) -> list[Run]:
        address = verbatim(self.raw_argument())
        return self._argument(look._replace(href=web_address(address)), depth)

    def _bibstring(self, look: Run) -> list[Run]:
        """Return one of biblatex's words; any other key is a word itself."""
        key = self.raw_argument()
        return [look._replace(text=TEX["bibstrings"].get(key.strip().lower(), key))]

    def _cased(self, case: str, look: Run, depth: int) -> list[Run]:
        change = str.upper if case == "upper" else str.lower
        return [run._replace(text=change(run.text)) for run in self._argument(look, depth)]

    def _silent(self, depth: int) -> list[Run]:
        if self.source.startswith("{", self.at):
            self._argument(Run(""), depth)
        return []

    def _second(self, look: Run, depth: int) -> list[Run]:
        self._argument(Run(""), depth)
        return self._argument(look, depth)

    def _character(self, look: Run) -> list[Run]:
        character = self.character_code()
        return [look._replace(text=character)] if character else []


def _with(look: Run, name: str) -> Run:
    """Return a run with one more flag set; ``name`` is a field of :class:`Run`."""
    values = {**look._asdict(), name: True}
    return Run(**values)
