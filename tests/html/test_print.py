"""A page of the site on paper, and type that can be read on a screen."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from sample_site import PAGES, OpenPage

SMALL = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const { data, parentElement: home } = walker.currentNode;
    const size = parseFloat(getComputedStyle(home).fontSize);
    if (data.trim() && size < 12 && home.getClientRects().length) found.push(`${size}: ${data}`);
  }
  return found;
}"""


def test_a_printed_page_keeps_its_title_and_carries_the_mark_on_each_sheet(
    open_page: OpenPage,
) -> None:
    page = open_page("chapters/river.html").page
    sheets = PdfReader(io.BytesIO(page.pdf(width="148mm", height="160mm")))
    texts = [" ".join(sheet.extract_text().split()) for sheet in sheets.pages]
    assert len(texts) > 2
    assert "The river & its bridges" in texts[0]
    assert [text.count("TLP:GREEN") for text in texts[:-1]] == [1] * (len(texts) - 1)
    # The foot of the page, on the last sheet, has it too.
    assert texts[-1].count("TLP:GREEN") == 2


def test_a_row_that_heads_others_is_not_left_alone_at_the_end_of_a_sheet(
    open_page: OpenPage,
) -> None:
    page = open_page("figures.html").page
    after = "row => getComputedStyle(row).breakAfter"
    page.emulate_media(media="print")
    heads = page.locator("table.brief-data tr:has(> .brief-measure)")
    assert heads.count()
    assert {head.evaluate(after) for head in heads.all()} == {"avoid"}
    assert (
        page.locator("table.brief-data").first.evaluate("e => getComputedStyle(e).breakInside")
        == "auto"
    )


@pytest.mark.parametrize("width", [360, 1440])
def test_no_text_is_smaller_than_twelve_pixels(open_page: OpenPage, width: int) -> None:
    reader = open_page("index.html", width=width)
    root = reader.page.url.removesuffix("index.html")
    for name in PAGES:
        reader.page.goto(root + name)
        assert reader.page.evaluate(SMALL) == [], name
