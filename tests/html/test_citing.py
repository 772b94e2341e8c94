"""Citing a paragraph, a chapter, the book: in styles, in data formats, and in meta tags."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml  # type: ignore[import-untyped]  # of myst-parser; its types are no dependency
from bs4 import BeautifulSoup
from playwright.sync_api import expect
from pybtex.database import parse_string
from sphinx.util.inventory import InventoryFile

from books import MakeBook
from briefbook.html.citing.citations import CitableWork, bibtex, citations
from briefbook.html.citing.metadata import as_script
from briefbook.html.citing.panel import stops_within_quotation
from briefbook.output.licence import Licence, read_licence
from sample_site import OpenPage, Reader

RIVER = "https://book.example/delta/chapters/river.html"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
LASTING = "https://book.example/delta/at.html#river-2"


@pytest.fixture
def panel(open_page: OpenPage) -> Reader:
    reader = open_page("chapters/river.html", permissions=["clipboard-read", "clipboard-write"])
    reader.page.clock.set_fixed_time("2026-02-03T12:00:00")
    reader.page.locator("#river-2 a.brief-number").click()
    reader.page.locator(".brief-bubble button").click()
    return reader


def copied(reader: Reader, form: str) -> str:
    reader.page.get_by_role("button", name=f"Copy {form}", exact=True).click()
    expect(reader.page.locator("[role=status]").last).to_have_text(f"{form} copied")
    return str(reader.page.evaluate("navigator.clipboard.readText()"))


def test_a_paragraph_is_cited_in_two_styles_with_edition_and_day(panel: Reader) -> None:
    expect(panel.page.get_by_role("dialog")).to_contain_text("Cite ¶ 2")
    assert copied(panel, "Chicago note") == (
        "The testers, “The River & Its Bridges,” in Bridges of the Delta: A Book for Tests, "
        f"Second edition (2026), para. 2, accessed February 3, 2026, {LASTING}."
    )
    assert copied(panel, "APA") == (
        "The testers. (2026). The river & its bridges. In Bridges of the Delta: A book for tests "
        f"(Second edition). {LASTING}\n(The testers, 2026, para. 2)"
    )
    assert copied(panel, "Address") == LASTING


def test_the_books_own_form_comes_first_with_the_address_that_lasts(panel: Reader) -> None:
    forms = panel.page.locator(".brief-cite-form h3").all_text_contents()
    assert forms[:2] == ["Short form", "Address"]
    assert copied(panel, "Short form") == (
        f"Bridges of the Delta (Second edition, 1 January 2026), chapter 1, ¶ 2. {LASTING}"
    ).replace("¶ 2", "¶\N{NO-BREAK SPACE}2").replace("chapter 1", "chapter\N{NO-BREAK SPACE}1")


@pytest.mark.parametrize(("form", "ending"), [("BibTeX", "bib"), ("RIS", "ris")])
def test_a_citation_can_be_saved_as_a_file(panel: Reader, form: str, ending: str) -> None:
    with panel.page.expect_download() as saved:
        panel.page.get_by_role("link", name=f"Save as river-2.{ending}").click()
    assert saved.value.suggested_filename == f"river-2.{ending}"
    assert Path(saved.value.path()).read_text(encoding="utf-8") == copied(panel, form) + "\n"


@pytest.mark.parametrize(
    ("language", "said"),
    [("en-US", "“A,” “B ‘C,’” D."), ("en-GB", "“A”, “B ‘C’”, D."), ("de", "“A”, “B ‘C’”, D.")],
)
def test_americans_put_commas_within_quotation_marks(language: str, said: str) -> None:
    assert stops_within_quotation("“A”, “B ‘C’”, D.", language) == said


def test_programs_can_read_the_data_formats(panel: Reader) -> None:
    (entry,) = parse_string(copied(panel, "BibTeX"), "bibtex").entries.values()
    assert entry.fields["url"] == LASTING
    assert entry.fields["urldate"] == "2026-02-03"
    assert entry.fields["note"] == "Paragraph 2"
    assert (entry.fields["date"], entry.fields["year"]) == ("2026-01-01", "2026")
    (item,) = json.loads(copied(panel, "CSL-JSON"))
    assert item["accessed"] == {"date-parts": [[2026, 2, 3]]}
    assert item["title"] == "The river & its bridges"
    ris = dict(line.split("  - ") for line in copied(panel, "RIS").splitlines())
    assert (ris["TY"], ris["N1"], ris["UR"]) == ("CHAP", "Paragraph 2", LASTING)


def test_the_panel_changes_to_the_book_and_gives_the_focus_back(panel: Reader) -> None:
    panel.page.get_by_role("button", name="Book", exact=True).click()
    expect(panel.page.get_by_role("dialog")).to_contain_text("Cite this book")
    assert "https://book.example/delta/" in copied(panel, "Chicago note")
    panel.page.keyboard.press("Escape")
    expect(panel.page.get_by_role("dialog")).to_have_count(0)
    panel.page.wait_for_function("document.activeElement.className === 'brief-number'")
    assert panel.complaints == []


def test_the_chapter_has_its_own_button(open_page: OpenPage) -> None:
    reader = open_page("chapters/harbour.html", width=360)
    reader.page.get_by_role("button", name="Cite this chapter").click()
    expect(reader.page.get_by_role("dialog")).to_contain_text("The Harbour")


def test_every_mark_in_a_citation_is_one_that_the_browser_fills() -> None:
    cited = CitableWork("a", "A & B", "A {book} of 50 %", "", "2026", "Its #1 chapter")
    for form, text in citations(cited, numbered=True).items():
        marks = {part.split("⟧")[0] for part in text.split("⟦")[1:]}
        assert marks <= {"url", "number", "day", "iso", "parts"}, form
        assert "invalid" not in text
        assert "2099" not in text
        assert "770077" not in text


def test_bibtex_escapes_what_is_special_to_it() -> None:
    text = bibtex(CitableWork("k", "", "50 % of {A} & B_1", "", ""))
    assert r"title = {{50 \% of \{A\} \& B\_1}}" in text


def test_data_in_a_page_cannot_end_its_script() -> None:
    assert "</script" not in as_script({"title": "</script><script>alert(1)</script>"})


def test_a_chapter_carries_what_reference_managers_read(site: Path) -> None:
    page = (site / "chapters" / "river.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(page, "lxml")
    meta = {str(m.get("name") or m.get("property")): str(m["content"]) for m in soup("meta")
            if m.get("content")}  # fmt: skip
    assert meta["citation_title"] == "The river & its bridges"
    assert meta["citation_inbook_title"] == "Bridges of the Delta"
    assert meta["citation_author"] == "The testers,"
    assert meta["citation_publication_date"] == "2026/01/01"
    assert meta["citation_public_url"] == meta["og:url"] == RIVER
    assert meta["description"].startswith("The old bridge stood for ninety years")
    linked = json.loads(soup.select_one('script[type="application/ld+json"]').text)  # type: ignore[union-attr]
    assert (linked["@type"], linked["isPartOf"]["@type"]) == ("Chapter", "Book")


def test_every_page_says_under_which_licence_it_may_be_used(site: Path) -> None:
    for name in ("index.html", "chapters/river.html", "search.html"):
        page = BeautifulSoup((site / name).read_text(encoding="utf-8"), "lxml")
        (shown,) = page.select("footer a[rel=license]")
        assert (shown.text, shown["href"]) == ("CC BY 4.0", CC_BY)
        assert [link["href"] for link in page.select("head link[rel=license]")] == [CC_BY]
    linked = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "lxml").select_one(
        'script[type="application/ld+json"]'
    )
    assert json.loads(linked.text)["license"] == CC_BY  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("stated", "name", "spdx", "address"),
    [
        (
            "CC BY-SA 4.0",
            "CC BY-SA 4.0",
            "CC-BY-SA-4.0",
            "https://creativecommons.org/licenses/by-sa/4.0/",
        ),
        ("cc0-1.0", "CC0 1.0", "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("mit", "MIT", "MIT", "https://spdx.org/licenses/MIT.html"),
        ("All rights reserved", "All rights reserved", "", ""),
        ("Proprietary", "Proprietary", "", ""),
        ("https://example.org/terms", "https://example.org/terms", "", "https://example.org/terms"),
        ("", "", "", ""),
    ],
)
def test_a_licence_is_an_identifier_or_words(
    stated: str, name: str, spdx: str, address: str
) -> None:
    assert read_licence(stated) == Licence(name, spdx, address)


def test_the_citation_file_holds_what_its_format_asks_for(site: Path) -> None:
    citation = yaml.safe_load((site / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation == {
        "cff-version": "1.2.0",
        "message": "To cite this book or a paragraph of it, use these data.",
        "type": "dataset",
        "title": "Bridges of the Delta: A book for tests",
        "version": "Second edition",
        "date-released": "2026-01-01",
        "url": "https://book.example/delta/",
        "license": "CC-BY-4.0",
        "authors": [{"name": "The testers"}],
    }


@pytest.mark.parametrize("date", ["2026-03", "2026", ""])
def test_a_date_that_is_no_day_stays_out_of_the_citation_file(
    make_book: MakeBook, date: str
) -> None:
    conf = f'html_theme = "sphinx_book_theme"\nbrief_date = "{date}"\nproject = "A: \\"B\\" # c"\n'
    book = make_book({"docs/page.md": "# A page\n"}, conf=conf)
    citation = yaml.safe_load(book.text("CITATION.cff"))
    assert "date-released" not in citation
    assert citation["title"] == 'A: "B" # c'


def test_a_link_to_the_site_is_shown_with_its_cover(site: Path) -> None:
    page = BeautifulSoup((site / "chapters/river.html").read_text(encoding="utf-8"), "lxml")
    (image,) = page.select('meta[property="og:image"]')
    assert image["content"] == "https://book.example/delta/_brief/cover.png"
    drawn = (site / "_brief/cover.png").read_bytes()
    assert drawn.startswith(b"\x89PNG")
    assert struct.unpack(">II", drawn[16:24]) == (1200, 630)


def test_search_engines_leave_out_what_only_helps_to_find(site: Path) -> None:
    for path in site.glob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        left_out = bool(page.select('meta[name=robots][content="noindex"]'))
        assert left_out == (path.name in {"search.html", "404.html", "at.html"}), path.name
        assert left_out != bool(page.select("link[rel=canonical]")), path.name


def test_other_books_are_offered_no_place_that_is_not_there(site: Path) -> None:
    """Sphinx lists its index and its list of modules, which this site has not."""
    listed = InventoryFile.loads((site / "objects.inv").read_bytes(), uri="")
    pages = {
        item.uri.partition("#")[0] for names in listed.data.values() for item in names.values()
    }
    assert "search.html" in pages
    assert [page for page in pages if not (site / page).is_file()] == []


def test_the_site_has_a_map_and_a_sign(site: Path) -> None:
    places = [loc.text for loc in ET.parse(site / "sitemap.xml").iter() if "loc" in loc.tag]  # noqa: S314  # our own file
    assert RIVER in places
    assert len(places) == 8
    assert (site / "_static" / "brief-favicon.svg").is_file()
