"""Filters, letters to jump to, folded lists, and the page on paper."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect
from pypdf import PdfReader

from books import MakeBook
from briefbook.html.drawing.apparatus import initial_letter
from sample_site import OpenPage

THEME = 'html_theme = "sphinx_book_theme"\n'


def test_notes_can_be_shown_by_kind(open_page: OpenPage) -> None:
    reader = open_page("notes.html")
    group = reader.page.get_by_role("group", name="Kind of note")
    assert group.locator("button").all_inner_texts() == [
        "All 4", "Context 1", "Comment 1", "Correction 1", "Source 1",
    ]  # fmt: skip
    group.get_by_text("Source 1").click()
    shown = reader.page.locator("dl.brief-notes dd:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("The harbour competes")
    expect(reader.page.locator(".brief-notes-chapter:visible")).to_have_count(1)
    group.get_by_text("All 4").click()
    expect(shown).to_have_count(4)


def test_events_can_be_shown_by_topic_and_are_a_list_without_scripts(
    make_book: MakeBook, open_page: OpenPage
) -> None:
    book = make_book(
        {
            "references.bib": "@online{k, author = {{K}}, title = {T}, date = {2025}}\n",
            "docs/m.md": "---\nprefix: m\n---\n{#m}\n# M\n\n{#m-1}\nA {cite:p}`k{¶ 1}`.\n\n"
            "```{timeline}\n```\n\n[](#event-flood)\n\n```{bibliography}\n```\n",
            "docs/data/events.csv": "id,date,basis,title,topics,source,locator,paragraph\n"
            "flood,2024-05,,Water comes.,river; town,k,¶ 1,m-1\n"
            "fair,2024-06,,A fair is held.,town,k,¶ 1,m-1\n",
        },
        conf=THEME,
    )
    page = open_page("m.html", base=book.out.as_uri()).page
    shown = page.locator("dl.brief-timeline dt:visible")
    group = page.get_by_role("group", name="Topic")
    assert group.locator("button").all_inner_texts() == ["All 2", "river 1", "town 2"]
    group.get_by_text("river 1").click()
    expect(shown).to_have_text([re.compile("May 2024")])
    group.get_by_text("town 2").click()
    expect(shown).to_have_count(2)
    group.get_by_text("river 1").click()
    page.evaluate("location.hash = 'event-fair'")  # what is hidden is shown to who follows a link
    expect(shown).to_have_count(2)
    sign = "getComputedStyle(document.querySelector('a.download'), '::before').content"
    assert page.evaluate(sign).startswith('"↓"')  # not a letter of a font that is not there
    plain = open_page("m.html", base=book.out.as_uri(), java_script_enabled=False).page
    expect(plain.locator("dl.brief-timeline dt:visible")).to_have_count(2)
    expect(plain.locator(".brief-filter")).to_have_count(0)


def test_a_glossary_can_be_narrowed_to_a_word(open_page: OpenPage) -> None:
    reader = open_page("glossary/places.html")
    reader.page.get_by_label("Show only entries that hold").fill("курск")
    expect(reader.page.locator("dt:visible")).to_have_count(1)
    expect(reader.page.locator("main [role=status]").first).to_have_text("1 of 3 entries")


def test_a_long_glossary_has_letters_to_jump_to(make_book: MakeBook) -> None:
    names = ["Aachen", "Éire", "38th parallel", "Bonn", "Brest", *(f"Zoo {n}" for n in range(8))]
    entries = "\n".join(f"{name}\n: A place.\n" for name in names)
    book = make_book(
        {"docs/places.md": f"# Places\n\n:::{{glossary}} places\n\n{entries}\n:::\n"},
        conf=THEME,
        clean=False,  # Nothing uses the entries.
    )
    letters = book.page("places").select(".brief-letters a")
    assert [a.text for a in letters] == ["0–9", "A", "B", "E", "Z"]
    assert letters[2]["href"] == "#term-places-bonn"
    assert initial_letter("Ёлка") == "Е"


def test_a_long_list_of_uses_is_folded_and_grouped_by_chapter(make_book: MakeBook) -> None:
    named = [f"{{#c-{n}}}\nThe {{term}}`hub`." for n in range(1, 21)]
    # A term that most of a chapter names is used throughout it.
    others = [f"{{#c-{n}}}\nNothing of it." for n in range(21, 61)]
    text = "\n\n".join([*named, *others])
    book = make_book(
        {
            "docs/c.md": f"---\nprefix: c\n---\n{{#c}}\n# C\n\n{text}\n",
            "docs/g.md": "# G\n\n:::{glossary} g\n\nhub\n: A centre.\n:::\n",
        },
        conf=THEME,
    )
    folded = book.page("g").select_one(".brief-used details")
    assert folded is not None
    summary = folded.summary
    assert summary is not None
    assert summary.text == "Used in: 20 places in 1 part of the book"
    assert len(folded.select("a")) == 20


def test_paper_shows_numbers_notes_and_the_address(open_page: OpenPage, tmp_path: Path) -> None:
    reader = open_page("chapters/river.html")
    reader.page.pdf(path=tmp_path / "page.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "page.pdf").pages)
    assert "Context: The report does not say who measured its age" in text
    assert "https://book.example/delta/chapters/river.html" in text
    assert "Search" not in text
    assert "What came later" in text
    reader.page.emulate_media(media="print")
    expect(reader.page.locator("#river-2 > .brief-number")).to_be_visible()


def test_a_formula_needs_no_script(make_book: MakeBook) -> None:
    conf = THEME + 'myst_enable_extensions = ["dollarmath"]\n'
    book = make_book({"docs/m.md": "# M\n\nSo $x^2$.\n\n$$\n\\frac{1}{2}\n$$\n"}, conf=conf)
    page = book.page("m")
    assert len(page.select("math")) == 2
    assert [s["src"] for s in page.select("script[src]") if "mathjax" in str(s).lower()] == []


def test_a_formula_that_cannot_be_read_is_reported_and_shown(make_book: MakeBook) -> None:
    conf = THEME + 'myst_enable_extensions = ["dollarmath"]\n'
    book = make_book({"docs/m.md": "# M\n\nSo $x^$.\n"}, conf=conf, clean=False)
    assert "x^" in book.page("m").text
    assert "docs/m.md:3: WARNING: the formula" in book.messages
    assert "[brief.formula]" in book.messages
