"""Readings: reported figures, one row each, with who said them and how sure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from pathlib import Path

from briefbook.core.dates import date_words, last_day
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.tables.cells import a_date, a_number, a_qualifier, an_id, yes_or_no
from briefbook.core.tables.table import Column, duplicates, read_table
from briefbook.core.tables.vocabularies import as_listed
from briefbook.core.words.labels import counted, label, message, number_words

MEASURES = {
    "measure": Column(required=True, check=an_id, means="its id, such as `troops-sent`"),
    "title": Column(required=True, means="its name, the heading in table and chart"),
    "unit": Column(required=True, means="what is counted: `people`, `US dollars`"),
}
ORIGINS = {
    "origin": Column(required=True, check=an_id, means="its id, such as `ministry`"),
    "name": Column(required=True, means="who it is"),
    "named": Column(
        required=True, check=yes_or_no, means="`yes` if the sources name a person, else `no`"
    ),
    "interest": Column(means="what it gains if it is believed"),
}
READINGS = {
    "id": Column(required=True, check=an_id, means="its own id; the row is `#reading-ID`"),
    "measure": Column(required=True, check=an_id, means="a `measure` of measures.csv"),
    "low": Column(check=a_number, means="the value, or the lower end of a range: `11000`"),
    "high": Column(check=a_number, means="the upper end of a range"),
    "qualifier": Column(
        check=a_qualifier, means="a hedge, in English or the book's language: `at least`, `about`"
    ),
    "as_of": Column(check=a_date, means="the date that the figure is for, in EDTF"),
    "reported": Column(check=a_date, means="the date on which it was said"),
    "says": Column(required=True, means="who says it"),
    "relayed_by": Column(means="who passed it on"),
    "origin": Column(required=True, check=an_id, means="an `origin` of origins.csv"),
    "source": Column(required=True, means="the key of the source"),
    "locator": Column(required=True, means="its place in the source: `¶ 4`"),
    "paragraph": Column(required=True, check=an_id, means="the book's paragraph: `sample-1`"),
    "note": Column(means="a remark"),
    "handling": Column(optional=True, means="the row's handling mark; without the column, none"),
}
#: The three files of a data folder, with their columns.
READING_TABLES = {"measures.csv": MEASURES, "origins.csv": ORIGINS, "readings.csv": READINGS}


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, as a heading, and its unit."""

    key: str
    title: str
    unit: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where information comes from in the end, whoever relays it.

    ``named`` tells whether the sources name a person; ``interest`` is what the origin may
    gain by being believed.
    """

    key: str
    name: str
    named: bool
    interest: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One reported figure; ``low`` and ``high`` are equal where it is no range.

    ``as_of`` and ``reported`` are EDTF, empty where the source gives no date. Without a
    value (``several thousand``) both numbers are missing and the qualifier says it.
    """

    id: str
    measure: str
    low: Decimal | None
    high: Decimal | None
    qualifier: str
    as_of: str
    reported: str
    says: str
    relayed_by: str
    origin: str
    source: str
    locator: str
    paragraph: str
    note: str
    line: int

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """Newest first when sorted in reverse: as-of date, reported date, id."""
        return (last_day(self.as_of), last_day(self.reported), self.id)

    def value_words(self) -> str:
        """Return the value as the source hedges it: ``at least 600``, ``about 15,000``."""
        numbers = [n for n in dict.fromkeys((self.low, self.high)) if n is not None]
        value = "–".join(map(number_words, numbers))
        if value and self.qualifier:
            return label(f"{self.qualifier} {{figure}}", figure=value)
        return value or label(self.qualifier or message("not stated"))

    def as_of_words(self) -> str:
        """Return the as-of date for a reader."""
        return date_words(self.as_of) if self.as_of else label("not stated")


@dataclass(frozen=True, slots=True)
class Readings:
    """All reported figures of a book, with the vocabularies that its editors keep."""

    measures: Mapping[str, Measure]
    origins: Mapping[str, Origin]
    readings: tuple[Reading, ...]
    findings: tuple[Diagnostic, ...]

    def by_measure(self) -> Iterator[tuple[Measure, list[Reading]]]:
        """Yield each measure that has readings, in the order of the file, newest first."""
        for measure in self.measures.values():
            found = [r for r in self.readings if r.measure == measure.key]
            if found:
                yield measure, sorted(found, key=lambda r: r.sort_key, reverse=True)


