"""A heading is named as it is shown: with its citation in words, and a formula without TeX."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from books import MakeBook, SmallBook
from briefbook.domain.collect.plain_text import prose
from chapters import BIBLIOGRAPHY, words
from reading_back.pdf_reader import Pdf, read_only_pdf

BIB = "@book{key1, author={Moore, Una}, title={Tides}, date={1998}, publisher={Pier}}\n"
HEAD = "---\nprefix: a\n---\n\n{#a}\n# Boats after {cite:t}`key1`\n"
A = HEAD + "\n{#a-1}\nWords {cite:p}`key1`. See [](#a-cubes).\n"
A += "\n{#a-cubes}\n## Cubes $y^{3} \\le \\frac{1}{z_0}$ and {term}`Quay`\n\nMore.\n"
WORDS = "# Words\n\n:::{glossary} words\n\nQuay\n: A place, see [](#a-1) and [](#a).\n:::\n"
FILES = {
    "docs/index.md": "# The book\n\n```{toctree}\na\nw\nsources\n```\n",
    "docs/a.md": A,
    "docs/w.md": WORDS,
    "docs/sources.md": BIBLIOGRAPHY,
    "references.bib": BIB,
}
CHAPTER = "Boats after Moore (1998)"
SECTION = "Cubes y³≤1/(z₀) and Quay"


@dataclass(frozen=True, slots=True)
class Both:
    site: SmallBook
    pdf: Pdf


@pytest.fixture(scope="module")
def both(make_shared_book: MakeBook) -> Both:
    conf = 'html_theme = "sphinx_book_theme"\nmyst_enable_extensions = ["dollarmath"]\n'
    site, paper = (make_shared_book(FILES, name, conf=conf) for name in ("html", "briefpdf"))
    return Both(site, read_only_pdf(paper.out))


def test_titles_contents_and_links_say_what_the_heading_shows(both: Both) -> None:
    page, front = both.site.page("a"), both.site.page("index")
    assert words(page.title) == f"{CHAPTER} — A small book"
    assert words(page.select_one(".brief-nav .brief-current > a")) == CHAPTER
    assert words(page.select_one(".brief-nav-sections a")) == SECTION
    assert [words(a) for a in front.select(".toctree-wrapper a")][:2] == [CHAPTER, SECTION]
    assert words(front.select_one(".brief-next")).endswith(CHAPTER)
    assert words(page.select_one("#a-1 a.brief-xref")) == SECTION


def test_where_a_term_or_a_work_is_used_is_named_so(both: Both) -> None:
    assert f"“{CHAPTER}”, ¶ 1" in words(both.site.page("w").select_one("dd"))
    assert f"“{CHAPTER}” ¶ 1" in words(both.site.page("sources").select_one(".brief-used"))


def test_neither_key_nor_tex_is_in_what_a_reader_finds(both: Both) -> None:
    for path in both.site.out.rglob("*"):
        if path.suffix in {".html", ".js"}:
            text = path.read_text(encoding="utf-8")
            shown = text.replace("ref-key1", "")
            assert "key1" not in shown, path
            assert "\\frac" not in text, path


def test_the_bookmarks_of_the_pdf_say_it_too(both: Both) -> None:
    titles = [title for title, _page in both.pdf.outline()]
    assert CHAPTER in titles
    assert not any("\\" in title or "key1" in title for title in titles)


def test_another_author_changes_the_titles_of_the_next_build(make_book: MakeBook) -> None:
    make_book(FILES, conf='myst_enable_extensions = ["dollarmath"]\n')
    files = {"references.bib": BIB.replace("Moore, Una", "Nash, Ida")}
    page = make_book(files, conf='myst_enable_extensions = ["dollarmath"]\n').page("index")
    assert "Boats after Nash (1998)" in words(page.select_one(".toctree-wrapper"))


def test_a_backslash_of_a_heading_leaves_nothing_in_its_words() -> None:
    """Docutils leaves a null for it, which stops a PDF that has it in a running head."""
    title = publish_doctree("A \\*star\n========\n\nWords.\n").next_node(nodes.title)
    assert title is not None
    assert prose(title) == "A *star"
