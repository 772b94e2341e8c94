"""``{readings}``: the reported figures side by side, by measure, newest first."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from briefbook.core.records import Kind
from briefbook.core.tables.readings import (
    Measure,
    Reading,
    Readings,
    conflicting,
    origin_count,
    read_readings,
)
from briefbook.domain.citations.cite_domain import make_citation
from briefbook.domain.drawing.tables import DataDirective, make_cell, make_row, make_table

_HEADS = (("Figure", 15), ("As of", 20), ("Who says it", 29), ("Source", 18), ("Where", 18))
_FILES = ("measures.csv", "origins.csv", "readings.csv")


class ReadingsDirective(DataDirective):
    """``{readings}``, all measures, or ``:measures: troops-sent, troops-lost`` alone."""

    option_spec: ClassVar = {"measures": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return, for each measure, its title, how many origins it has, and its table."""
        folder, shown = self.data_folder()
        self.depend_on(folder, *_FILES)
        readings = read_readings(folder, shown)
        wanted = self._wanted(readings)
        drawn: list[nodes.Node] = []
        for measure, found in readings.by_measure():
            if measure.key in wanted:
                drawn += self._draw_measure(measure, found, readings, f"{shown}/readings.csv")
        return [*drawn, self.download("readings.csv", "The figures as a table to download")]

    def _wanted(self, readings: Readings) -> list[str]:
        stated = self.options.get("measures", "").replace(",", " ").split()
        for measure in stated:
            if measure not in readings.measures:
                choices = ", ".join(readings.measures)
                raise self.error(f"the measure {measure!r} is unknown; measures.csv has {choices}")
        return stated or list(readings.measures)

    def _draw_measure(
        self, measure: Measure, found: list[Reading], readings: Readings, path: str
    ) -> list[nodes.Node]:
        title = nodes.rubric("", f"{measure.title} ({measure.unit})", classes=["brief-measure"])
        clashing = conflicting(found)
        rows = [self._draw_row(r, readings, path, clash=r.id in clashing) for r in found]
        words = origin_count(found) + ("; the marked figures conflict" if clashing else "")
        return [
            title,
            nodes.paragraph("", f"{words}.", classes=["brief-origins"]),
            make_table(_HEADS, rows),
        ]

    def _draw_row(
        self, reading: Reading, readings: Readings, path: str, *, clash: bool
    ) -> nodes.row:
        value: list[nodes.Node] = [nodes.Text(reading.value_words())]
        if clash:
            value.append(nodes.strong("", " ≠ in conflict", classes=["brief-conflict"]))
        who = reading.says + (f", relayed by {reading.relayed_by}" if reading.relayed_by else "")
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
        return make_row(f"reading-{reading.id}", Kind.READING, reading.value_words(), cells)
