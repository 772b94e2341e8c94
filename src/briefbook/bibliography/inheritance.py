"""Inheritance between entries: ``xdata``, ``crossref`` and the members of a ``@set``.

As in biber, the order of entries does not matter, a parent's title becomes its child's booktitle
(or maintitle, journaltitle) by the types of both, and an entry's own fields take precedence.
``xref`` inherits nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from briefbook.bibliography.model import BibCode, Entry, Field
from briefbook.bibliography.reading import Bibliography
from briefbook.core.diagnostics import Diagnostic

#: One field of an ``@xdata``, as biblatex names it.
_GRANULAR = re.compile(r"xdata\s*=\s*([^\s,{}=]+)-([a-z]+)", re.IGNORECASE)
#: Fields of one meaning: an entry with one of the first does not inherit the second.
_TOGETHER = (
    (("date", "year"), ("date", "year", "month", "day", "pubstate")),
    (("journaltitle", "journal"), ("journaltitle", "journal")),
    (("location", "address"), ("location", "address")),
    (("institution", "school"), ("institution", "school")),
)


def inherit(read: Bibliography) -> Bibliography:
    """Return the entries with what they inherit; ``@xdata`` itself is left out.

    Findings are those of ``read`` and the new ones: a parent that does not exist, a circle.
    """
    work = _Inheriting(read.entries)
    entries = [work.full(entry.key) for entry in read.entries if entry.type != "xdata"]
    sets = tuple(work.with_members(entry) for entry in entries)
    return Bibliography(sets, (*read.findings, *work.findings))


class _Inheriting:
    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = {entry.key: entry for entry in entries}
        for entry in entries:
            for alias in _keys(entry, "ids"):
                self._entries.setdefault(alias, entry)
        self._full: dict[str, Entry] = {}
        self._refused: set[tuple[str, str]] = set()
        self.findings: list[Diagnostic] = []

    def full(self, key: str) -> Entry:
        """Return an entry with what it inherits, its parents filled before it."""
        stack = [key]
        while stack:
            current = stack[-1]
            waiting = [
                parent
                for parent in self._parents(self._entries[current])
                if parent not in self._full and (current, parent) not in self._refused
            ]
            if not waiting:
                self._full.setdefault(current, self._filled(self._entries[current]))
                stack.pop()
            elif waiting[0] in stack:
                self._circle(current, waiting[0], stack)
            else:
                stack.append(waiting[0])
        return self._full[key]

    def _circle(self, child: str, parent: str, stack: list[str]) -> None:
        circle = [*stack[stack.index(parent) :], parent]
        self._refused.add((child, parent))
        self.findings.append(
            self._entries[child].finding(
                BibCode.PARENT,
                f"it inherits from itself ({' → '.join(circle)}); remove one crossref or xdata",
            )
        )

    def _parents(self, entry: Entry) -> Iterator[str]:
        for field in ("xdata", "crossref"):
            for parent in _keys(entry, field):
                if parent in self._entries:
                    yield parent
                elif (entry.key, parent) not in self._refused:
                    self._refused.add((entry.key, parent))
                    self._missing(entry, field, parent)

    def _missing(self, entry: Entry, field: str, parent: str) -> None:
        self.findings.append(
            entry.finding(
                BibCode.PARENT,
                f"{field} = {parent!r} is not in the bibliography; add it or correct the key",
                entry.line_of(field),
            )
        )

    def _filled(self, entry: Entry) -> Entry:
        fields = {name: self._granular(entry, name, field) for name, field in entry.fields.items()}
        for parent in self._usable(entry, "xdata"):
            _take(fields, ((name, found) for name, found in parent.fields.items() if name != "ids"))
        own = set(fields)
        for parent in self._usable(entry, "crossref"):
            _take(fields, _inherited(parent, entry.type), own)
        return replace(entry, fields=fields)

    def _granular(self, entry: Entry, name: str, field: Field) -> Field:
        """Return the field that ``publisher = {xdata=houses-publisher}`` names, else its own."""
        wanted = _GRANULAR.fullmatch(field.value.strip())
        if wanted is None:
            return field
        found = self._entries.get(wanted[1])
        value = found.get(wanted[2]) if found else ""
        if not value:
            self._missing(entry, name, wanted[1])
        return replace(field, value=value)

    def _usable(self, entry: Entry, field: str) -> Iterator[Entry]:
        for key in _keys(entry, field):
            if key in self._full and (entry.key, key) not in self._refused:
                yield self._full[key]

    def with_members(self, entry: Entry) -> Entry:
        """Give a ``@set`` its members."""
        if entry.type != "set":
            return entry
        members = []
        for key in _keys(entry, "entryset"):
            found = self._entries.get(key)
            if found is None:
                self._missing(entry, "entryset", key)
            elif found.type == "set":
                self.findings.append(
                    entry.finding(BibCode.PARENT, f"entryset names the set {key!r}; name works")
                )
            else:
                members.append(self.full(found.key))
        return replace(entry, members=tuple(members))


def _keys(entry: Entry, field: str) -> list[str]:
    return [key for part in entry.get(field).split(",") if (key := part.strip())]


def _inherited(parent: Entry, child: str) -> Iterator[tuple[str, Field]]:
    renamed = _renamed(parent.type, child)
    for name, field in parent.fields.items():
        if name not in _table()["own"]:
            for target in renamed.get(name, (name,)):
                yield target, field


def _take(
    fields: dict[str, Field], offered: Iterator[tuple[str, Field]], own: set[str] | None = None
) -> None:
    """Add the offered fields that are not given; parts of a date are inherited together or not."""
    given = set(fields) if own is None else own
    blocked = {name for first, whole in _TOGETHER if given & set(first) for name in whole}
    for name, field in offered:
        if name not in blocked and name not in fields:
            fields[name] = replace(field, inherited=True)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("inheritance.toml").read_text("utf-8"))


@cache
def _renamed(parent: str, child: str) -> Mapping[str, tuple[str, ...]]:
    """Return for a parent's field its names in the child; later rules do not undo earlier ones."""
    found: dict[str, tuple[str, ...]] = {}
    for rule in _table()["rules"]:
        if parent in rule["from"] and child in rule["to"]:
            for name, targets in rule["fields"].items():
                found.setdefault(name, tuple(targets))
    return found
