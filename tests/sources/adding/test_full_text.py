"""An open page becomes a chapter with its links, emphasis, notes and lines."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from bs4 import BeautifulSoup, Tag

from articles.pages import page
from books import MakeBook, SmallBook, maker, run_briefbook
from briefbook.sources.adding.add import add
from briefbook.sources.adding.addition import Request
from briefbook.sources.adding.report import Dialogue

MIDDLE = (
    "<p>The tank of the <em>Northern Star</em> held 10<sup>6</sup> litres, the "
    "<a href='https://ferry.example/a_(b)?x=1'>company’s *own* page</a> says.</p>"
    "<p>The crew was 20<sup><a href='#n1' id=r1>1</a></sup> in March.</p>"
    "<p>The boats go out<br>the boats come in<br>the lake is old</p>"
    "<pre>for boat in `boats`:\n    sink(boat)</pre>"
    "<table><caption>Boats by year</caption><tr><th>Year</th><th>Boats</th></tr>"
    "<tr><td>2020</td><td>12, or <b>13</b></td></tr><tr><td>2021</td><td></td></tr></table>"
    "<table><tr><th>Lake</th><th>Depth</th></tr><tr><td>North</td><td>40</td></tr></table>"
    "<p>It will probably rain, the pilot said: “all 12 will sink.</p>"
    "<h3>Of iron</h3><p>Iron boats sink, the pilot of the islands said.</p>"
    "<h4>Of rust</h4><ol start=5><li>Rusty boats sink too</li><li>Wood floats</li></ol>"
    "<section class=footnotes><ol><li id=n1>Counted by hand. <a href='#r1'>↩</a></li></ol>"
    "</section>"
)
GLOSSARY = "# Places\n\n:::{glossary} places\n\nIron\n: A metal. See [](#k-1).\n:::\n"


def added(root: Path) -> None:
    (root / "docs/chapters").mkdir(parents=True)
    (root / "conf.py").touch()
    (root / "page.html").write_text(page(MIDDLE), encoding="utf-8")
    request = Request(root, (str(root / "page.html"),), key="k", rights="open", license="CC-BY-4.0")
    assert add(request, Dialogue(print, print, lambda _done, _all: None)).status == 0


@pytest.fixture(scope="module")
def making(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeBook]:
    folder = tmp_path_factory.mktemp("full")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        added(folder / "book")
        yield maker(folder)


@pytest.fixture(scope="module")
def site(making: MakeBook) -> SmallBook:
    return making({"docs/glossary/places.md": GLOSSARY, **INDEX})


HEADINGS = "section[id^=k-] > h2, section[id^=k-] > h3"
INDEX = {
    "docs/index.md": (
        "# Book\n\nA book on {term}`iron`.\n\n"
        "```{toctree}\nchapters/k\nglossary/places\nsources\n```\n"
    ),
    "docs/sources.md": "# Sources\n\n```{bibliography}\n:all:\n```\n",
}


def numbered(site: SmallBook, number: int) -> Tag:
    found = site.page("chapters/k").find(id=f"k-{number}")
    assert isinstance(found, Tag)
    return found


def test_a_verbatim_text_builds_without_a_warning(site: SmallBook) -> None:
    assert site.messages == ""
    assert "open: the text may be given in full (CC-BY-4.0)" in site.page("chapters/k").get_text()


def test_links_emphasis_and_raised_figures_are_the_articles(site: SmallBook) -> None:
    paragraph = numbered(site, 2)
    link = paragraph.find("a", class_="external")
    assert isinstance(link, Tag)
    assert link["href"] == "https://ferry.example/a_(b)?x=1"
    assert link.get_text() == "company’s *own* page"
    emphasis = paragraph.find("em")
    assert emphasis is not None
    assert emphasis.get_text() == "Northern Star"
    assert "held 10⁶ litres" in paragraph.get_text()


def test_the_articles_note_is_a_note(site: SmallBook) -> None:
    paragraph = numbered(site, 3)
    assert "The crew was 20" in paragraph.get_text()
    assert paragraph.find("a", class_="footnote-reference") is not None
    assert "Counted by hand." in site.page("chapters/k").get_text()


def test_lines_and_code_are_kept(site: SmallBook) -> None:
    verse = [line.strip() for line in numbered(site, 4).get_text("\n").splitlines() if line.strip()]
    assert verse[-3:] == ["The boats go out", "the boats come in", "the lake is old"]
    lines = [code.get_text() for code in numbered(site, 5).find_all("code")]
    assert [line.replace("\xa0", " ") for line in lines] == [
        "for boat in `boats`:", "    sink(boat)",
    ]  # fmt: skip


def test_what_is_a_source_s_own_text_is_held_against_no_rule_for_the_editors(
    site: SmallBook,
) -> None:
    said = run_briefbook(site.root, "check").stdout.splitlines()
    assert [line for line in said if re.match(r"(docs|sources)/|.*source_unused", line)] == []
    page_ = site.root / "docs/chapters/k.md"
    text = page_.read_text(encoding="utf-8")
    try:
        changed = text.replace("| 2020 |", "| 2019 |").replace("the lake is old", "the sea is old")
        page_.write_text(changed, encoding="utf-8")
        said = run_briefbook(site.root, "check").stdout.splitlines()
    finally:
        page_.write_text(text, encoding="utf-8")
    found = [line.partition(": ")[2] for line in said if line.startswith("sources/")]
    assert [line.partition(" (")[0] for line in found] == ["k table 1, ¶ 4"]


def test_headings_keep_their_levels_and_lists_their_numbers(site: SmallBook) -> None:
    page_ = site.page("chapters/k")
    assert [(h.name, str(h.contents[0])) for h in page_.select(HEADINGS)] == [
        ("h2", "Of iron"), ("h3", "Of rust"),
    ]  # fmt: skip
    lists = page_.select("ol[start]")
    assert [each["start"] for each in lists][:1] == ["5"]


def test_the_same_stands_in_print(making: MakeBook, site: SmallBook) -> None:
    book = making({}, "briefpdf")
    (path,) = Path(book.out).glob("*.pdf")
    with pypdfium2.PdfDocument(io.BytesIO(path.read_bytes())) as document:
        text = " ".join(one.get_textpage().get_text_bounded() for one in document)
    for words in ("held 10⁶ litres", "company’s *own* page", "sink(boat)", "Counted by hand."):
        assert words in " ".join(text.split())
    assert BeautifulSoup(site.text("chapters/k.html"), "lxml").find(id="k-1")
