"""``[](#id)``: one syntax for every link, and what it prints."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from bs4 import Tag

from books import MakeBook
from chapters import book, chapter, line_of, words
from reading_back.pdf_reader import dense, read_only_pdf

A = chapter(
    "alpha",
    "{#alpha-1}\nA paragraph with a note[^drones] on {term}`Kursk`.",
    "## A section",
    "{#alpha-2}\nSee LINK.",
    "[^drones]: Comment: about drones.",
)
B = chapter("beta", "{#beta-1}\nElsewhere {cite:p}`kontur2025{¶ 1}`.", "{#beta-2}\nSee LINK.")
PLACES = "# Places\n\n:::{glossary} places\nKursk\n: A region.\n:::\n"

LINKS = [
    # what is typed, what it prints on the same page, from another chapter, where it leads
    ("[](#alpha-1)", "¶ 1", "chapter 1, ¶ 1", "chapters/a.html#alpha-1"),
    ("[these words](#alpha-1)", "these words", "these words", "chapters/a.html#alpha-1"),
    ("[*set* words](#alpha-1)", "set words", "set words", "chapters/a.html#alpha-1"),
    ("[](#alpha-n-drones)", "note 1", "chapter 1, note 1", "chapters/a.html#alpha-n-drones"),
    ("[](#alpha-a-section)", "A section", "A section", "chapters/a.html#alpha-a-section"),
    ("[](#alpha)", "The alpha chapter", "The alpha chapter", "chapters/a.html#alpha"),
    ("[](#term-places-kursk)", "Kursk", "Kursk", "back/places.html#term-places-kursk"),
    ("[](#ref-kontur2025)", "Kontur 2025", "Kontur 2025", "back/sources.html#ref-kontur2025"),
    ("[](a.md#alpha-1)", "¶ 1", "chapter 1, ¶ 1", "chapters/a.html#alpha-1"),
    ("[words](a.md#alpha-1)", "words", "words", "chapters/a.html#alpha-1"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "here", "there", "leads"), LINKS, ids=[x[0] for x in LINKS])
def test_a_link_prints_what_it_leads_to(
    make_book: MakeBook, typed: str, here: str, there: str, leads: str
) -> None:
    made = make_book(
        book(a=A.replace("LINK", typed), b=B.replace("LINK", typed), back_places=PLACES)
    )
    page, fragment = leads.split("#")
    for name, id_, printed in (("a", "alpha-2", here), ("b", "beta-2", there)):
        paragraph = made.page(f"chapters/{name}").find(id=id_)
        assert paragraph is not None
        link = paragraph.find_all("a")[-1]
        assert words(link) == printed
        assert urljoin(f"chapters/{name}.html", str(link["href"])) == leads
    target = made.page(page.removesuffix(".html")).find_all(id=fragment)
    assert len(target) == 1


ROWS = [
    # what is typed, what it prints from another chapter
    ("[](#alpha-1), [](#alpha-2)", "chapter 1, ¶¶ 1, 2"),
    ("[](#alpha-1), [](#alpha-2) and [](#alpha-3)", "chapter 1, ¶¶ 1, 2 and 3"),
    ("[](#alpha-1); [](#alpha-3)", "chapter 1, ¶¶ 1, 3"),
    ("[](#alpha-1),\n[](#alpha-3)", "chapter 1, ¶¶ 1, 3"),
    ("[](#alpha-n-x), [](#alpha-n-y)", "chapter 1, notes 1, 2"),
    # Another chapter, another kind, words of one's own or words between end a row.
    ("[](#beta-1), [](#alpha-1), [](#alpha-2)", "¶ 1, chapter 1, ¶¶ 1, 2"),
    ("[](#alpha-1), [](#alpha-n-x)", "chapter 1, ¶ 1, chapter 1, note 1"),
    ("[](#alpha-1), [two](#alpha-2), [](#alpha-3)", "chapter 1, ¶ 1, two, chapter 1, ¶ 3"),
    ("[](#alpha-1) or [](#alpha-2)", "chapter 1, ¶ 1 or chapter 1, ¶ 2"),
]  # fmt: skip


@pytest.fixture(scope="module")
def rows(make_shared_book: MakeBook) -> Tag:
    """Return the page of a chapter with a paragraph for each row, numbered from 1."""
    a = chapter(
        "alpha", "{#alpha-1}\nOne[^x].", "{#alpha-2}\nTwo[^y].", "{#alpha-3}\nThree.",
        "[^x]: Comment: x.", "[^y]: Comment: y.",
    )  # fmt: skip
    typed = (f"{{#beta-{place}}}\n{row[0]}" for place, row in enumerate(ROWS, 1))
    return make_shared_book(book(a=a, b=chapter("beta", *typed))).page("chapters/b")


@pytest.mark.parametrize(("number", "row"), [*enumerate(ROWS, 1)], ids=[row[0] for row in ROWS])
def test_links_in_a_row_name_their_chapter_once(
    rows: Tag, number: int, row: tuple[str, str]
) -> None:
    paragraph = rows.find(id=f"beta-{number}")
    assert paragraph is not None
    assert words(paragraph) == f"{number}{row[1]}"


def test_each_link_of_a_row_leads_to_its_own_place_and_says_it_in_full(rows: Tag) -> None:
    links = rows.select("#beta-2 a.brief-xref")
    said = [(a["href"], str(a["title"]).replace("\N{NO-BREAK SPACE}", " ")) for a in links]
    assert said == [(f"a.html#alpha-{n}", f"chapter 1, ¶ {n}") for n in (1, 2, 3)]


def test_in_print_a_row_says_its_pages_once(make_book: MakeBook) -> None:
    filler = ["Words that fill a page. " * 40] * 9
    a = chapter("alpha", "{#alpha-1}\nOne.", "{#alpha-2}\nTwo.", *filler, "{#alpha-3}\nThree.")
    b = chapter("beta", "{#beta-1}\nSee [](#alpha-3), [](#alpha-2), and [](#alpha-1).")
    made = make_book(book(a=a, b=b), "briefpdf")
    pdf = read_only_pdf(made.out)
    first, last = pdf.page_of("alpha-1") + 1, pdf.page_of("alpha-3") + 1
    assert first < last
    pages = f"{first}–{last}" if last == first + 1 else f"{first}, {last}"
    assert dense(f"See chapter 1, ¶¶ 3, 2 and 1, pp. {pages}.") in pdf.text()


def test_a_link_to_nothing_is_reported_at_its_line(make_book: MakeBook) -> None:
    a = A.replace("LINK", "[](#beta-9)")
    made = make_book(book(a=a, back_places=PLACES), clean=False)
    assert made.messages.startswith(f"docs/chapters/a.md:{line_of(a, 'beta-9')}: WARNING:")
    assert "beta-9" in made.messages


def test_a_paragraph_that_moved_is_found_under_its_old_page(make_book: MakeBook) -> None:
    """The page in a link helps who reads the source; the id alone decides."""
    a = chapter("alpha", "{#alpha-2}\nSee [](#alpha-1), also [](a.md#alpha-1).")
    b = chapter("beta", "{#beta-1}\nWords.", "{#alpha-1}\nMoved here.")
    made = make_book(book(a=a, b=b))
    links = made.page("chapters/a").find_all("a", class_="brief-xref")
    assert [link["href"] for link in links] == ["b.html#alpha-1"] * 2
    assert [words(link) for link in links] == ["chapter 2, ¶ alpha-1"] * 2
    assert words(made.page("chapters/b").find(id="alpha-1")) == "alpha-1Moved here."


def test_a_link_inside_a_note_and_a_heading(make_book: MakeBook) -> None:
    a = chapter(
        "alpha", "{#alpha-1}\nText[^n].", "## As in [](#beta-1)", "Words.",
        "[^n]: Comment: see [](#beta-1).",
    )  # fmt: skip
    made = make_book(book(a=a, b=chapter("beta", "{#beta-1}\nWords.")))
    page = made.page("chapters/a")
    assert "Comment: see chapter 2, ¶ 1." in words(page.find(id="alpha-n-n"))
    assert "As in chapter 2, ¶ 1" in words(page.find("h2"))


def test_another_book_finds_every_anchor_in_the_inventory(make_book: MakeBook) -> None:
    from sphinx.util.inventory import InventoryFile

    made = make_book(book(a=A.replace("LINK", "nothing"), b=B, back_places=PLACES), clean=False)
    inventory = InventoryFile.loads((made.out / "objects.inv").read_bytes(), uri="")
    found = {
        (kind, id_): item.uri
        for kind, items in inventory.data.items()
        for id_, item in items.items()
    }
    assert found["std:label", "alpha-1"] == "chapters/a.html#alpha-1"
    assert found["std:label", "alpha-n-drones"] == "chapters/a.html#alpha-n-drones"
    assert found["std:label", "term-places-kursk"] == "back/places.html#term-places-kursk"
    assert found["std:label", "ref-kontur2025"] == "back/sources.html#ref-kontur2025"
