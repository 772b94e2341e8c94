"""``{map}``: places on a map, drawn from their coordinates when the book is built."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from briefbook.core.words.labels import colon, label
from briefbook.domain.analysis.plots import PlotDirective

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_PLACE = re.compile(r"(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)")
_EXPECTED = "expected NAME | LATITUDE, LONGITUDE | words, as in Riverton | 51.5, -0.12 | a town"


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place by its name, with latitude and longitude in degrees, north and east positive."""

    name: str
    latitude: float
    longitude: float


class MapDirective(PlotDirective):
    """Draw places on a map, one a line: ``Northport | 55.5, 12.5 | the old pier``."""

    has_content = True
    option_spec: ClassVar = {"title": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the figure, and below it the list of the places with their texts."""
        found = list(self._places())
        if not found:
            raise self.error(f"{{map}} names no place; {_EXPECTED}")
        places = [place for place, _words in found]
        words = "; ".join(_coordinates(place) for place in places)
        caption = [nodes.Text(label("Coasts and borders: Natural Earth; approximate."))]
        drawn: list[nodes.Node] = [
            self.figure(
                "map", lambda narrow: _draw(places, narrow=narrow), places,
                f"{label('Map.')} {words}.", caption,
            )
        ]  # fmt: skip
        said = [self._said(place, text) for place, text in found if text]
        return [*drawn, nodes.bullet_list("", *said, classes=["brief-places"])] if said else drawn

    def _places(self) -> Iterator[tuple[MapPoint, str]]:
        for number, line in enumerate(self.content):
            if not line.strip():
                continue
            name, *rest = (part.strip() for part in line.split("|", 2))
            match = _PLACE.fullmatch(rest[0]) if name and rest else None
            latitude, longitude = map(float, match.groups()) if match else (91.0, 0.0)
            if abs(latitude) > 90 or abs(longitude) > 180:
                shown = line if len(line) <= 60 else f"{line[:60]}…"
                at = self.content_offset + number + 1
                raise self.error(f"line {at}: {shown!r} is not a place; {_EXPECTED}")
            yield MapPoint(name, latitude, longitude), rest[1] if len(rest) > 1 else ""

    def _said(self, place: MapPoint, text: str) -> nodes.list_item:
        parsed, _messages = self.parse_inline(text, lineno=self.lineno)
        line = nodes.paragraph("", "", nodes.strong("", place.name), nodes.Text(colon()), *parsed)
        self.set_source_info(line)
        return nodes.list_item("", line)


def _draw(places: Sequence[MapPoint], *, narrow: bool) -> Figure:
    # It needs NumPy, which takes longer to load than most of Sphinx.
    from briefbook.domain.analysis.map_drawing import draw_map

    return draw_map(places, narrow=narrow)


def _coordinates(place: MapPoint) -> str:
    return f"{place.name}: {place.latitude:g}, {place.longitude:g}"
