"""Accessible and safe: axe on every kind of page, a strict policy, nothing from elsewhere."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from books import RealBook, site_pages
from reading_back.crawler import crawl
from reading_back.site_reader import read_site
from sample_site import PAGES, OpenPage, Reader

RULES = {
    # Else axe itself requests the style sheets, which a page from the disk may not.
    "preload": False,
    # What passes is not written up, which takes longer than finding it.
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def violations(reader: Reader) -> list[str]:
    found = Axe().run(reader.page, options=RULES).response["violations"]
    return [
        f"{rule['id']} at {node['target']}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_axe_finds_nothing_on_any_kind_of_page(
    open_page: OpenPage, server: str, width: int, colours: str
) -> None:
    reader = open_page("index.html", width=width, colours=colours)
    root = reader.page.url.removesuffix("index.html")
    found = {}
    for name in PAGES:
        # The page for a wrong address finds its styles from any depth, but only on its host.
        reader.page.goto(f"{server}/{name}" if name == "404.html" else root + name)
        found[name] = violations(reader)
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(open_page: OpenPage, colours: str) -> None:
    reader = open_page("chapters/river.html", width=768, colours=colours)
    reader.page.locator("#river-1 a.brief-term").first.hover()
    reader.page.locator("#brief-preview").wait_for()
    assert violations(reader) == []
    reader.page.locator("#river-1 a.brief-number").click()
    reader.page.locator(".brief-bubble").wait_for()
    assert violations(reader) == []
    reader.page.locator(".brief-menu-open").click()
    assert violations(reader) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_works_under_a_strict_policy_and_asks_no_other_host(
    open_page: OpenPage, server: str, name: str
) -> None:
    reader = open_page(name, base=server)
    reader.page.wait_for_load_state("networkidle")
    assert reader.complaints == []
    assert [address for address in reader.requests if not address.startswith(server)] == []
    assert reader.page.evaluate("document.documentElement.classList.contains('brief-js')")


def test_no_link_of_the_sample_is_dead(site: Path) -> None:
    read = read_site(site)
    dead = [
        f"{link.page.name}: {link.address}"
        for link in read.links()
        # Those of 404.html begin at its host's root: test_lost follows them.
        if link.page.name != "404.html"
        and not link.is_external
        and not _exists(read.ids, *link.target)
    ]
    assert dead == []


def test_every_place_of_the_sample_can_be_gone_to_on_a_telephone(
    open_page: OpenPage, server: str
) -> None:
    reader = open_page("index.html", base=server, width=360)
    found = crawl(reader.page, f"{server}/index.html")
    assert found.wrong == []
    assert set(PAGES) <= set(found.pages)
    assert reader.complaints == []


def _exists(ids: dict[Path, list[str]], path: Path, fragment: str) -> bool:
    if not path.exists():
        return False
    return not fragment or fragment in ids.get(path, [])


@pytest.mark.parametrize(("width", "colours"), [(360, "dark"), (768, "light"), (1440, "light")])
def test_every_page_of_the_real_book_is_clean(
    open_page: OpenPage, real_book: RealBook, width: int, colours: str
) -> None:
    """Its rules for access at one width; ``bench/axe.py`` asks them at each, light and dark."""
    reader = open_page("index.html", base=real_book.html.as_uri(), width=width, colours=colours)
    found = {}
    editions = sorted(real_book.html.glob("*/judgements.html"))
    assert len(editions) == 2
    for path in (*site_pages(real_book.html), *editions):
        reader.page.goto(path.as_uri())
        wide = reader.page.evaluate("document.documentElement.scrollWidth") > width
        said = violations(reader) if width == 360 else []
        found[path.relative_to(real_book.html).as_posix()] = said + (
            ["scrolls sideways"] if wide else []
        )
    assert len(found) > 20
    assert {name: said for name, said in found.items() if said} == {}
    assert reader.complaints == []
    assert [a for a in reader.requests if not a.startswith("file:")] == []


def test_what_a_page_may_load_beyond_its_text_is_under_155_kb(site: Path) -> None:
    """All scripts, styles and fonts together: more than any one page asks for."""
    sizes = {}
    for path in (site / "_static").rglob("*"):
        if path.suffix in {".css", ".js", ".svg"}:
            sizes[path.name] = len(gzip.compress(path.read_bytes()))
        elif path.suffix == ".woff2":
            sizes[path.name] = path.stat().st_size
    assert len(sizes) > 15
    assert sum(sizes.values()) <= 155_000, sizes
