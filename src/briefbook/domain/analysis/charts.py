"""The drawings themselves: reported figures over time, events in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any

from briefbook.core.dates import day_number
from briefbook.core.tables.events import Event
from briefbook.core.tables.readings import Measure, Origin, Reading
from briefbook.core.words.labels import number_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Colours that stay apart in print and for colour-blind readers (Okabe and Ito).
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000")
_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*", "<", ">", "h", "p")
#: Letters in a line of a narrow drawing.
_NARROW_LINE = 58
_NARROW_LEGEND = 44
#: How matplotlib draws; its caller sets it.
STYLE: Any = {
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


def _canvas(height: float, *, narrow: bool) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure

    drawing = Figure(figsize=(3.7 if narrow else 7.2, height), layout="constrained")
    return drawing, drawing.add_subplot()


def _time_axis(axes: Axes, *, narrow: bool) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator: Any = AutoDateLocator(minticks=3, maxticks=5 if narrow else 9)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]


def draw_readings(
    measures: Sequence[tuple[Measure, Sequence[Reading]]],
    origins: Mapping[str, Origin],
    *,
    narrow: bool = False,
) -> Figure:
    """Draw readings over time; a range is a bar, a bound is an arrow away from its mark."""
    drawing, axes = _canvas(5.4 if narrow else 4.6, narrow=narrow)
    shape = dict(zip(origins, _MARKERS * 9, strict=False))
    for place, (measure, found) in enumerate(measures):
        colour = _COLOURS[place % len(_COLOURS)]
        for reading in found:
            _draw_reading(axes, reading, colour, shape[reading.origin])
        axes.plot([], [], color=colour, linewidth=5, label=_in_legend(measure.title, narrow=narrow))
    used = dict.fromkeys(r.origin for _measure, found in measures for r in found)
    for origin in used:
        axes.plot(
            [],
            [],
            linestyle="",
            marker=shape[origin],
            color="#555555",
            label=_in_legend(origins[origin].name, narrow=narrow),
        )
    axes.set_ylim(bottom=0)
    axes.set_ylabel(measures[0][0].unit)
    axes.yaxis.set_major_formatter(lambda value, _position: number_words(round(value)))
    axes.margins(x=0.3 if narrow else 0.12)
    _time_axis(axes, narrow=narrow)
    drawing.legend(loc="outside lower center", ncols=1 if narrow else 2, fontsize=8, frameon=False)
    return drawing


def _in_legend(words: str, *, narrow: bool) -> str:
    return fill(words, _NARROW_LEGEND) if narrow else words


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


def draw_events(events: Sequence[Event], *, narrow: bool = False) -> Figure:
    """Draw one line an event, the oldest at the top; a date that is a span is a bar.

    The words stand beside their mark, on a narrow drawing above it.
    """
    drawing, axes = _canvas(0.6 + (0.47 if narrow else 0.27) * len(events), narrow=narrow)
    topics = dict.fromkeys(event.topics[0] for event in events)
    colour = dict(zip(topics, _COLOURS * 9, strict=False))
    for place, event in enumerate(events):
        first, last = day_number(event.date)
        axes.plot([first, last], [place, place], color=colour[event.topics[0]], linewidth=5,
                  solid_capstyle="round")  # fmt: skip
        if first == last:
            # A line without length is drawn in a browser and left out in print.
            axes.plot(last, place, color=colour[event.topics[0]], marker="o", markersize=5)
        if narrow:
            axes.annotate(
                fill(event.title.rstrip("."), _NARROW_LINE), (0, place), xytext=(2, 5),
                xycoords=("axes fraction", "data"), textcoords="offset points", fontsize=7.5,
                linespacing=1.05,
            )  # fmt: skip
            continue
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
    axes.set_xlim(first - 10, last + (20 if narrow else (last - first) * 0.95))
    _time_axis(axes, narrow=narrow)
    # No year is named to which no event belongs.
    axes.set_xticks([tick for tick in axes.get_xticks() if tick <= last + 40])
    columns = 2 if narrow else 4
    drawing.legend(loc="outside lower center", ncols=columns, fontsize=8, frameon=False)
    return drawing
