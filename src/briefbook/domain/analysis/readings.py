"""``{readings}``: the reported figures in one table, by measure, newest first."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from briefbook.core.records import AnchorKind
from briefbook.core.tables.readings import (
    READING_TABLES,
    READINGS,
    Measure,
    Reading,
    Readings,
    conflicting,
    origin_count,
    read_readings,
)
from briefbook.core.words.labels import label, message, semicolon
from briefbook.domain.citations.pending_citation import make_citation
from briefbook.domain.drawing.tables import DataDirective, make_cell, make_row, make_table

_HEADS = (
    (message("Figure"), 15), (message("As of"), 20), (message("Who says it"), 29),
    (message("Source"), 18), (message("Where"), 18),
)  # fmt: skip
_FILES = ("measures.csv", "origins.csv", "readings.csv")


class ReadingsDirective(DataDirective):
    """Show the readings in a table; ``:measures: troops-sent, killed`` those of two measures."""

    option_spec: ClassVar = {"measures": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return one table; a row above each measure's has its title and how many origins."""
        folder, shown = self.data_folder()
        self.depend_on(folder, *_FILES)
        self.require(folder, shown, READING_TABLES)
        readings = read_readings(folder, shown)
        if not readings.readings:
            return [self.no_rows("readings", shown, "readings.csv", READINGS)]
        wanted = self._wanted(readings)
        rows: list[nodes.row] = []
        for measure, found in readings.by_measure():
            if measure.key in wanted:
                rows += self._draw_measure(measure, found, readings, f"{shown}/readings.csv")
        table = [make_table(_HEADS, rows)] if rows else []
        return [*table, self.download("readings.csv", label("The figures as a table to download"))]

    def _wanted(self, readings: Readings) -> list[str]:
        stated = self.options.get("measures", "").replace(",", " ").split()
        for measure in stated:
            if measure not in readings.measures:
                choices = ", ".join(readings.measures)
                raise self.error(f"the measure {measure!r} is unknown; measures.csv has {choices}")
        return stated or list(readings.measures)

    def _draw_measure(
        self, measure: Measure, found: list[Reading], readings: Readings, path: str
    ) -> list[nodes.row]:
        clashing = conflicting(found)
        title = nodes.strong("", f"{measure.title} ({measure.unit})")
        words = origin_count(found) if len(found) > 1 else ""
        words += f"{semicolon()}{label('the marked figures conflict')}" if clashing else ""
        counted = nodes.inline("", f" {words}.", classes=["brief-origins"]) if words else None
        above = make_cell([title, *([counted] if counted else [])], "brief-measure")
        above["morecols"] = len(_HEADS) - 1
        rows = [self._draw_row(r, readings, path, clash=r.id in clashing) for r in found]
        return [nodes.row("", above), *rows]

    def _draw_row(
        self, reading: Reading, readings: Readings, path: str, *, clash: bool
    ) -> nodes.row:
        value: list[nodes.Node] = [nodes.Text(reading.value_words())]
        if clash:
            value.append(nodes.strong("", f" ≠ {label('in conflict')}", classes=["brief-conflict"]))
        who = reading.says
        if reading.relayed_by:
            who = label("{who}, relayed by {relay}", who=who, relay=reading.relayed_by)
        said: list[nodes.Node] = [nodes.Text(who)]
        if reading.note:
            said.append(nodes.inline("", f" ({reading.note})", classes=["brief-reading-note"]))
        citation = make_citation(
            self.env, self.state.document, (reading.source, reading.locator), reading.line, path
        )
        cells = [
            make_cell(value, "brief-figure"),
            make_cell([nodes.Text(reading.as_of_words())]),
            make_cell(said),
            make_cell([citation]),
            make_cell([self.link(reading.paragraph, "", path, reading.line)]),
        ]
        return make_row(f"reading-{reading.id}", AnchorKind.READING, reading.value_words(), cells)
