"""The frame of a page: what it loads, the contents, light and dark, narrow screens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from books import MakeBook
from sample_site import PAGES, OpenPage


def page(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / name).read_text(encoding="utf-8"), "lxml")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_holds_no_inline_code(site: Path, name: str) -> None:
    soup = page(site, name)
    inline = [s for s in soup.find_all("script") if not s.get("src")]
    assert [s for s in inline if "json" not in str(s.get("type"))] == []
    handlers = [t for t in soup.find_all(True) if any(a.startswith("on") for a in t.attrs)]
    assert handlers == []
    assert soup.find_all("style") == []


def test_what_the_theme_brings_and_no_page_uses_is_not_published(site: Path) -> None:
    names = {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()}
    assert not [n for n in names if "fontawesome" in n or "bootstrap" in n or n.endswith(".map")]
    assert not [n for n in names if n.startswith(("_sources", "searchindex"))]


def test_a_chapter_says_how_long_it_is_and_where_it_stands(site: Path) -> None:
    soup = page(site, "chapters/river.html")
    facts = soup.select_one(".brief-facts span")
    assert facts is not None
    assert facts.text == "3 numbered paragraphs · 3 notes · 1 minute to read"
    crumbs = [item.text for item in soup.select(".brief-crumbs li")]
    assert crumbs == ["Front page", "Chapters", "1. The river & its bridges"]
    assert [a.get_text() for a in soup.select(".brief-nav-sections a")] == [
        "Closing the bridge",
        "What came later",
    ]
    following = soup.select_one(".brief-next")
    assert following is not None
    assert following["href"] == "harbour.html"


def test_a_long_book_shows_the_neighbours_of_a_chapter(make_book: MakeBook) -> None:
    chapters = {
        f"docs/c{n:03}.md": f"---\nprefix: c{n}\n---\n{{#c{n}}}\n# Chapter {n}\n\nText.\n"
        for n in range(80)
    }
    listing = "\n".join(f"c{n:03}" for n in range(80))
    index = f"# Long\n\n```{{toctree}}\n:caption: Chapters\n:numbered:\n\n{listing}\n```\n"
    book = make_book(
        {"docs/index.md": index, **chapters}, conf='html_theme = "sphinx_book_theme"\n'
    )
    nav = book.page("c040").select_one(".brief-nav")
    assert nav is not None
    assert len(nav.select("li > a")) == 25
    assert "All 80" in nav.text


def test_another_theme_keeps_its_frame(make_book: MakeBook) -> None:
    book = make_book({"docs/c.md": "---\nprefix: c\n---\n{#c}\n# C\n\n{#c-1}\nText.\n"})
    assert book.page("c").select_one("a.brief-number") is not None
    assert "brief-bar" not in book.text("c.html")


def test_colours_follow_the_system_until_the_reader_chooses(open_page: OpenPage) -> None:
    reader = open_page("chapters/river.html", colours="dark")
    theme = "document.documentElement.dataset.theme"
    assert reader.page.evaluate(theme) == "dark"
    button = reader.page.locator("button.brief-colours")
    assert button.get_attribute("title") == "Colours: as the system"
    button.click()
    assert reader.page.evaluate(theme) == "light"
    reader.page.reload()
    assert reader.page.evaluate(theme) == "light"
    assert reader.complaints == []


def test_on_a_phone_the_contents_open_over_the_page_and_close(open_page: OpenPage) -> None:
    reader = open_page("chapters/river.html", width=360)
    nav = reader.page.locator("#brief-nav")
    assert not nav.is_visible()
    reader.page.locator(".brief-menu-open").focus()
    reader.page.keyboard.press("Enter")
    assert nav.is_visible()
    assert reader.page.locator("dialog#brief-menu :focus").count() == 1
    reader.page.keyboard.press("Escape")
    assert not nav.is_visible()
    assert reader.page.evaluate("document.activeElement.className").startswith("brief-button")


def test_on_a_phone_without_scripts_the_contents_are_a_link_away(open_page: OpenPage) -> None:
    reader = open_page("chapters/river.html", width=360, java_script_enabled=False)
    reader.page.locator(".brief-menu-open").click()
    assert reader.page.locator("#brief-nav").is_visible()


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_page_scrolls_sideways(open_page: OpenPage, width: int) -> None:
    reader = open_page("index.html", width=width)
    root = reader.page.url.removesuffix("index.html")
    for name in PAGES:
        reader.page.goto(root + name)
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_the_text_column_holds_60_to_75_characters(open_page: OpenPage) -> None:
    reader = open_page("chapters/river.html")
    measured = reader.page.evaluate(
        """() => {
          const p = document.querySelector("#river-1"), style = getComputedStyle(p);
          const canvas = document.createElement("canvas").getContext("2d");
          canvas.font = `${style.fontSize} ${style.fontFamily}`;
          const sample = "The bridge was closed in May after eleven thousand lorries crossed it ";
          return p.clientWidth / (canvas.measureText(sample).width / sample.length);
        }"""
    )
    assert 60 <= measured <= 75


def test_the_style_sheet_keeps_the_rules_that_pages_use(site: Path) -> None:
    css = (site / "_static" / "brief-theme.css").read_text(encoding="utf-8")
    assert "admonition" in css
    assert "carousel" not in css
    assert not re.search(r"\.fa-", css)
    assert len(css) < 110_000


@pytest.mark.parametrize("where", ["disk", "server"])
def test_the_text_is_set_in_the_font_that_the_site_carries(
    open_page: OpenPage, server: str, where: str
) -> None:
    reader = open_page("chapters/river.html", base=server if where == "server" else "")
    loaded = reader.page.evaluate(
        "document.fonts.ready.then(all => [...all].filter(f => f.status === 'loaded').length)"
    )
    assert loaded >= 1
    # Browsers refuse to ask for fonts early on pages from the disk, and complain.
    assert reader.page.locator("link[rel=preload]").count() == (2 if where == "server" else 0)
    assert reader.complaints == []
