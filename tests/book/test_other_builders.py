"""The real book as LaTeX and as an EPUB loses nothing; neither needs TeX for that."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from books import copy_book, run_sphinx
from reading_back.pdf_reader import dense
from reading_back.site_reader import Site

WORD = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the book that both builders read once."""
    folder = tmp_path_factory.mktemp("other") / "book"
    copy_book(folder)
    return folder


def test_every_word_of_the_chapters_is_in_the_latex(site: Site, root: Path) -> None:
    made = run_sphinx(root, "latex")
    assert made.messages == ""
    (path,) = made.out.glob("*.tex")
    source = path.read_text("utf-8")
    # What TeX would make of it: no commands, no optional hyphens.
    text = dense(re.sub(r"\\[A-Za-z]+\*?|[{}~\\]", "", source))
    for chapter in site.chapters():
        paragraphs = chapter.select("p[id]:has(> a.brief-number), [role=doc-footnote] p")
        assert len(paragraphs) > 40
        for paragraph in paragraphs:
            missing = [word for word in WORD.findall(paragraph.get_text()) if word not in text]
            assert missing == [], paragraph.get("id")


def test_every_anchor_of_the_site_is_in_the_epub(site: Site, root: Path) -> None:
    made = run_sphinx(root, "epub")
    assert made.messages == ""
    (path,) = made.out.glob("*.epub")
    with zipfile.ZipFile(path) as epub:
        pages = [
            BeautifulSoup(epub.read(name), "xml")
            for name in sorted(epub.namelist())
            if name.endswith(".xhtml")
        ]
    ids = {str(element["id"]) for page in pages for element in page.select("[id]")}
    text = dense("".join(page.get_text() for page in pages))
    promised = {
        str(element["id"]): element
        for page in site.pages.values()
        for element in page.select(
            "p[id]:has(> a.brief-number), dt[id^=term-], .citation[id^=ref-]"
        )
    }
    assert len(promised) > 110
    assert promised.keys() <= ids
    for name, element in promised.items():
        words = WORD.findall(element.get_text())
        assert [word for word in words if word not in text] == [], name
