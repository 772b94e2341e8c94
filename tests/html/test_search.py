"""Search: paragraphs, notes, terms and sources by their words, from the disk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from books import MakeBook
from briefbook.html.pages.page_data import PageData, PagePassage
from briefbook.html.pages.search_index import (
    base36,
    collect_postings,
    split_parts,
    write_search_index,
)
from briefbook.html.pages.search_words import search_words
from chapters import chapter
from sample_site import OpenPage, Reader


def search(reader: Reader, query: str) -> list[str]:
    """Type a query into the search dialog; return the headings of what it finds."""
    reader.page.keyboard.press("Control+k")
    reader.page.locator("dialog.brief-search input").fill(query)
    expect(reader.page.locator("dialog .brief-search-count")).not_to_be_empty()
    reader.page.wait_for_timeout(300)
    return [hit.inner_text() for hit in reader.page.locator(".brief-hit-where a").all()]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("lorries", "Chapter 1, ¶ 2"),
        ("11000", "Chapter 1, ¶ 2"),
        ("11,000 lorries", "Chapter 1, ¶ 2"),
        ("measured its age", "Chapter 1, note 1"),
        ("Курск", "Kursk"),
        ("Ninety Years", "Lake 2024"),
        ("competes", "Chapter 2, note 1"),
        ("river-2", "Chapter 1, ¶ 2"),
        ("#river-2", "Chapter 1, ¶ 2"),
        ("chapter 1, ¶ 2", "Chapter 1, ¶ 2"),
        ("ch. 1 para. 2", "Chapter 1, ¶ 2"),
        ("1.2", "Chapter 1, ¶ 2"),
        ("¶ 2", "Chapter 1, ¶ 2"),
        ("Rn. 2", "Chapter 1, ¶ 2"),
    ],
)
def test_a_word_leads_to_the_passage_that_holds_it(
    open_page: OpenPage, query: str, first: str
) -> None:
    reader = open_page("glossary/places.html")
    found = [heading.replace("\N{NO-BREAK SPACE}", " ") for heading in search(reader, query)]
    assert found
    assert found[0] == first
    assert reader.complaints == []


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("Kurks", "Kursk"),
        ("Xursk", "Kursk"),
        # Where two words are as near, that which stands with the other.
        ("the lorires bridge", "the lorries bridge"),
    ],
)
def test_a_misspelled_word_is_answered_by_the_nearest_of_the_book(
    open_page: OpenPage, query: str, meant: str
) -> None:
    reader = open_page("glossary/places.html")
    search(reader, query)
    near = reader.page.locator("dialog .brief-search-near")
    expect(near).to_have_text(f"Did you mean {meant}?")
    near.get_by_role("button").click()
    expect(near).to_be_hidden()
    expect(reader.page.locator("dialog input")).to_have_value(meant)
    assert reader.page.locator(".brief-hit").count()
    assert reader.complaints == []


def test_nothing_is_offered_for_a_word_like_none(open_page: OpenPage) -> None:
    reader = open_page("glossary/places.html")
    search(reader, "qqqqqqqq")
    expect(reader.page.locator("dialog .brief-search-near")).to_be_hidden()


def test_a_result_opens_its_paragraph_with_the_words_marked(open_page: OpenPage) -> None:
    reader = open_page("index.html")
    assert search(reader, "closed lorries")
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/chapters/river.html#river-2")
    assert reader.page.locator("#river-2 mark").all_inner_texts() == ["closed", "lorries"]


def test_the_search_page_answers_the_question_in_its_address(open_page: OpenPage) -> None:
    reader = open_page("search.html?q=ferry")
    expect(reader.page.locator(".brief-hit").first).to_contain_text("ferry")


def test_nothing_found_is_said(open_page: OpenPage) -> None:
    reader = open_page("index.html")
    assert search(reader, "zeppelin") == []
    expect(reader.page.locator("dialog .brief-search-count")).to_have_text("Nothing found.")


def test_no_page_loads_any_index_before_a_search(open_page: OpenPage) -> None:
    reader = open_page("chapters/river.html")
    loaded = [each for each in reader.requests if re.search(r"_brief/(search|pages)/", each)]
    assert loaded == []


def test_words_compare_without_case_accents_and_commas() -> None:
    assert search_words("The 11,000 SOLDIERS in Zürich, й 김정은") == [
        "11000", "soldiers", "zurich", "и", "김정은",
    ]  # fmt: skip
    assert search_words("東京の夜") == ["東", "京", "の", "夜"]


def test_a_word_with_many_places_gets_a_part_of_its_own() -> None:
    parts = split_parts({"bridge": "0:1;" * 20_000, "bridges": "0:1", "ferry": "0:2"})
    assert [prefix for prefix, _ in parts] == ["bridge=", "bridges", "f"]


def test_the_index_of_a_thousand_chapters_is_light_to_open(tmp_path: Path) -> None:
    def chapter(number: int) -> PageData:
        text = " ".join(f"word{(number * 7 + n) % 5000}" for n in range(60))
        passages = [PagePassage(f"c{number}-{n}", "paragraph", str(n), text) for n in range(30)]
        return PageData(f"c/{number}.html", f"chapter {number}", "A title", tuple(passages))

    write_search_index(tmp_path, [chapter(number) for number in range(1000)])
    assert (tmp_path / "index.js").stat().st_size < 500_000
    assert max(path.stat().st_size for path in tmp_path.glob("*.js")) < 500_000


def test_places_are_written_as_the_module_says() -> None:
    term = PagePassage("t", "term", "bridge", "bridge A way over water")
    page = PageData("p.html", "p", "P", (PagePassage("a", "paragraph", "1", "The bridge."), term))
    assert collect_postings([page])["bridge"] == "0:0,1!"
    assert [base36(n) for n in (0, 35, 36)] == ["0", "z", "10"]


LANGUAGES = {
    "docs/index.md": "# Brücken\n\n```{toctree}\na\n```\n",
    "docs/a.md": chapter("a", "{#a-1}\nDie alte Brücke wurde gesperrt.",
                         "{#a-2}\n항구에서 다리가 닫혔다.",
                         "{#a-3}\nМости зачинили навесні.",
                         "{#a-4}\nأُغلق الجسر في الربيع.",
                         "{#a-5}\n港口的桥梁已经关闭。"),
}  # fmt: skip


@pytest.fixture(scope="module")
def several_languages(make_shared_book: MakeBook) -> str:
    conf = 'html_theme = "sphinx_book_theme"\nlanguage = "de"\n'
    return make_shared_book(LANGUAGES, conf=conf, clean=False).out.as_uri()


@pytest.mark.parametrize(
    ("query", "number"),
    [("Brücken", 1), ("다리", 2), ("다리를", 2), ("мостів", 3), ("мост", 3), ("جسر", 4),
     ("桥梁", 5), ("梁已", 5)],
)  # fmt: skip
def test_other_forms_of_a_word_are_found_in_its_language(
    several_languages: str, open_page: OpenPage, query: str, number: int
) -> None:
    reader = open_page("a.html", base=several_languages)
    found = search(reader, query)
    assert [hit.split()[-1] for hit in found] == [str(number)]
    assert reader.complaints == []
