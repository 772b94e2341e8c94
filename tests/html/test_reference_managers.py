"""What reference managers take from the site: who wrote it, its PDF, and all of its sources."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import BeautifulSoup

from books import SmallBook, maker
from briefbook.bibliography import read_bib, to_csl
from briefbook.bibliography.exchange.reading import read_exported
from chapters import chapter

CONF = """
author = "Ann Bell, Carl Dörn and The Desk"
html_theme = "sphinx_book_theme"
brief_publisher = "Quay Press"
brief_url = "https://book.example/delta/"
brief_pdf_url = "https://book.example/pdf/"
brief_pdf_name = "delta"
"""
BIB = """\
@report{tide2020, author = {K{\\"o}hler, Ren{\\'e}e and {Board of Tides and Locks}},
  title = {A count of \\emph{boats}}, institution = {Tide Board}, number = {TB-12}, volume = {4},
  date = {2020-05-03}, url = {https://example.org/a}, urldate = {2024-01-02},
  file = {/home/ann/a.pdf}, abstract = {The words of the publisher},
  archiveurl = {https://archive.example/a}, archivedate = {2024-02-03T10:30Z},
  sha256 = {dd07}}
@online{quay2021, author = {Low, Ann}, title = {A page}, date = {2021}}
@book{unlisted, title = {Nobody cites this}}
"""
INDEX = (
    "# The book\n\n```{toctree}\n:numbered:\n:glob:\nchapters/*\n```\n\n```{bibliography}\n```\n"
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> SmallBook:
    own = chapter("own", "{#own-1}\nWords {cite:p}`quay2021`.")
    files = {
        "references.bib": BIB,
        "docs/index.md": INDEX,
        "docs/chapters/a.md": chapter("a", "{#a-1}\nWords {cite:p}`tide2020`."),
        "docs/chapters/b.md": own.replace("prefix: own", "prefix: own\nauthor: Bo van den Oordt"),
    }
    return maker(tmp_path_factory.mktemp("managers"))(files, conf=CONF, clean=False)


def metas(page: BeautifulSoup, name: str) -> list[str]:
    return [str(meta["content"]) for meta in page.find_all("meta", attrs={"name": name})]


def links(page: BeautifulSoup, relation: str) -> list[str]:
    return [str(link["href"]) for link in page.find_all("link", rel=relation)]


@pytest.mark.parametrize(
    ("docname", "authors"),
    [
        ("index", ["Bell, Ann", "Dörn, Carl", "The Desk,"]),
        ("chapters/a", ["Bell, Ann", "Dörn, Carl", "The Desk,"]),
        ("chapters/b", ["van den Oordt, Bo"]),
    ],
)
def test_each_author_is_one_and_a_chapter_may_have_its_own(
    book: SmallBook, docname: str, authors: list[str]
) -> None:
    page = book.page(docname)
    assert metas(page, "citation_author") == authors
    assert metas(page, "citation_pdf_url") == ["https://book.example/pdf/delta.pdf"]
    assert metas(page, "citation_publisher") == ["Quay Press"]
    assert metas(page, "citation_language") == ["en"]
    # Zotero: a page with the title of a whole is a part of a book, the front page is a book.
    assert bool(metas(page, "citation_inbook_title")) == (docname != "index")
    kind = page.find("meta", property="og:type")
    assert kind and kind["content"] == ("book" if docname == "index" else "article")


def test_a_chapter_of_another_author_stands_in_the_book_of_the_others(book: SmallBook) -> None:
    data = book.page("chapters/b").find(id="brief-citations")
    assert data
    levels = json.loads(data.text)["levels"]
    (item,) = json.loads(levels["chapter"]["CSL-JSON"].replace("⟦parts⟧", "[2026]"))
    oordt = {"given": "Bo", "non-dropping-particle": "van den", "family": "Oordt"}
    assert item["author"] == [oordt]
    assert [name.get("family", "") for name in item["container-author"]] == ["Bell", "Dörn", ""]
    (entry,) = read_bib(levels["chapter"]["BibTeX"]).entries
    assert entry.get("author") == "van den Oordt, Bo"
    assert entry.get("bookauthor") == "Bell, Ann and Dörn, Carl and {The Desk}"
    assert (entry.get("year"), entry.get("publisher")) == ("2026", "Quay Press")
    assert "\nAU  - van den Oordt, Bo\n" in levels["chapter"]["RIS"]
    assert "\nAU  - Bell, Ann\nAU  - Dörn, Carl\nAU  - The Desk,\n" in levels["book"]["RIS"]
    assert levels["book"]["Chicago note"].startswith("Ann Bell et al., A Small Book (Quay Press, ")
    assert levels["chapter"]["APA"].startswith("van den Oordt, B. (2026). ")


def test_the_citation_file_tells_persons_from_bodies(book: SmallBook) -> None:
    assert book.text("CITATION.cff").endswith(
        'authors:\n  - family-names: "Bell"\n    given-names: "Ann"\n'
        '  - family-names: "Dörn"\n    given-names: "Carl"\n  - name: "The Desk"\n'
    )


def test_the_site_says_where_its_parts_and_its_sources_are(book: SmallBook) -> None:
    front, part = book.page("index"), book.page("chapters/a")
    assert links(front, "cite-as") == ["https://book.example/delta/index.html"]
    assert links(part, "cite-as") == ["https://book.example/delta/chapters/a.html"]
    assert links(front, "item") == [
        "chapters/a.html", "chapters/b.html", "https://book.example/pdf/delta.pdf",
    ]  # fmt: skip
    assert [link for link in links(front, "alternate") if "sources" in link] == [
        "sources.bib", "sources.ris", "sources.json",
    ]  # fmt: skip
    assert "../sources.bib" in links(part, "alternate")
    shown = {str(a["href"]): a.text for a in part.select("footer a")}
    assert shown["../sources.ris"] == "RIS"


@pytest.mark.parametrize("name", ["sources.bib", "sources.ris", "sources.json"])
def test_the_sources_can_be_taken_into_another_library(book: SmallBook, name: str) -> None:
    out = read_exported(name, (book.out / name).read_bytes())
    assert not out.findings
    entries = {entry.key: entry for entry in out.entries}
    assert set(entries) == {"tide2020", "quay2021"}
    item = to_csl(entries["tide2020"]).item
    assert item["type"] == "report"
    assert item["author"] == [
        {"family": "Köhler", "given": "Renée"}, {"literal": "Board of Tides and Locks"},
    ]  # fmt: skip
    assert re.sub("<.*?>", "", item["title"]) == "A count of boats"
    assert (item["number"], item["publisher"], item["volume"]) == ("TB-12", "Tide Board", "4")
    assert item["issued"]["date-parts"] == [[2020, 5, 3]]
    assert (item["URL"], item["accessed"]["date-parts"]) == (
        "https://example.org/a",
        [[2024, 1, 2]],
    )
    assert "https://archive.example/a" in json.dumps(item)


def test_a_copy_is_shown_with_the_time_of_capture_and_its_digest(book: SmallBook) -> None:
    shown = " ".join(book.page("index").get_text().split())
    assert "Archived at https://archive.example/a (3 February 2024, 10:30 UTC). SHA-256 dd07." in (
        shown.replace("\N{NO-BREAK SPACE}", " ")
    )


def test_nothing_private_leaves_with_them(book: SmallBook) -> None:
    for name in ("sources.bib", "sources.ris", "sources.json"):
        assert "/home/ann" not in book.text(name)
        assert "words of the publisher" not in book.text(name)