def read_readings(folder: Path, shown: str) -> Readings:
    """Read measures.csv, origins.csv and readings.csv of a data folder.

    ``shown`` is how messages name the folder. Findings never hide sound rows.
    """
    measures = read_table(folder / "measures.csv", f"{shown}/measures.csv", MEASURES)
    origins = read_table(folder / "origins.csv", f"{shown}/origins.csv", ORIGINS)
    table = read_table(folder / "readings.csv", f"{shown}/readings.csv", READINGS)
    known = {r["measure"]: Measure(r["measure"], r["title"], r["unit"]) for r in measures.rows}
    sources = {
        r["origin"]: Origin(r["origin"], r["name"], r["named"] == "yes", r["interest"])
        for r in origins.rows
    }
    path = f"{shown}/readings.csv"
    findings = [*measures.findings, *origins.findings, *table.findings]
    findings += duplicates(table.rows, "id", path)
    findings += duplicates(measures.rows, "measure", f"{shown}/measures.csv")
    findings += duplicates(origins.rows, "origin", f"{shown}/origins.csv")
    readings = [_reading(row.cells, row.line) for row in table.rows]
    for reading in readings:
        findings += _row_findings(reading, known, sources, path)
    sound = [r for r in readings if r.measure in known and r.origin in sources]
    unique = {r.id: r for r in reversed(sound)}
    return Readings(known, sources, tuple(reversed(unique.values())), tuple(findings))


def _reading(cells: Mapping[str, str], line: int) -> Reading:
    low = Decimal(cells["low"]) if cells["low"] else None
    high = Decimal(cells["high"]) if cells["high"] else low
    plain = {name: cells[name] for name in READINGS if name not in {"low", "high", "handling"}}
    plain["qualifier"] = as_listed("qualifier", plain["qualifier"])
    return Reading(low=low, high=high, line=line, **plain)


def _row_findings(
    reading: Reading, measures: Mapping[str, Measure], origins: Mapping[str, Origin], path: str
) -> Iterable[Diagnostic]:
    def finding(column: str, message: str) -> Diagnostic:
        return Diagnostic(path, reading.line, "data_malformed", f"column {column!r}: {message}")

    if reading.measure not in measures:
        choices = ", ".join(measures) or "none yet"
        yield finding("measure", f"{reading.measure!r} is unknown; measures.csv has {choices}")
    if reading.origin not in origins:
        choices = ", ".join(origins) or "none yet"
        yield finding("origin", f"{reading.origin!r} is unknown; origins.csv has {choices}")
    if reading.low is not None and reading.high is not None and reading.high < reading.low:
        yield finding("high", f"{reading.high} is below low, {reading.low}; swap them")
    if reading.low is None and (reading.high is not None or not reading.qualifier):
        yield finding("low", "empty; give the value, or a qualifier such as 'several' alone")


def conflicting(readings: Iterable[Reading]) -> set[str]:
    """Return the ids of readings of one measure that cannot both hold.

    Two conflict where they are as of the same date, come from different origins and their
    ranges do not meet. A lower bound meets everything above it, an upper bound all below; of
    figures without a date, none is known to conflict.
    """
    found: set[str] = set()
    for one, other in combinations(list(readings), 2):
        if one.origin == other.origin or one.as_of != other.as_of or not one.as_of:
            continue
        (low, high), (other_low, other_high) = _range(one), _range(other)
        if low > other_high or other_low > high:
            found |= {one.id, other.id}
    return found


def _range(reading: Reading) -> tuple[Decimal, Decimal]:
    low, high = reading.low, reading.high
    endless = Decimal("Infinity")
    if low is None or high is None:
        return Decimal(0), endless
    if reading.qualifier in {"at least", "more than"}:
        return low, endless
    if reading.qualifier in {"at most", "up to", "as many as", "fewer than"}:
        return Decimal(0), high
    if reading.qualifier == "about":
        # A round figure stands for its neighbourhood; a tenth is what readers allow for.
        return low * Decimal("0.9"), high * Decimal("1.1")
    return low, high


def origin_count(readings: Iterable[Reading]) -> str:
    """Return e.g. ``3 reports, 2 origins``: reports that relay one origin count once."""
    listed = list(readings)
    origins = len({r.origin for r in listed})
    reports = counted("{n} report", "{n} reports", len(listed))
    return f"{reports}, {counted('{n} origin', '{n} origins', origins)}"
