"""``{readings-plot}`` and ``{timeline-plot}``: drawings from the book's own tables.

A wide SVG serves the site, and one beside it the PDF; a narrow one is for phones, where the
words of the wide one would be too small to read. matplotlib is loaded only where a book has a plot.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from briefbook.core.tables.events import EVENTS, read_events
from briefbook.core.tables.readings import (
    READING_TABLES,
    Measure,
    Reading,
    read_readings,
)
from briefbook.core.words.labels import label
from briefbook.domain.analysis.chart_files import chart_file, size_of, write_undrawn
from briefbook.domain.analysis.chart_fonts import chart_families
from briefbook.domain.analysis.charts import STYLE, draw_events, draw_readings
from briefbook.domain.citations.pending_citation import make_citation
from briefbook.domain.drawing.nothing_yet import nothing_yet
from briefbook.domain.drawing.tables import DataDirective
from briefbook.domain.drawing.transform import BookTransform

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def _no_chart(file: str) -> nodes.paragraph:
    return nothing_yet(label("No chart yet: `{file}` has no rows.", file=file))


class PlotDirective(DataDirective):
    """The base of the directives that draw: a file beside the doctrees, and a figure around it."""

    def figure(
        self,
        name: str,
        draw: Callable[[bool], Figure],
        data: object,
        alt: str,
        caption: Sequence[nodes.Node],
    ) -> nodes.figure:
        """Draw, write the SVGs, and return them as a figure with its alternative text.

        The ``repr`` of ``data`` says all that ``draw`` shows.
        ``:title:`` says what the drawing shows: it is the caption, and the rest is below it.
        """
        here = Path(self.env.doc2path(self.env.docname)).parent
        shown = not getattr(self.env._app.builder, "shows_nothing", False)  # noqa: SLF001  # as BookTransform.builder
        doctrees, figure = self.env.doctreedir, nodes.figure()
        inputs = [{**STYLE, "font.family": chart_families(alt, STYLE["font.family"])}, data, alt]
        for narrow, class_ in ((False, "brief-wide"), (True, "brief-narrow")):
            file = f"{name}-narrow" if narrow else name
            if shown:
                path = chart_file(doctrees, file, draw, inputs, narrow=narrow)
            else:
                path = write_undrawn(doctrees)
            uri = Path(os.path.relpath(path, here)).as_posix()
            image = nodes.image("", uri=uri, alt=alt, width="100%", classes=[class_])
            image["brief_size"] = size_of(path)
            figure += image
        about = nodes.paragraph("", "", *caption)
        if title := self.options.get("title", ""):
            figure += nodes.caption("", "", nodes.strong("", title))
            figure += nodes.legend("", about)
        else:
            figure += nodes.caption("", "", *caption)
        figure["classes"].append("brief-plot")
        self.set_source_info(figure)
        return figure

    def sources(self, cited: Iterable[tuple[str, int]], path: str) -> list[nodes.Node]:
        """Return “Sources: Yoon (2024), Kontur (2025).”; each key with the line that names it."""
        lines: dict[str, int] = {}
        for key, line in cited:
            lines.setdefault(key, line)
        lead = label("Sources:") if len(lines) > 1 else label("Source:")
        found: list[nodes.Node] = [nodes.Text(f" {lead} ")]
        for place, (key, line) in enumerate(lines.items()):
            citation = make_citation(self.env, self.state.document, (key, ""), line, path)
            citation["reftype"] = "t"
            found += [nodes.Text(", ")] if place else []
            found.append(citation)
        return [*found, nodes.Text(".")]


class ReadingsPlotDirective(PlotDirective):
    """Draw the readings of ``:measures: troops-sent, killed``, or of all, one row a reading."""

    option_spec: ClassVar = {
        "measures": directives.unchanged_required,
        "title": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return the figure; a reading without a number is not on it."""
        folder, shown = self.data_folder()
        self.depend_on(folder, "measures.csv", "origins.csv", "readings.csv")
        self.require(folder, shown, READING_TABLES)
        data = read_readings(folder, shown)
        if not data.readings:
            return [_no_chart(f"{shown}/readings.csv")]
        wanted = self.options.get("measures", "").replace(",", " ").split() or list(data.measures)
        unknown = [key for key in wanted if key not in data.measures]
        if unknown:
            choices = ", ".join(data.measures)
            raise self.error(f"the measure {unknown[0]!r} is unknown; measures.csv has {choices}")
        drawn = [
            (measure, [r for r in found if r.low is not None])
            for measure, found in data.by_measure()
            if measure.key in wanted
        ]
        drawn = [(measure, found) for measure, found in drawn if found]
        if not drawn:
            raise self.error(f"no reading of {', '.join(wanted)} has a number; a chart needs one")
        figures = []
        # People and dollars have no scale in common: a chart for each unit.
        for unit in dict.fromkeys(measure.unit for measure, _found in drawn):
            alike = [(measure, found) for measure, found in drawn if measure.unit == unit]
            figures.append(self._figure(alike, f"{shown}/readings.csv"))
            self.options.pop("title", None)  # It says what the first of them shows.
        return [*figures]

    def _figure(
        self, drawn: Sequence[tuple[Measure, Sequence[Reading]]], path: str
    ) -> nodes.figure:
        cited = [(r.source, r.line) for _measure, found in drawn for r in found]
        caption = [
            nodes.Text(label("Reported figures by what they measure, a row for each report.")),
            *self.sources(cited, path),
        ]
        return self.figure(
            "readings",
            lambda narrow: draw_readings(drawn, narrow=narrow),
            drawn,
            _readings_words(drawn),
            caption,
        )


