"""The files of a chart: one drawing for the site and for print, kept while nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefbook.core.files.cache import VARIABLE
from briefbook.core.tables.events import Event, read_events
from briefbook.domain.analysis.chart_files import chart_file, printed_form
from briefbook.domain.analysis.charts import STYLE, draw_events
from briefbook.domain.analysis.place_map import MapPoint, _draw

if TYPE_CHECKING:
    from matplotlib.figure import Figure

EVENTS = (
    "id,date,basis,title,topics,source,locator,paragraph\n"
    "opening,2025-06,,A bridge is opened.,bridges,k,¶ 1,m-1\n"
    "flood,2024-11-02,,The river floods the lower town and both of its mills.,water,k,¶ 2,m-1\n"
)
PLACES = [MapPoint("Northport", 55.5, 12.5), MapPoint("Riverton", 51.5, -0.12)]
Draw = Callable[[bool], "Figure"]


@pytest.fixture
def events(tmp_path: Path) -> list[Event]:
    (tmp_path / "events.csv").write_text(EVENTS, "utf-8")
    return list(read_events(tmp_path, "data").events)


@pytest.mark.parametrize("name", ["timeline", "map"])
def test_print_is_the_same_whether_or_not_the_site_was_drawn_before(
    tmp_path: Path, events: list[Event], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    draws: dict[str, Draw] = {
        "timeline": lambda narrow: draw_events(events, narrow=narrow),
        "map": lambda narrow: _draw(PLACES, narrow=narrow),
    }
    drawn: list[bool] = []

    def draw(narrow: bool) -> Figure:
        drawn.append(narrow)
        return draws[name](narrow)

    first = chart_file(tmp_path / "one", name, draw, [STYLE, events], narrow=False)
    assert drawn == [False]
    kept = printed_form(first).read_bytes()
    (alone,) = (tmp_path / "cache").glob("*.print.svg")
    alone.unlink()
    again = chart_file(tmp_path / "two", name, draw, [STYLE, events], narrow=False)
    assert drawn == [False, False]
    assert again.read_bytes() == first.read_bytes()
    assert printed_form(again).read_bytes() == kept
    # Names on a map have an edge on the site, which print draws otherwise.
    assert (b"<text" in kept, b"<text" in first.read_bytes()) == (True, False)


def test_what_a_chart_shows_decides_whether_it_is_drawn_again(
    tmp_path: Path, events: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    drawn: list[int] = []

    def chart(shown: list[Event], style: dict[str, object] = STYLE) -> bytes:
        def draw(narrow: bool) -> Figure:
            drawn.append(len(shown))
            return draw_events(shown, narrow=narrow)

        return chart_file(tmp_path, "timeline", draw, [style, shown], narrow=True).read_bytes()

    both = chart(events)
    assert chart(events) == both
    assert drawn == [2]
    assert chart(events[:1]) != both
    assert chart(events, {**STYLE, "font.size": 12.0}) != both
    assert drawn == [2, 1, 2]
