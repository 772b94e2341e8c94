"""The drawings: reported figures by what they measure, events in order of time.

A wide drawing is as wide as the PDF's lines, so that its points are those of print; a narrow one
is for phones, which show it about a quarter larger.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any

from briefbook.core.dates import day_number
from briefbook.core.tables.events import Event
from briefbook.core.tables.readings import Measure, Reading
from briefbook.core.words.labels import labels, number_words, tick_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Colours that stay apart for colour-blind readers, each at 4.5:1 or more on white.
_COLOURS = ("#0067a3", "#b34700", "#00705a", "#96407a", "#6b5700", "#4d4d4d", "#5b3fa0")
_ONE = "#20426b"
_QUIET = "#55565c"
_WIDE, _NARROW = 4.88, 3.6  # inches
#: Characters in a line of words: beside the marks, or above them in a narrow drawing.
_BESIDE, _ABOVE = 46, 46
_ROW, _LINE = 0.09, 0.135  # inches: a row of its own, and each line of words in it
_BETWEEN = re.compile(r"between (.+) and (.+)")
#: How matplotlib draws; its caller sets it.
STYLE: Any = {
    # Without a salt matplotlib makes random element ids; the same input must give the same bytes.
    "svg.hashsalt": "briefbook",
    "svg.fonttype": "path",
    "font.family": ["STIXGeneral", "DejaVu Sans"],
    "font.size": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.edgecolor": _QUIET,
    "axes.grid": True,
    "axes.grid.axis": "x",
    "axes.axisbelow": True,
    "grid.color": "#e4e4e4",
    "ytick.major.size": 0,
    "xtick.color": _QUIET,
}


def _size(*, narrow: bool) -> float:
    """Return the font size in points; a phone shows at most 1.27 pixels a point."""
    return 10.0 if narrow else 9.0


def draw_readings(
    measures: Sequence[tuple[Measure, Sequence[Reading]]], *, narrow: bool = False
) -> Figure:
    """Draw a panel for each measure, a row for each reading; a range is a bar, all else a dot.

    The words beside a mark say whether it is a bound. All panels have one scale.
    """
    from matplotlib.figure import Figure

    width = _ABOVE if narrow else 30
    words = [[fill(_row_words(r), width) for r in found] for _measure, found in measures]
    heights = [sum(map(_height, rows)) + (0.1 * len(rows) if narrow else 0) for rows in words]
    drawing = Figure(
        figsize=(_NARROW if narrow else _WIDE, sum(heights) + 0.34 * len(measures) + 0.45),
        layout="constrained",
    )
    panels = drawing.subplots(
        len(measures), sharex=True, squeeze=False, gridspec_kw={"height_ratios": heights}
    )
    most = max(float(r.high or 0) for _measure, found in measures for r in found)
    for axes, (measure, found), rows in zip(panels[:, 0], measures, words, strict=True):
        size = _size(narrow=narrow)
        axes.set_title(measure.title, loc="left", fontsize=size, fontweight="bold", x=0)
        places = _place_rows(axes, rows, narrow=narrow)
        for reading, place in zip(found, places, strict=True):
            _draw_reading(axes, reading, place, most, size)
    last = panels[-1, 0]
    last.set_xlim(0, most * 1.08)
    last.xaxis.set_major_formatter(lambda value, _position: number_words(round(value)))
    last.locator_params(axis="x", nbins=4 if narrow else 6)
    last.set_xlabel(measures[0][0].unit, color=_QUIET)
    return drawing


def _row_words(reading: Reading) -> str:
    words = f"{reading.says}, {reading.as_of_words()}" if reading.as_of else reading.says
    return words[0].upper() + words[1:]


def _height(words: str) -> float:
    """Return the height of a row with these words, in inches."""
    return _ROW + _LINE * (words.count("\n") + 1)


def _place_rows(axes: Axes, rows: Sequence[str], *, narrow: bool) -> list[float]:
    """Write each row's words beside it, or above it where narrow; return the rows' places."""
    places, top = [], 0.0
    for words in rows:
        height = _height(words) + (0.1 if narrow else 0)
        places.append(top + height - 0.12 if narrow else top + height / 2)
        top += height
    axes.set_ylim(top, 0)
    size = _size(narrow=narrow)
    if narrow:
        axes.set_yticks([])
        for words, place in zip(rows, places, strict=True):
            axes.annotate(
                words, (0, place), xytext=(0, 7), xycoords=("axes fraction", "data"),
                textcoords="offset points", fontsize=size, linespacing=1.0,
            ).set_in_layout(False)  # fmt: skip
    else:
        axes.set_yticks(places, labels=rows, fontsize=size, linespacing=1.0)
    return places


def _draw_reading(axes: Axes, reading: Reading, place: float, most: float, size: float) -> None:
    low, high = float(reading.low or 0), float(reading.high or 0)
    if low != high:
        axes.plot([low, high], [place, place], color=_ONE, linewidth=4, solid_capstyle="round")
    else:
        axes.plot(low, place, color=_ONE, marker="o", markersize=6, clip_on=False)
    before = (low + high) / 2 > 0.6 * most
    axes.annotate(
        reading.value_words(),
        (low if before else high, place),
        xytext=(-7 if before else 7, 0),
        textcoords="offset points",
        fontsize=size,
        horizontalalignment="right" if before else "left",
        verticalalignment="center",
    )


def draw_events(events: Sequence[Event], *, narrow: bool = False) -> Figure:
    """Draw one row an event, the oldest at the top: a day is a dot, a longer time a bar.

    The words are beside the row, on a narrow drawing above it; the date at its mark.
    """
    from matplotlib.figure import Figure

    size = _size(narrow=narrow)
    rows = [fill(e.title.rstrip("."), _ABOVE if narrow else _BESIDE) for e in events]
    height = sum(map(_height, rows)) + (0.1 * len(rows) if narrow else 0)
    drawing = Figure(figsize=(_NARROW if narrow else _WIDE, height + 0.75), layout="constrained")
    axes = drawing.add_subplot()
    places = _place_rows(axes, rows, narrow=narrow)
    spans = [day_number(event.date) for event in events]
    begin, end = min(first for first, _last in spans), max(last for _first, last in spans)
    room = 0.06 * (end - begin) + 5
    axes.set_xlim(begin - room, end + room)
    topics = dict.fromkeys(event.topics[0] for event in events)
    colour = dict(zip(topics, _COLOURS * 9, strict=False))
    for event, place, (first, last) in zip(events, places, spans, strict=True):
        ink = colour[event.topics[0]]
        if first == last:
            # A line without length is drawn in a browser and left out in print.
            axes.plot(last, place, color=ink, marker="o", markersize=5.5)
        else:
            axes.plot([first, last], [place, place], color=ink, linewidth=4.5,
                      solid_capstyle="round")  # fmt: skip
        _date_mark(axes, event, place, (first, last), size - 0.5)
    for topic in topics:
        axes.plot([], [], color=colour[topic], linewidth=4.5, label=topic)
    _time_axis(axes, narrow=narrow)
    columns = 3 if narrow else 5
    drawing.legend(loc="outside lower center", ncols=columns, fontsize=size, frameon=False,
                   handlelength=1.2, columnspacing=1.4)  # fmt: skip
    return drawing


def _date_mark(
    axes: Axes, event: Event, place: float, span: tuple[float, float], size: float
) -> None:
    """Write an event's date beside its mark, on the side with more room, else above it."""
    words = _BETWEEN.sub(r"\1 – \2", event.date_words())
    (begin, end), (first, last) = axes.get_xlim(), span
    before = first - begin > end - last
    # Of the axis, which takes more than half of the drawing.
    needed = len(words) * 0.5 * size / 72 / (0.5 * _WIDE) * (end - begin)
    beside = needed <= max(first - begin, end - last)
    at, offset = (first if before and beside else last), (-6.0 if before else 6.0, 0.0)
    written = axes.annotate(
        words, (at, place), xytext=offset if beside else (0.0, 7.0),
        textcoords="offset points", fontsize=size, color=_QUIET,
        horizontalalignment="right" if before or not beside else "left",
        verticalalignment="center",
    )  # fmt: skip
    # It lies within the axis, so the layout need not shorten the axis for it.
    written.set_in_layout(False)


def _time_axis(axes: Axes, *, narrow: bool) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, num2date
    from matplotlib.ticker import FuncFormatter

    locator: Any = AutoDateLocator(minticks=3, maxticks=5 if narrow else 7)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    if labels().english:
        formatter: Any = ConciseDateFormatter(locator)  # type: ignore[no-untyped-call]
    else:
        formatter = FuncFormatter(lambda place, _number: tick_words(num2date(place)))  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_formatter(formatter)