def _readings_words(measures: Sequence[tuple[Measure, Sequence[Reading]]]) -> str:
    parts = []
    for measure, found in measures:
        values = "; ".join(f"{r.value_words()}, {r.as_of_words()}, {r.says}" for r in found)
        parts.append(f"{measure.title}: {values}")
    return f"{label('Chart of reported figures by date.')} {'. '.join(parts)}."


class TimelinePlotDirective(PlotDirective):
    """Draw the events on a line of time; ``:from: 2024`` names its first year."""

    option_spec: ClassVar = {
        "from": directives.nonnegative_int,
        "topic": directives.unchanged_required,
        "title": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return the figure."""
        folder, shown = self.data_folder()
        self.depend_on(folder, "events.csv")
        self.require(folder, shown, {"events.csv": EVENTS})
        year = self.options.get("from", 0)
        events = read_events(folder, shown)
        if not events.events:
            return [_no_chart(f"{shown}/events.csv")]
        found = [
            event
            for event in events.on(self.options.get("topic", ""))
            if int(event.date[:4].replace("X", "0")) >= year
        ]
        if not found:
            raise self.error("no event is left to draw; fix :from: or :topic:")
        words = "; ".join(f"{e.date_words()}: {e.title.rstrip('.')}" for e in found)
        about = (
            label("Events since {year}.", year=year)
            if year
            else label("Events in the order of time.")
        )
        cited = [(event.source, event.line) for event in found]
        caption = [nodes.Text(about), *self.sources(cited, f"{shown}/events.csv")]
        return [
            self.figure(
                "timeline",
                lambda narrow: draw_events(found, narrow=narrow),
                found,
                f"{label('Timeline.')} {words}.",
                caption,
            )
        ]


class FitCharts(BookTransform):
    """Keep both drawings of a chart on the site, and only the wide one elsewhere."""

    # Before the builder collects the images that it copies.
    default_priority = 5

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        site = self.builder.format == "html" and self.builder.name != "epub"
        for image in list(self.document.findall(nodes.image)):
            if "brief_size" not in image:
                continue
            if site:
                # Styles set the width; with both numbers browsers reserve its place before loading.
                image["width"], image["height"] = map(str, image["brief_size"])
                image["loading"] = "lazy"  # Browsers do not load the hidden one.
            elif "brief-narrow" in image["classes"]:
                image.parent.remove(image)
