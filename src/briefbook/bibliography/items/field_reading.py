"""An entry's fields as text, with findings on them and a record of the fields used."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from briefbook.bibliography.model import BibCode, Entry
from briefbook.bibliography.names import split_outside
from briefbook.bibliography.rich_text import RichText, plain
from briefbook.bibliography.tex.decode import decode
from briefbook.bibliography.tex.table import TEX
from briefbook.core.diagnostics import Diagnostic, Severity

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


@cache
def csl_table() -> dict[str, Any]:
    """Return the table from biblatex's types and fields to CSL's."""
    return tomllib.loads(files(__package__).joinpath("csl.toml").read_text("utf-8"))


@cache
def unprinted_fields() -> frozenset[str]:
    """Return the fields that are not meant to be printed."""
    return frozenset(csl_table()["out"]["fields"])


class FieldReading:
    """One entry being read: its texts, the fields used, and the findings."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.used: set[str] = set()
        self.findings: list[Diagnostic] = []
        self._told: set[str] = set()

    def find(
        self, code: BibCode, message: str, field: str, severity: Severity = Severity.ERROR,
        about: str = "",
    ) -> None:  # fmt: skip
        """Report something about a field, at its line; ``about`` are the words to mark there."""
        found = self.entry.finding(code, message, self.entry.line_of(field), severity)
        self.findings.append(replace(found, about=about))

    def rich(self, *names: str) -> RichText:
        """Return the text of the first field that is given."""
        for name in names:
            if self.entry.get(name):
                self.used.add(name)
                decoded = decode(self.entry.get(name))
                self.report_unknown(decoded.unknown, name)
                return decoded.text
        return ()

    def text(self, *names: str) -> str:
        """Return the characters of the first field that is given."""
        return plain(self.rich(*names))

    def report_unknown(self, unknown: Iterable[str], field: str) -> None:
        """Report TeX commands that are not known, each once."""
        for command in unknown:
            if command not in self._told and field not in unprinted_fields():
                self._told.add(command)
                self.find(
                    BibCode.TEX,
                    f"{field} has the TeX command {command}, which is not known; its argument's "
                    "words are printed, write the characters themselves", field, Severity.WARNING,
                )  # fmt: skip

    def word(self, text: str) -> str:
        """Resolve one of biblatex's words, e.g. ``resreport``."""
        return str(TEX["bibstrings"].get(text.strip().lower(), text))

    def list_of(self, *fields: str) -> str:
        """Join a list of bodies or places; the first of the fields that is given."""
        for field in fields:
            if self.entry.get(field):
                self.used.update(fields)
                parts = split_outside(self.entry.get(field), _AND)
                if parts[-1].lower() in csl_table()["one_publisher"]["ends"]:
                    parts = [self.entry.get(field)]
                self.text(field)
                return "; ".join(self.word(plain(decode(part).text)) for part in parts if part)
        return ""
