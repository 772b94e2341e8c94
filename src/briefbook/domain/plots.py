"""``{readings-plot}`` and ``{timeline-plot}``: drawings from the book's own tables.

One SVG serves HTML and PDF. matplotlib is loaded only where a book has a plot.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from briefbook.core.dates import day_number
from briefbook.core.events import Event, read_events
from briefbook.core.readings import Measure, Origin, Reading, read_readings
from briefbook.domain.tables import DataDirective

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Colours that stay apart in print and for colour-blind readers (Okabe and Ito).
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000")
_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*", "<", ">", "h", "p")
_STYLE: Any = {
    # Without a salt matplotlib makes element ids by chance; the same input gives the same bytes.
    "svg.hashsalt": "briefbook",
    "svg.fonttype": "path",
    "font.size": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#555555",
    "axes.grid": True,
    "grid.color": "#e4e4e4",
}


class PlotDirective(DataDirective):
    """What both drawings share: a file beside the doctrees, and a figure around it."""

    def figure(self, name: str, draw: Callable[[], Figure], alt: str, caption: str) -> nodes.figure:
        """Draw, write the SVG, and return it as a figure with its alternative text."""
        import matplotlib as mpl

        with mpl.rc_context(_STYLE):
            path = self._write(name, draw())
        here = Path(self.env.doc2path(self.env.docname)).parent
        uri = Path(os.path.relpath(path, here)).as_posix()
        figure = nodes.figure("", nodes.image("", uri=uri, alt=alt, width="100%"))
        figure += nodes.caption("", caption)
        figure["classes"].append("brief-plot")
        self.set_source_info(figure)
        return figure

    def _write(self, name: str, drawing: Figure) -> Path:
        folder = Path(self.env.doctreedir, "briefbook")
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"{name}.{os.getpid()}.tmp"
        drawing.savefig(fresh, format="svg", metadata={"Date": None, "Creator": "briefbook"})
        digest = hashlib.sha256(fresh.read_bytes()).hexdigest()[:12]
        return fresh.replace(folder / f"{name}-{digest}.svg")


def _canvas(height: float) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure

    drawing = Figure(figsize=(7.2, height), layout="constrained")
    return drawing, drawing.add_subplot()


def _time_axis(axes: Axes) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator: Any = AutoDateLocator(minticks=4, maxticks=9)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]


class ReadingsPlotDirective(PlotDirective):
    """``{readings-plot}`` of ``:measures: troops-sent, killed``, one mark a reading."""

    option_spec: ClassVar = {"measures": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the figure; a reading without a number or a date is not on it."""
        folder, shown = self.data_folder()
        self.depend_on(folder, "measures.csv", "origins.csv", "readings.csv")
        data = read_readings(folder, shown)
        wanted = self.options.get("measures", "").replace(",", " ").split() or list(data.measures)
        unknown = [key for key in wanted if key not in data.measures]
        if unknown:
            choices = ", ".join(data.measures)
            raise self.error(f"the measure {unknown[0]!r} is unknown; measures.csv has {choices}")
        drawn = [
            (measure, [r for r in found if r.low is not None and r.as_of])
            for measure, found in data.by_measure()
            if measure.key in wanted
        ]
        drawn = [(measure, found) for measure, found in drawn if found]
        units = {measure.unit for measure, _found in drawn}
        if len(units) != 1:
            raise self.error(
                f"a chart has one unit; these measures have {', '.join(sorted(units))}"
            )
        caption = "Reported figures by date: one mark for each origin, one colour for each measure."
        return [
            self.figure(
                "readings",
                lambda: draw_readings(drawn, data.origins),
                _readings_words(drawn),
                caption,
            )
        ]


