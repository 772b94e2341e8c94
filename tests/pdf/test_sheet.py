"""The brief: one sheet of two sides, from whatever book there is."""

from __future__ import annotations

from pathlib import Path

import page as pdf_checker
import pikepdf
import pypdfium2
import pytest

from books import MakeBook, SmallBook
from pdf.conftest import pdf_file
from reading_back.pdf_reader import Pdf, read_pdf

CONF = (
    'brief_url = "https://books.example/a"\nbrief_edition = "Third edition"\n'
    'brief_date = "2026-01-01"\nbrief_information = "May 2025"\nbrief_handling = "TLP:GREEN"\n'
    'suppress_warnings = ["brief"]\n'
)
BOOK = {
    "references.bib": (
        "@article{smith2025, author = {Smith, Ada}, title = {Three bridges}, "
        "date = {2025-03-01}, datebasis = {stated}}\n"
    ),
    "docs/data/events.csv": (
        "id,date,basis,title,topics,source,locator,paragraph\n"
        "close,2025-02-01,,Bridges close.,war,smith2025,¶ 1,one-1\n"
    ),
    "docs/index.md": (
        "# A book\n\n{#answer}\n## The answer\n\nThree are closed ([](#one-1)).[^n]\n\n"
        "{#so-what}\n## So what\n\nThey matter.\n\n"
        "```{map}\n:title: The ferry crosses.\nNorthport | 55.5, 12.5\n"
        "Southport | 55.1, 12.9\n```\n\n"
        "```{toctree}\n\nthen\none\nwhen\n```\n\n[^n]: Not on the sheet.\n"
    ),
    "docs/then.md": (
        "# Then and now\n\n:::{list-table}\n:header-rows: 1\n\n* - Then\n  - Now\n"
        "* - two\n  - three bridges\n:::\n\n"
        ":::{judgement} 1\n:likelihood: likely\n:confidence: low\n:rests-on: one-1\n"
        ":would-change: More words.\n:alternative: No words.\n\n"
        "They will *open* again ([](#one-1)).\n:::\n"
    ),
    "docs/one.md": (
        "---\nprefix: one\nsource: smith2025\n---\n\n{#one}\n# First\n\n{#one-1}\n"
        "Words {cite:p}`smith2025`.\n"
    ),
    "docs/when.md": "# When\n\n```{timeline-plot}\n```\n\n```{bibliography}\n```\n",
}


@pytest.fixture(scope="module")
def brief(make_shared_book: MakeBook) -> SmallBook:
    """Return the book above, as its brief."""
    return make_shared_book(BOOK, builder="briefsheet", conf=CONF)


@pytest.fixture(scope="module")
def sheet(brief: SmallBook) -> Pdf:
    """Return the brief, opened."""
    return read_pdf(pdf_file(brief))


def test_it_holds_what_the_book_says_first(brief: SmallBook, sheet: Pdf) -> None:
    assert pdf_file(brief).name == "a-small-book-brief.pdf"
    text = sheet.text()
    for words in (
        "Asmallbook",
        "Thirdedition·1January2026",
        "InformationtoMay2025",
        "TheanswerThreeareclosed(“First”,¶1).",
        "SowhatTheymatter.",
        "1Theywillopenagain(“First”,¶1).likely(55–80%)low",
        "ThenandnowThenNowtwothreebridges",
        "SourcesSmith,Ada.2025.“Threebridges”",
        "books.example/a",
        "TLP:GREEN",
    ):
        assert words in text, words
    assert "Notonthesheet" not in text


def test_a_chart_of_the_front_page_is_shown_once_and_large(sheet: Pdf) -> None:
    assert sheet.text().count("Northport") == 1
    assert sheet.text().count("Theferrycrosses.") == 1


def test_what_room_is_left_goes_to_what_follows(sheet: Pdf) -> None:
    first, second = (page.extract_text() for page in sheet.structure.pages)
    assert "Then and now" in first
    assert "Northport" in first + second
    assert "Bridges close" in second  # a second chart, as there is room for it


def test_charts_are_set_in_the_type_of_the_book(brief: SmallBook) -> None:
    fonts = {
        str(font["/BaseFont"]).partition("+")[2]
        for page in pikepdf.open(pdf_file(brief)).pages
        for font in page.resources.Font.as_dict().values()
    }
    assert fonts
    assert all(name.startswith("LibertinusSerif") for name in fonts), fonts


def test_its_links_lead_to_the_site(sheet: Pdf) -> None:
    addresses = {
        link.get_object()["/A"]["/URI"]
        for page in sheet.structure.pages
        for link in page.get("/Annots") or ()
    }
    assert addresses == {"https://books.example/a/one.html#one-1", "https://books.example/a/"}


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_it_meets_the_standards(brief: SmallBook, profile: str) -> None:
    assert pdf_checker.validate_pdf(pdf_file(brief), profile=profile).failures == []


def test_a_book_without_all_that_has_a_brief_of_its_front_page(make_book: MakeBook) -> None:
    file = pdf_file(make_book({"docs/index.md": "# A\n\nAll.\n"}, builder="briefsheet"))
    with pypdfium2.PdfDocument(file) as pdf:
        assert len(pdf) == 1
    text = read_pdf(file).text()
    assert "All." in text
    assert not any(word in text for word in ("Keyjudgements", "Sources", "Thewholebook"))


def test_one_that_does_not_fit_is_refused_in_one_line(make_book: MakeBook) -> None:
    files = {"docs/index.md": "# A\n\n" + "Many words. " * 2000}
    book = make_book(files, builder="briefsheet", clean=False)
    assert book.messages.count("ERROR") == 1
    assert "and a sheet has 2: the front page has 4000 words; shorten the longest" in book.messages
    assert not list(Path(book.out).glob("*.pdf"))
