"""Typed access to the tables of a TOML file, with the line of what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


class FieldError(Exception):
    """A field is missing or wrong; ``table`` is empty, ``file`` or ``blocks#3`` (the third)."""

    def __init__(self, name: str, table: str, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.table = table


@dataclass(frozen=True, slots=True)
class Fields:
    """One table of a TOML file, by the name under which :class:`FieldError` reports it."""

    data: Mapping[str, Any]
    table: str

    def error(self, name: str, message: str) -> FieldError:
        """Return the error for a field of this table."""
        return FieldError(name, self.table, message)

    def text(self, name: str, *, required: bool = False) -> str:
        """Return a string; empty where it is missing and not required."""
        value = self.data.get(name, "")
        if not isinstance(value, str):
            raise self.error(name, f"{name} = {value!r}: expected text in quotation marks")
        if required and not value:
            raise self.error(name, f"{name} is missing{self._where()}; give it")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of strings; empty where it is missing."""
        value = self.data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.error(name, f"{name} = {value!r}: expected a list of texts")
        return tuple(value)

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        """Return a string out of a closed list."""
        value = self.text(name, required=True)
        if value not in allowed:
            raise self.error(name, f"{name} = {value!r}: expected one of {', '.join(allowed)}")
        return value

    def count(self, name: str) -> int:
        """Return a whole number that is not negative; 0 where it is missing."""
        value = self.data.get(name, 0)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.error(name, f"{name} = {value!r}: expected a whole number")
        return value

    def digest(self, name: str) -> str:
        """Return a SHA-256 in hexadecimal digits."""
        value = self.text(name, required=True)
        if not re.fullmatch("[0-9a-f]{64}", value):
            raise self.error(name, f"{name} = {value!r}: expected 64 hexadecimal digits")
        return value

    def table_named(self, name: str) -> Fields:
        """Return a table inside this one."""
        value = self.data.get(name, {})
        if not isinstance(value, dict):
            raise self.error(name, f"{name} = {value!r}: expected a table [{name}]")
        return Fields(value, name)

    def tables(self, name: str) -> Iterator[Fields]:
        """Yield the tables of an array, e.g. of ``[[blocks]]``."""
        value = self.data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.error(name, f"{name}: expected tables [[{name}]]")
        for number, each in enumerate(value, start=1):
            yield Fields(each, f"{name}#{number}")

    def _where(self) -> str:
        return f" in [{self.table}]" if self.table else ""


def line_of(text: str, table: str, name: str) -> int:
    """Return the line (from 1) of a field, else of its table, else 1."""
    header, _, count = table.partition("#")
    current, seen, table_line = "", 0, 1
    for number, line in enumerate(text.split("\n"), start=1):
        if match := re.match(r"\s*\[\[?\s*([^\]\s]+)\s*\]\]?", line):
            current = match[1]
            seen += current == header
        here = current == header and (not count or seen == int(count))
        if here and re.match(r"\s*\[", line):
            table_line = number
        if here and re.match(rf'\s*"?{re.escape(name)}"?\s*=', line):
            return number
    return table_line