def draw_readings(
    measures: Sequence[tuple[Measure, Sequence[Reading]]], origins: Mapping[str, Origin]
) -> Figure:
    """Draw readings over time; a range is a bar, a bound is an arrow away from its mark."""
    drawing, axes = _canvas(4.6)
    shape = dict(zip(origins, _MARKERS * 9, strict=False))
    for place, (measure, found) in enumerate(measures):
        colour = _COLOURS[place % len(_COLOURS)]
        for reading in found:
            _draw_reading(axes, reading, colour, shape[reading.origin])
        axes.plot([], [], color=colour, linewidth=5, label=measure.title)
    used = dict.fromkeys(r.origin for _measure, found in measures for r in found)
    for origin in used:
        axes.plot(
            [], [], linestyle="", marker=shape[origin], color="#555555", label=origins[origin].name
        )
    axes.set_ylim(bottom=0)
    axes.set_ylabel(measures[0][0].unit)
    axes.yaxis.set_major_formatter(lambda value, _position: f"{value:,.0f}")
    axes.margins(x=0.12)
    _time_axis(axes)
    drawing.legend(loc="outside lower center", ncols=2, fontsize=8, frameon=False)
    return drawing


def _draw_reading(axes: Axes, reading: Reading, colour: str, marker: str) -> None:
    first, last = day_number(reading.as_of)
    middle, low, high = (first + last) / 2, float(reading.low or 0), float(reading.high or 0)
    value = (low + high) / 2
    axes.errorbar(
        middle, value, xerr=(last - first) / 2, yerr=[[value - low], [high - value]],
        fmt=marker, color=colour, markersize=7, linewidth=1, capsize=2,
        lolims=reading.qualifier in {"at least", "more than"},
        uplims=reading.qualifier in {"at most", "up to", "as many as", "fewer than"},
    )  # fmt: skip
    axes.annotate(
        reading.value_words(),
        (middle, value),
        xytext=(8, 5),
        textcoords="offset points",
        fontsize=8,
    )


def _readings_words(measures: Sequence[tuple[Measure, Sequence[Reading]]]) -> str:
    parts = []
    for measure, found in measures:
        values = "; ".join(f"{r.value_words()}, {r.as_of_words()}, {r.says}" for r in found)
        parts.append(f"{measure.title}: {values}")
    return "Chart of reported figures by date. " + ". ".join(parts) + "."


class TimelinePlotDirective(PlotDirective):
    """``{timeline-plot}``, from the year that ``:from: 2024`` names."""

    option_spec: ClassVar = {
        "from": directives.nonnegative_int,
        "topic": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return the figure."""
        folder, shown = self.data_folder()
        self.depend_on(folder, "events.csv")
        year = self.options.get("from", 0)
        found = [
            event
            for event in read_events(folder, shown).on(self.options.get("topic", ""))
            if int(event.date[:4].replace("X", "0")) >= year
        ]
        if not found:
            raise self.error("no event is left to draw; mend :from: or :topic:")
        words = "; ".join(f"{e.date_words()}: {e.title.rstrip('.')}" for e in found)
        caption = f"Events since {year}." if year else "Events in the order of time."
        return [self.figure("timeline", lambda: draw_events(found), f"Timeline. {words}.", caption)]


def draw_events(events: Sequence[Event]) -> Figure:
    """Draw one line an event, the oldest at the top; a date that is a span is a bar."""
    drawing, axes = _canvas(0.6 + 0.27 * len(events))
    topics = dict.fromkeys(event.topics[0] for event in events)
    colour = dict(zip(topics, _COLOURS * 9, strict=False))
    for place, event in enumerate(events):
        first, last = day_number(event.date)
        axes.plot([first, last], [place, place], color=colour[event.topics[0]], linewidth=5,
                  solid_capstyle="round")  # fmt: skip
        axes.annotate(
            event.title.rstrip("."), (last, place), xytext=(7, 0), textcoords="offset points",
            fontsize=7.5, verticalalignment="center",
        )  # fmt: skip
    for topic in topics:
        axes.plot([], [], color=colour[topic], linewidth=5, label=topic)
    axes.set_yticks([])
    axes.invert_yaxis()
    axes.spines["left"].set_visible(False)
    axes.grid(axis="y", visible=False)
    first, last = (
        min(day_number(e.date)[0] for e in events),
        max(day_number(e.date)[1] for e in events),
    )
    # The words stand to the right of their marks and need as much room again.
    axes.set_xlim(first - 10, last + (last - first) * 0.95)
    _time_axis(axes)
    # No year is named to which no event belongs.
    axes.set_xticks([tick for tick in axes.get_xticks() if tick <= last + 40])
    drawing.legend(loc="outside lower center", ncols=4, fontsize=8, frameon=False)
    return drawing
