r"""Formulas of a title as text: ``E=mc^2`` is E = mc², ``\\alpha`` is α."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from latex2mathml.symbols_parser import convert_symbol

from briefbook.bibliography.rich_text import RichText, Run, chained, joined, plain
from briefbook.bibliography.tex.table import TEX

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\s+|[{}^_]|.", re.DOTALL)
_RELATIONS = frozenset("=<>≤≥≠≈≡∼≃≅→←↔⇒⇐⇔↦∈∉⊂⊆⊃⊇∝≪≫≺≻∣⟶")
_BINARY = frozenset("+−±∓×·∗÷⊕⊗∪∩∧∨∘")
_AFTER_FUNCTION = re.compile(rf"(?:^|\W)(?:{'|'.join(TEX['maths']['functions'])})$")
_MAXIMUM_DEPTH = 40


def read_maths(source: str) -> tuple[RichText, tuple[str, ...]]:
    """Return a formula as text, and the commands that are not known."""
    tokens = [match[0] for match in _TOKEN.finditer(source) if not match[0].isspace()]
    reading = _Formula(tokens)
    return joined(reading.row("")), tuple(reading.unknown)


class _Formula:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens, self._at, self._depth = tokens, 0, 0
        self.unknown: list[str] = []

    def row(self, end: str) -> RichText:
        """Read up to ``end``, or to the end of the formula."""
        result: RichText = ()
        while self._at < len(self._tokens):
            sign = self._tokens[self._at]
            self._at += 1
            if sign == end:
                break
            if sign in "^_":
                result = chained(result, self._raised(sign))
            else:
                result = _spaced(result, self._atom(sign))
        return result

    def _raised(self, sign: str) -> RichText:
        inner = plain(self.argument())
        if sign == "^" and inner in {"∘", "○"}:
            return (Run("°"),)
        if sign == "^" and inner and set(inner) <= {"′"}:
            return (Run(inner),)
        return (Run(inner, sup=sign == "^", sub=sign == "_"),)

    def argument(self) -> RichText:
        """Read one argument: a group or one token."""
        if self._at >= len(self._tokens):
            return ()
        token = self._tokens[self._at]
        self._at += 1
        return self._atom(token)

    def _atom(self, token: str) -> RichText:
        if token == "{":  # noqa: S105  # a brace
            if self._depth >= _MAXIMUM_DEPTH:
                return ()
            self._depth += 1
            inner = self.row("}")
            self._depth -= 1
            return inner
        if token[0] == "\\" and len(token) > 1:
            return self._command(token)
        return (Run({"-": "−", "*": "∗", "'": "′", "~": " ", "}": ""}.get(token, token)),)

    def _command(self, token: str) -> RichText:
        name, table = token[1:], TEX["maths"]
        for words, text in (("spaces", " "), ("dropped", ""), ("functions", name)):
            if name in table[words]:
                return (Run(text),) if text else ()
        if name in table["plain"]:
            return self.argument()
        if name in table["accents"]:
            return _accented(self.argument(), table["accents"][name])
        if name in {"frac", "dfrac", "tfrac"}:
            return chained(self.argument(), "/", self.argument())
        return chained("√", self.argument()) if name == "sqrt" else self._symbol(token)

    def _symbol(self, token: str) -> RichText:
        name = token[1:]
        if name == "mathbb":
            letter = plain(self.argument())
            code = convert_symbol(f"\\mathbb{{{letter}}}")
            return (Run(chr(int(code, 16)) if code else letter),)
        if not name.isalpha():
            return (Run(name),)
        code = convert_symbol(token)
        if code and re.fullmatch(r"[0-9A-F]+", code):
            return (Run(chr(int(code, 16))),)
        if name in TEX["symbols"]:
            return (Run(TEX["symbols"][name]),)
        self.unknown.append(token)
        return () if self._tokens[self._at : self._at + 1] == ["{"] else (Run(name),)


def _accented(text: RichText, mark: str) -> RichText:
    if not text:
        return ()
    first, *rest = text
    letter = unicodedata.normalize("NFC", first.text[:1] + mark)
    return (first._replace(text=letter + first.text[1:]), *rest)


def _spaced(before: RichText, atom: RichText) -> RichText:
    """Put blanks round a relation, and round an operation between two operands."""
    sign, last = plain(atom), plain(before)[-1:]
    function = sign in TEX["maths"]["functions"] and (last.isalnum() or last == ")")
    if function or (sign[:1].isalnum() and _AFTER_FUNCTION.search(plain(before))):
        return chained(before, " ", sign) if function else joined((*before, Run(" "), *atom))
    if sign in _RELATIONS or (sign in _BINARY and (last.isalnum() or last in set(")]′°"))):
        return chained(before, " " if last.strip() else "", sign, " ") if last else (Run(sign),)
    return joined(_runs(before, atom))


def _runs(before: RichText, atom: RichText) -> Iterable[Run]:
    yield from before
    yield from atom
