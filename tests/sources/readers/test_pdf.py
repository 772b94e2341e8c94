"""What a PDF says as one reads it on paper, page by page, and what stands in its margins."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import typst

from articles.adding import Adder
from articles.typeset import FILLER, PAGE, TITLE, filler, heading, left_out, read
from briefbook.sources.readers.pdf.drawn.bidi import in_reading_order, right_brackets
from briefbook.sources.readers.pdf.drawn.glyphs import Glyph
from briefbook.sources.reading.article import TextBlock


def starts(blocks: Sequence[TextBlock]) -> list[str]:
    return [" ".join(block.text.split()[:2]) for block in blocks]


both = pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
NUMBERS = ["First one.", "Second one.", "Third one.", "Fourth one.", "Fifth one.", "Sixth one."]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_are_read_one_after_the_other(adder: Adder, columns: int) -> None:
    body = f"{heading(TITLE)}#columns({columns})[\n{filler(*NUMBERS)}]"
    article = read(adder, body)
    assert article.blocks[0].text == TITLE
    assert [block.text for block in article.blocks[1:]] == [f"{n} {FILLER}" for n in NUMBERS]


def test_a_line_over_both_columns_parts_what_stands_above_from_what_stands_below(
    adder: Adder,
) -> None:
    body = (
        f"{heading(TITLE)}#columns(2)[{filler(*NUMBERS[:2])}]\n{heading('Over both columns', 13)}"
        f"#block(height: 80pt, columns(2)[{filler(*NUMBERS[2:4])}])"
    )
    article = read(adder, body, PAGE.replace("300pt", "500pt"))
    assert starts(article.blocks[1:]) == [
        "First one.", "Second one.", "Over both", "Third one.", "Fourth one.",
    ]  # fmt: skip


def test_a_headline_of_two_lines_is_one(adder: Adder) -> None:
    long = "Bridges of the river towns are shut again after the long counting of the winter"
    article = read(adder, heading(long) + filler("First one."))
    assert [(block.kind, block.text) for block in article.blocks[:1]] == [("headline", long)]
    assert len(article.blocks) == 2


def test_a_heading_below_a_short_paragraph_is_none_of_the_authors_names(adder: Adder) -> None:
    lead = "The boats stay in the harbour, and nobody knows until when."
    body = f"{heading(TITLE)}{lead}\n\n{heading('Boats of wood', 14)}{filler('First one.')}"
    article = read(adder, body)
    assert [block.kind for block in article.blocks] == [
        "headline", "paragraph", "heading", "paragraph",
    ]  # fmt: skip


@both
def test_a_table_is_a_table_and_none_of_it_a_heading(adder: Adder, *, tagged: bool) -> None:
    table = (
        "#table(columns: 3, [*Year*], [*Big*], [*Small*], [2020], [12], [30], [2021], [14], [31])"
    )
    body = f"{heading(TITLE)}{filler('First one.')}{table}\n\n{filler('Second one.')}"
    article = read(adder, body, tagged=tagged)
    assert [block.kind for block in article.blocks] == [
        "headline", "paragraph", "table", "paragraph",
    ]  # fmt: skip
    assert article.blocks[2].rows == (
        ("Year", "Big", "Small"),
        ("2020", "12", "30"),
        ("2021", "14", "31"),
    )


def test_cells_that_stand_close_are_told_by_the_files_own_tags(adder: Adder) -> None:
    table = "#table(columns: 2, inset: 1pt, stroke: none, [Year], [Boats], [2020], [12])"
    article = read(adder, f"{heading(TITLE)}{filler('First one.')}{table}", tagged=True)
    assert article.blocks[2].rows == (("Year", "Boats"), ("2020", "12"))


def test_a_page_laid_out_in_a_table_is_no_table(adder: Adder) -> None:
    table = f"#table(columns: (100pt, 240pt), [Ann Bell], [{filler('First one.', 'Second one.')}])"
    article = read(adder, heading(TITLE) + table, tagged=True)
    assert "table" not in {block.kind for block in article.blocks}


def test_a_table_without_lines_and_with_a_long_cell_keeps_its_rows(adder: Adder) -> None:
    grid = (
        "#grid(columns: (70pt, 150pt, 40pt), row-gutter: 12pt, [Town], [What was seen], [Boats],\n"
        "[Riverton], [Boats of all kinds and sizes, as the clerks put it down], [12],\n"
        "[Lockham], [Rafts], [30])"
    )
    article = read(adder, f"{heading(TITLE)}{filler('First one.')}{grid}")
    (table,) = [block for block in article.blocks if block.kind == "table"]
    assert table.rows[-1] == ("Lockham", "Rafts", "30")
    assert table.rows[1] == (
        "Riverton", "Boats of all kinds and sizes, as the clerks put it down", "12",
    )  # fmt: skip


@both
def test_lists_quotations_and_captions_are_what_they_are(adder: Adder, *, tagged: bool) -> None:
    body = (
        f"{heading(TITLE)}{filler('First one.')}- Open the locks\n- Paint the boats\n\n"
        f"1. First rule\n2. Second rule\n\n{filler('Second one.')}"
        "#pad(x: 20pt)[“The harbour is closed, and nobody knows for how long it will stay so "
        "after the counting”, the mayor said.]\n\n"
        "#figure(rect(height: 30pt), caption: [A red boat waits at the quay])\n"
    )
    article = read(adder, body, PAGE.replace("300pt", "600pt"), tagged=tagged)
    assert [(block.kind, block.number) for block in article.blocks[2:]] == [
        ("item", 0), ("item", 0), ("item", 1), ("item", 2), ("paragraph", 0), ("quote", 0),
        ("caption", 0),
    ]  # fmt: skip
    assert article.blocks[-1].text == "Figure 1: A red boat waits at the quay"


def test_a_footnote_stands_apart_and_its_mark_is_no_figure(adder: Adder) -> None:
    body = (
        f"{heading(TITLE)}The crew was 20#footnote[The port counted them by hand.] in March and "
        f"the tank held 10#super[6] litres of H#sub[2]O. {FILLER}\n\n{filler('Second one.')}"
    )
    article = read(adder, body)
    assert article.blocks[1].text.startswith("The crew was 20 in March")
    assert "10⁶ litres of H₂O." in article.blocks[1].text
    assert [run.target for run in article.blocks[1].runs if run.style == "note"] == ["1"]
    note = article.blocks[-1]
    assert (note.locator, note.label, note.text) == (
        "note 1",
        "1",
        "The port counted them by hand.",
    )
    assert article.blocks[-2].text == f"Second one. {FILLER}"


def test_notes_that_each_page_counts_anew_have_names_of_their_own(adder: Adder) -> None:
    page = "A word#footnote[Note of {0}.] here. " + FILLER
    body = "#pagebreak()\n#counter(footnote).update(0)\n".join(
        [page.format("one"), page.format("two")]
    )
    article = read(adder, heading(TITLE) + body)
    notes = [block for block in article.blocks if block.kind == "note"]
    assert [(block.label, block.text) for block in notes] == [
        ("1", "Note of one."),
        ("1, p. 2", "Note of two."),
    ]


def test_lines_alike_but_for_their_numbers_all_stay(adder: Adder) -> None:
    lines = [f"On day {n} the clerks counted {n + 11} boats before noon." for n in range(1, 41)]
    article = read(adder, heading(TITLE) + "\n\n".join(lines))
    assert [block.text for block in article.blocks[1:]] == lines
    assert left_out(article) == []


HEADED = (
    PAGE
    + "#set page(header: [The Harbour Paper], footer: context [Page #counter(page).display()])\n"
)


def test_heads_and_feet_are_left_out_once_by_name(adder: Adder) -> None:
    article = read(adder, heading(TITLE) + filler(*NUMBERS), HEADED)
    assert starts(article.blocks[1:]) == NUMBERS
    assert left_out(article) == [
        ("page header", "The Harbour Paper"),
        ("page footer", "Page 1"),
    ]


def test_each_block_keeps_the_pages_on_which_it_stands_as_they_are_printed(adder: Adder) -> None:
    body = f"#counter(page).update(231)\n{heading(TITLE)}{filler(*NUMBERS)}"
    data = typst.compile((HEADED + body).encode())
    assert isinstance(data, bytes)
    record = adder.add(data, name="a.pdf")
    pages = {block.locator: block.pages for block in record.blocks}
    assert pages["headline"] == pages["¶ 1"] == ("231",)
    assert pages["¶ 6"] == ("232",)
    assert {pages[f"¶ {n}"] for n in range(1, 7)} <= {("231",), ("231", "232"), ("232",)}


def test_a_line_of_the_text_at_the_same_edge_of_two_pages_stays(adder: Adder) -> None:
    pages = [
        "\\ ".join([f"On page {page} the clerk wrote line {n} of the book," for n in range(15)])
        + "\\ and so on."
        for page in ("one", "two", "three")
    ]
    article = read(adder, heading(TITLE) + "\n#pagebreak()\n".join(["", *pages]))
    assert " ".join(block.text for block in article.blocks).count("and so on.") == 3
    assert left_out(article) == []


def test_a_foot_under_columns_comes_behind_both(adder: Adder) -> None:
    columns = f"#columns(2)[{filler(NUMBERS[0])}#colbreak()\n{filler(NUMBERS[1])}]"
    body = f"{heading(TITLE)}#block(height: 95pt, {columns[1:]})\n\nPrinted at Riverton."
    article = read(adder, body, PAGE.replace("300pt", "500pt"))
    assert starts(article.blocks[1:]) == ["First one.", "Second one.", "Printed at"]


def printed(pages: int) -> str:
    """Return the settings by which a browser prints a page."""
    return (
        PAGE
        + "#set page(header: text(7pt)[20/03/2025, 09:14 #h(1fr) Bridges of the river towns],\n"
        "footer: context text(7pt)[https:\\//example.org/news/bridges #h(1fr) "
        f"#counter(page).display()/{pages}])\n"
    )


@pytest.mark.parametrize("count", [1, 6])
def test_what_a_browser_prints_around_a_page_is_left_out(adder: Adder, count: int) -> None:
    body = f"{heading('Bridges of the river towns')}By Ann Bell\n\n{filler(*NUMBERS[:count])}"
    article = read(adder, body, printed(1 if count == 1 else 2))
    assert article.blocks[0].text == "Bridges of the river towns"
    assert starts(article.blocks[1:]) == NUMBERS[:count]
    assert article.metadata.authors == ("Ann Bell",)
    assert article.metadata.url == "https://example.org/news/bridges"
    assert article.metadata.date == ""
    assert [reason for reason, _text in left_out(article)] == [
        "page header", "page footer", "byline",
    ]  # fmt: skip


def test_what_a_browser_prints_may_be_wider_than_the_page(adder: Adder) -> None:
    body = f"{heading('Bridges of the river towns')}{filler(*NUMBERS * 3)}"
    wide = printed(4).replace("text(7pt)[", "pad(x: -30pt)[#set text(7pt); ")
    article = read(adder, body, wide)
    assert article.metadata.url == "https://example.org/news/bridges"
    assert {reason for reason, _text in left_out(article)} == {"page header", "page footer"}


def test_what_leads_elsewhere_below_a_printed_article_is_left_out_by_name(adder: Adder) -> None:
    story = f"{heading('Bridges of the river towns')}Share this story\n\n{filler(*NUMBERS[:3])}"
    below = "Share this story\n\nBoats sold at the quay\n\nTides of the week\n\nAbout"
    article = read(adder, story + below, printed(2))
    assert starts([b for b in article.blocks if len(b.text) > 80]) == NUMBERS[:3]
    assert ("menu below the article", "Tides of the week") in left_out(article)
    assert "About" not in {block.text for block in article.blocks}


def test_the_menus_of_a_printed_page_are_left_out_by_name(adder: Adder) -> None:
    """Its headline is the title that the browser prints; a byline may stand right above."""
    menus = "Skip to content\n\nNews\n\nSport\n\nWeather\n\n"
    byline = "Ann Bell - Mar 19, 2025 8:02 pm UTC\n\n"
    head = heading("Bridges of the river towns")
    article = read(adder, f"{menus}{byline}{head}{filler(*NUMBERS[:6])}", printed(2))
    assert starts(article.blocks) == ["Bridges of", *NUMBERS[:6]]
    assert (article.metadata.authors, article.metadata.date) == (("Ann Bell",), "2025-03-19")
    menu = [text for reason, text in left_out(article) if reason == "menu above the headline"]
    assert menu == ["Skip to content", "News", "Sport"]


def test_publisher_and_date_under_the_title_are_taken_as_stated(adder: Adder) -> None:
    body = f"{heading(TITLE)}Ministry of Works, 20 March 2025\n\n{filler(*NUMBERS[:2])}"
    article = read(adder, body)
    found = article.metadata
    assert (found.publisher, found.date, found.date_basis) == (
        "Ministry of Works", "2025-03-20", "stated",
    )  # fmt: skip
    assert starts(article.blocks[1:]) == NUMBERS[:2]


def test_the_files_title_counts_only_where_the_text_has_it(adder: Adder) -> None:
    junk = '#set document(title: "Microsoft Word - draft7.doc", author: "Ann Bell")\n'
    article = read(adder, junk + heading(TITLE) + filler("First one."))
    assert article.metadata.title == TITLE
    assert article.metadata.authors == ("Ann Bell",)


def test_a_files_title_that_the_text_has_not_is_no_headline(adder: Adder) -> None:
    junk = '#set document(title: "Microsoft Word - draft7.doc")\n'
    article = read(adder, junk + filler("First one.", "Second one."))
    assert "draft7" not in article.metadata.title
    assert starts(article.blocks) == ["First one.", "Second one."]


def test_a_page_on_its_side_is_read_as_one_turns_it(adder: Adder) -> None:
    inside = f"{heading(TITLE)}{filler('First one.')}"
    body = f"#rotate(-90deg, reflow: true)[#block(width: 300pt)[{inside}]]"
    article = read(adder, body, PAGE.replace("height: 300pt", "height: 420pt"))
    assert [block.text for block in article.blocks] == [TITLE, f"First one. {FILLER}"]


def test_text_across_the_page_is_left_out_by_name(adder: Adder) -> None:
    body = (
        f"#place(center + horizon, rotate(-45deg)[DRAFT])\n{heading(TITLE)}{filler('First one.')}"
    )
    article = read(adder, body)
    assert left_out(article) == [("text at an angle", "DRAFT")]
    assert article.blocks[1].text == f"First one. {FILLER}"


def test_text_from_right_to_left_reads_in_its_order(adder: Adder) -> None:
    arabic = "فتحت البلدية الجسر القديم في 20 آذار بعد أن بقي مغلقا سنة كاملة"
    style = '#set text(font: "DejaVu Sans", dir: rtl, lang: "ar")\n'
    article = read(adder, f"{style}{heading('الجسور')}{arabic}.\n\nثم {arabic}.")
    assert [block.text for block in article.blocks] == ["الجسور", f"{arabic}.", f"ثم {arabic}."]


def test_another_browser_prints_the_address_above_and_the_time_below(adder: Adder) -> None:
    page = PAGE.replace(
        "margin: 40pt",
        'margin: 40pt, header: text(size: 7pt)[Boats | The Paper #h(1fr) #"https://boats.example/a…"],'
        " footer: text(size: 7pt)[1 of 1 #h(1fr) 3/20/2025, 9:14 AM]",
    )
    article = read(adder, heading(TITLE) + filler("One."), page)
    assert starts(article.blocks) == ["Boats at", "One. The"]
    assert [reason for reason, _text in left_out(article)] == ["page header", "page footer"]


def test_a_few_single_lines_above_the_text_are_no_part_of_it(adder: Adder) -> None:
    apart = "#set par(spacing: 18pt)\n"
    article = read(
        adder, f"{heading(TITLE)}{apart}By Ann Bell\n\n20 March 2025\n\n{filler('One.')}"
    )
    assert article.metadata.authors == ("Ann Bell",)
    assert starts(article.blocks) == ["Boats at", "One. The"]


@pytest.mark.parametrize(
    ("shown", "places", "read_as"),
    [
        ("בא", (10, 20), "אב"),  # as seen, from the left
        ("אב", (20, 10), "אב"),
        ("גֻבא", (10, 10, 20, 30), "אבגֻ"),  # a mark stays with its letter
        ("ab", (10, 20), "ab"),
    ],
)
def test_words_that_came_as_they_are_seen_are_turned_round(
    shown: str, places: tuple[int, ...], read_as: str
) -> None:
    glyphs = [Glyph(char, x=x) for char, x in zip(shown, places, strict=True)]
    assert "".join(glyph.text for glyph in in_reading_order(glyphs)) == read_as


@pytest.mark.parametrize(
    ("drawn", "line"),
    [("אב) גד( הו", "אב (גד) הו"), ("אב (גד) הו", "אב (גד) הו"), ("אב) גד", "אב) גד")],
)
def test_brackets_open_before_they_close(drawn: str, line: str) -> None:
    assert right_brackets(drawn) == line
