"""The drawing of a map: coasts and borders around places, whose names do not overlap.

The projection is Lambert's azimuthal equal-area, centred on the middle of the places, so it suits
a region as well as half the world.
Outlines are Natural Earth's at 1:110m, which ``.ci/map`` writes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from briefbook.domain.analysis.chart_fonts import HALO

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Annotation
    from matplotlib.transforms import Bbox

    from briefbook.domain.analysis.place_map import MapPoint

_INK, _LAND, _SEA, _BORDER = "#8a1c1c", "#f1ede1", "#d8e4ec", "#8a8474"
_WIDE, _NARROW = 4.88, 3.6  # inches, as charts.py
_SMALLEST = 0.05
"""Of the half width of a map, where the earth's radius is 1: about 300 km."""
#: Offsets of a name from its dot, in points, and its alignment, the best first; from the
#: farther ones a line leads to the dot.
_NEAR = ((6, 0, "left", "center"), (-6, 0, "right", "center"), (0, 6, "center", "bottom"),
          (0, -6, "center", "top"), (5, 5, "left", "bottom"), (5, -5, "left", "top"),
          (-5, 5, "right", "bottom"), (-5, -5, "right", "top"))  # fmt: skip
_SIDES = (*_NEAR, *((3 * x, 3 * y, *how) for x, y, *how in _NEAR),
          *((6 * x, 6 * y, *how) for x, y, *how in _NEAR))  # fmt: skip


def draw_map(places: Sequence[MapPoint], *, narrow: bool = False) -> Figure:
    """Draw the places, with enough room around them for their names."""
    from matplotlib.figure import Figure

    size = 10.0 if narrow else 9.0
    points = np.array([(place.longitude, place.latitude) for place in places])
    centre = _middle(points)
    dots = _project(points, centre)
    low, high = dots.min(axis=0), dots.max(axis=0)
    room = max(_SMALLEST, 0.2 * float((high - low).max()))
    (left, bottom), (right, top) = low - room, high + room
    least = (0.75 if narrow else 0.42) * (right - left)
    bottom, top = _widened(bottom, top, least)
    left, right = _widened(left, right, 0.8 * (top - bottom))
    width = _NARROW if narrow else _WIDE
    drawing = Figure(figsize=(width, width * (top - bottom) / (right - left)))
    axes = drawing.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set(xlim=(left, right), ylim=(bottom, top), xticks=[], yticks=[], aspect="equal")
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)
    _draw_outlines(axes, centre)
    axes.plot(dots[:, 0], dots[:, 1], "o", color=_INK, markersize=5, markeredgecolor="white")
    _write_names(axes, places, dots, size)
    return drawing


def _middle(points: Any) -> tuple[float, float]:
    """Return the longitude and latitude between all points, on the sphere."""
    lon, lat = np.radians(points).T
    x, y, z = np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)
    mean = np.array([x.mean(), y.mean(), z.mean()])
    return (float(np.degrees(np.arctan2(mean[1], mean[0]))),
            float(np.degrees(np.arctan2(mean[2], np.hypot(mean[0], mean[1])))))  # fmt: skip


def _project(points: Any, centre: tuple[float, float]) -> Any:
    """Return points (n, 2) of longitude and latitude on the plane; the far side is NaN."""
    lon, lat = np.radians(points).T
    lon0, lat0 = np.radians(centre)
    cos = np.sin(lat0) * np.sin(lat) + np.cos(lat0) * np.cos(lat) * np.cos(lon - lon0)
    scale = np.sqrt(2 / np.where(cos > -0.6, 1 + cos, np.nan))
    x = scale * np.cos(lat) * np.sin(lon - lon0)
    y = scale * (np.cos(lat0) * np.sin(lat) - np.sin(lat0) * np.cos(lat) * np.cos(lon - lon0))
    return np.column_stack([x, y])


def _widened(low: float, high: float, least: float) -> tuple[float, float]:
    more = max(0.0, least - (high - low)) / 2
    return low - more, high + more


@cache
def _outlines() -> dict[str, list[Any]]:
    text = Path(__file__).with_name("outlines.json").read_text(encoding="utf-8")
    found = json.loads(text).items()
    return {name: [np.array(line) / 100 for line in lines] for name, lines in found}


def _draw_outlines(axes: Axes, centre: tuple[float, float]) -> None:
    from matplotlib.collections import LineCollection, PolyCollection

    axes.set_facecolor(_SEA)
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()

    def shown(name: str) -> list[Any]:
        shapes = [_project(line, centre) for line in _outlines()[name]]
        return [
            shape for shape in shapes
            if np.nanmax(shape[:, 0], initial=left) > left
            and np.nanmin(shape[:, 0], initial=right) < right
            and np.nanmax(shape[:, 1], initial=bottom) > bottom
            and np.nanmin(shape[:, 1], initial=top) < top
        ]  # fmt: skip

    # Its edge has the colour of the land, or a thin line of sea would show along each border.
    land = [shape for shape in shown("land") if not np.isnan(shape).any()]
    axes.add_collection(
        PolyCollection(land, facecolors=_LAND, edgecolors=_LAND, linewidths=0.6), autolim=False
    )
    borders = LineCollection(shown("borders"), colors=_BORDER, linewidths=0.6)
    axes.add_collection(borders, autolim=False)


def _write_names(axes: Axes, places: Sequence[MapPoint], dots: Any, size: float) -> None:
    """Write each name where it covers no other, no dot and no edge, if there is such a side."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.patheffects import withStroke
    from matplotlib.transforms import Bbox

    canvas: Any = FigureCanvasAgg(axes.figure)  # type: ignore[arg-type]
    renderer = canvas.get_renderer()
    around = axes.get_window_extent(renderer)
    marks = [Bbox.from_bounds(x - 4, y - 4, 8, 8) for x, y in axes.transData.transform(dots)]
    taken: list[Bbox] = list(marks)
    for place, dot, mark in zip(places, dots, marks, strict=True):
        others = [box for box in taken if box is not mark]
        written = axes.annotate(
            place.name, dot, textcoords="offset points", xytext=(0, 0), fontsize=size,
            fontweight="bold", path_effects=[withStroke(linewidth=2.2, foreground="white")],
            arrowprops={"arrowstyle": "-", "linewidth": 0.6, "color": _INK},
        )  # fmt: skip
        written.set_gid(f"{HALO}-{len(taken)}")
        worst: list[tuple[int, int]] = []
        for number, (x, y, side, height) in enumerate(_SIDES):
            written.set(position=(x, y), horizontalalignment=side, verticalalignment=height)
            worst.append((_covered(_extent(written, renderer), others, around), number))
        best = min(worst)[1]
        written.arrow_patch.set_visible(best >= len(_NEAR))  # type: ignore[union-attr]
        x, y, side, height = _SIDES[best]
        written.set(position=(x, y), horizontalalignment=side, verticalalignment=height)
        taken.append(_extent(written, renderer))


def _covered(box: Bbox, others: Sequence[Bbox], around: Bbox) -> int:
    """Return how many boxes a box covers, the edge of the map among them."""
    outside = box.x0 < around.x0 or box.x1 > around.x1 or box.y0 < around.y0 or box.y1 > around.y1
    return sum(bool(box.overlaps(other)) for other in others) + bool(outside)


def _extent(written: Annotation, renderer: Any) -> Bbox:
    """Return the box of the words, without the line that leads to them."""
    from matplotlib.text import Text

    written.update_positions(renderer)
    return Text.get_window_extent(written, renderer)
