"""`{map}`: places with their names, none of which covers another, from coordinates alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Annotation, Text

from books import SMALL_CONF, build_book, run_briefbook, write_files
from briefbook.domain.analysis.map_drawing import draw_map
from briefbook.domain.analysis.place_map import MapPoint

FOUR = [MapPoint("Pyongyang", 39.03, 125.75), MapPoint("Seoul", 37.57, 126.98),
        MapPoint("Demilitarized Zone", 38.0, 127.0),
        MapPoint("Incheon", 37.46, 126.71)]  # fmt: skip
PAGE = """# Ferries

```{map}
:title: The ferry crosses the sound.
Northport | 55.5, 12.5 | the *old* pier
Southport | -12.25, 140.5
```
"""


@pytest.mark.parametrize("narrow", [False, True])
def test_names_cover_neither_each_other_nor_the_edge(narrow: bool) -> None:
    drawing = draw_map([*FOUR, MapPoint("Lisbon", 38.7, -9.1)], narrow=narrow)
    renderer = FigureCanvasAgg(drawing).get_renderer()  # type: ignore[no-untyped-call]
    (axes,) = drawing.axes
    names = [text for text in axes.texts if isinstance(text, Annotation)]
    for name in names:
        name.update_positions(renderer)
    boxes = [Text.get_window_extent(name, renderer) for name in names]
    around = axes.get_window_extent(renderer)
    assert len(boxes) == 5
    for number, box in enumerate(boxes):
        assert around.x0 <= box.x0 and box.x1 <= around.x1, names[number]
        assert not any(box.overlaps(other) for other in boxes[:number]), names[number]


def test_a_map_is_drawn_with_words_for_those_who_do_not_see_it(tmp_path: Path) -> None:
    conf = SMALL_CONF.replace('"basic"', '"sphinx_book_theme"')
    write_files(tmp_path, {"conf.py": conf, "references.bib": "", "docs/index.md": PAGE})
    build_book(tmp_path, "--only", "html")
    page = BeautifulSoup((tmp_path / "build/html/index.html").read_text("utf-8"), "lxml")
    wide, narrow = page.select("figure.brief-plot img")
    assert wide["alt"] == narrow["alt"] == "Map. Northport: 55.5, 12.5; Southport: -12.25, 140.5."
    drawn = (tmp_path / "build/html" / str(wide["src"])).read_text("utf-8")
    assert "<svg" in drawn
    assert "Natural Earth" in page.select("figure.brief-plot figcaption")[0].text
    assert page.select(".brief-places em")[0].text == "old"


def test_a_line_that_is_no_place_is_named(tmp_path: Path) -> None:
    page = PAGE.replace("55.5, 12.5", "95.5, 12.5")
    write_files(tmp_path, {"conf.py": SMALL_CONF, "references.bib": "", "docs/index.md": page})
    done = run_briefbook(tmp_path, "book", "--only", "html")
    assert (
        "'Northport | 95.5, 12.5 | the *old* pier' is not a place; expected NAME |" in done.stderr
    )
