"""Tables of data and charts, on a wide page and on a telephone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from books import MakeBook
from sample_site import FILES, OpenPage

LABEL = "cell => getComputedStyle(cell, '::before').content.replace(/^attr.*/, cell.dataset.label)"


def test_on_a_wide_page_tables_have_the_same_columns(open_page: OpenPage) -> None:
    page = open_page("figures.html").page
    table = page.locator("table.brief-data")
    expect(table.locator("thead th").first).to_be_visible()
    assert table.locator("td").nth(1).evaluate(LABEL) == "none"
    widths = table.locator("thead th").evaluate_all("cells => cells.map(c => c.offsetWidth)")
    shares = [round(100 * width / sum(widths)) for width in widths]
    assert shares == [15, 20, 29, 18, 18]


def test_on_a_telephone_a_row_is_a_card_whose_cells_say_what_they_are(open_page: OpenPage) -> None:
    page = open_page("figures.html", width=360).page
    row = page.locator("#reading-port")
    expect(page.locator("table.brief-data thead")).to_be_hidden()
    assert [cell.evaluate(LABEL) for cell in row.locator("td").all()] == [
        "none", '"As of"', '"Who says it"', '"Source"', '"Where"',
    ]  # fmt: skip
    assert row.locator("td").all_inner_texts() == [
        "at least 8,000", "April 2024", "the harbour master", "(Lake 2024, ¶\u00a04)",
        "chapter\u00a02, ¶\u00a01",
    ]  # fmt: skip
    box = row.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 360


EDGE = "e => e.offsetWidth - e.clientWidth + 2 * parseFloat(getComputedStyle(e).paddingTop)"
"""Of both sides, in pixels: border and padding."""


@pytest.mark.parametrize(
    ("width", "shown", "other"), [(360, "narrow", "wide"), (768, "wide", "narrow")]
)
def test_a_page_shows_and_loads_the_drawing_that_fits(
    open_page: OpenPage, width: int, shown: str, other: str
) -> None:
    reader = open_page("figures.html", width=width)
    chart = reader.page.locator("figure.brief-plot").first
    image = chart.locator(f"img.brief-{shown}")
    image.scroll_into_view_if_needed()
    expect(image).to_be_visible()
    expect(chart.locator(f"img.brief-{other}")).to_be_hidden()
    reader.page.wait_for_load_state("networkidle")
    drawings = [address for address in reader.requests if "/readings-" in address]
    assert len(drawings) == 1
    assert ("narrow" in drawings[0]) == (shown == "narrow")
    # Its place is kept before it is loaded: the numbers have the drawing's own shape.
    wide, high = (int(image.get_attribute(name) or 0) for name in ("width", "height"))
    box = image.bounding_box()
    assert box is not None
    edge = image.evaluate(EDGE)
    drawn = (box["width"] - edge) / (box["height"] - edge)
    assert drawn == pytest.approx(wide / high, abs=0.05)


def test_what_is_no_page_has_one_drawing(make_book: MakeBook) -> None:
    book = make_book(FILES, "xml")
    assert (book.out / "figures.xml").read_text(encoding="utf-8").count("<image ") == 2
