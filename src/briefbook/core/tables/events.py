"""Events: what the sources date, one row each, with how sure the date is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from briefbook.core.dates import date_words, first_day
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.tables.cells import a_date, an_id
from briefbook.core.tables.table import Column, duplicates, read_table

EVENTS = {
    "id": Column(required=True, check=an_id, means="its own id; the event is `#event-ID`"),
    "date": Column(
        required=True, check=a_date,
        means="in EDTF: `2025-03-01`, `2025-03`, `2025-03-01/2025-03-09`, `2025-03~`",
    ),
    "basis": Column(
        means="how the date is known, if the source does not state all of it: `inferred: the year`"
    ),
    "title": Column(required=True, means="what happened, in a sentence"),
    "topics": Column(required=True, means="one, or several separated by semicolons: `war;peace`"),
    "source": Column(required=True, means="the key of the source"),
    "locator": Column(required=True, means="its place in the source: `¶ 4`"),
    "paragraph": Column(required=True, check=an_id, means="the book's paragraph: `sample-1`"),
    "handling": Column(optional=True, means="the row's handling mark; without the column, none"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One dated thing; ``basis`` is empty where the source states the date itself."""

    id: str
    date: str
    basis: str
    title: str
    topics: tuple[str, ...]
    source: str
    locator: str
    paragraph: str
    line: int

    def date_words(self) -> str:
        """Return the date for a reader, with its uncertainty."""
        return date_words(self.date)


@dataclass(frozen=True, slots=True)
class Events:
    """The sound rows of events.csv in the order of time, and what is wrong with others."""

    events: tuple[Event, ...]
    findings: tuple[Diagnostic, ...]

    def on(self, topic: str) -> Iterable[Event]:
        """Return the events of one topic, or all where ``topic`` is empty."""
        return [e for e in self.events if not topic or topic in e.topics]


def read_events(folder: Path, shown: str) -> Events:
    """Read events.csv of a data folder; ``shown`` is how messages name the folder."""
    path = f"{shown}/events.csv"
    table = read_table(folder / "events.csv", path, EVENTS)
    findings = [*table.findings, *duplicates(table.rows, "id", path)]
    events = {}
    for row in reversed(table.rows):
        plain = {name: row[name] for name in EVENTS if name not in {"topics", "handling"}}
        topics = tuple(t.strip() for t in row["topics"].split(";") if t.strip())
        events[row["id"]] = Event(topics=topics, line=row.line, **plain)
    ordered = sorted(events.values(), key=lambda e: (first_day(e.date), e.line))
    return Events(tuple(ordered), tuple(findings))
