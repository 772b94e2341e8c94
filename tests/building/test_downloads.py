"""The PDF and the brief lie beside the site's pages, which link to them: never to one not there."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from books import build_book, run_briefbook, write_files

CONF = """\
project = "A small book"
author = "The testers"
copyright = "2026, the testers"
extensions = ["briefbook"]
html_theme = "sphinx_book_theme"
brief_date = "2026-01-01"
brief_url = "https://book.example/small/"
"""
BOOK = {
    "conf.py": CONF,
    "docs/index.md": "# A small book\n\n```{toctree}\ndeep/one\n```\n",
    "docs/deep/one.md": "---\nprefix: one\n---\n\n{#one}\n# One\n\n{#one-1}\nFirst words.\n",
}


def linked(root: Path, page: str = "deep/one") -> dict[str, str]:
    """Return the files that a page offers in its head, by the words of their links."""
    text = (root / f"build/html/{page}.html").read_text(encoding="utf-8")
    links = BeautifulSoup(text, "lxml").select(".brief-downloads a")
    return {link.get_text(): str(link["href"]) for link in links}


def test_every_page_links_to_the_pdf_and_the_brief_that_lie_beside_it(tmp_path: Path) -> None:
    write_files(tmp_path, BOOK)
    build_book(tmp_path, "--only", "html")
    assert linked(tmp_path) == {}
    assert run_briefbook(tmp_path, "brief", cold=True).returncode == 0
    build_book(tmp_path)
    assert linked(tmp_path) == {
        "PDF": "../a-small-book.pdf",
        "Two-page brief": "../a-small-book-brief.pdf",
    }
    for page in ("index", "search", "at", "404"):
        assert list(linked(tmp_path, page)) == ["PDF", "Two-page brief"], page
    site = tmp_path / "build/html"
    made = (tmp_path / "build/pdf/a-small-book.pdf").read_bytes()
    assert (site / "a-small-book.pdf").read_bytes() == made
    assert (site / "a-small-book-brief.pdf").read_bytes().startswith(b"%PDF")
    # What programs are told, by the address of the site alone.
    meta = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "lxml")
    (address,) = meta.select("meta[name=citation_pdf_url]")
    assert address["content"] == "https://book.example/small/a-small-book.pdf"

    # The book has changed: what was printed before is no longer this book.
    write_files(tmp_path, {"docs/deep/one.md": BOOK["docs/deep/one.md"] + "\nMore words.\n"})
    done = build_book(tmp_path, "--only", "html")
    assert linked(tmp_path) == {}
    assert "a-small-book-brief.pdf is of another state of the book" in done.stdout
    assert not list(site.glob("*.pdf"))
