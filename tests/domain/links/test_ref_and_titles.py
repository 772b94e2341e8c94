"""``{ref}`` to what a briefing book numbers, and headings that are more than words."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from books import MakeBook, SmallBook
from chapters import chapter, line_of, words
from reading_back.pdf_reader import Pdf, read_only_pdf

INDEX = "# The book\n\n```{toctree}\na\nb\n```\n"
A = chapter(
    "alpha",
    "{#alpha-1}\nParagraph one. See {ref}`alpha-1`, {ref}`this <alpha-1>`, [](#alpha-night).",
    "{#alpha-night}\n## Night rates[^s]\n\nMore. See [](#apart-1).",
    "[^s]: Comment: of the section.",
)
B = chapter("beta", "{#beta-1}\nSee {ref}`alpha-1`.")
APART = "---\norphan: true\n" + chapter("apart", "{#apart-1}\nWords apart.")[4:]


class Outputs(NamedTuple):
    site: SmallBook
    printed: SmallBook

    @property
    def pdf(self) -> Pdf:
        return read_only_pdf(self.printed.out)


@pytest.fixture(scope="module")
def outputs(make_shared_book: MakeBook) -> Outputs:
    pages = {"docs/index.md": INDEX, "docs/a.md": A, "docs/b.md": B, "docs/apart.md": APART}
    return Outputs(make_shared_book(pages), make_shared_book(pages, "briefpdf", clean=False))


def test_ref_leads_to_a_paragraph(outputs: Outputs) -> None:
    links = outputs.site.page("a").select("#alpha-1 a[href='#alpha-1']")
    assert [words(link) for link in links][-2:] == ["¶ 1", "this"]
    (link,) = outputs.site.page("b").select("#beta-1 a[href='a.html#alpha-1']")
    assert words(link) == "“The alpha chapter”, ¶ 1"


def test_the_number_of_a_note_is_no_part_of_a_heading(outputs: Outputs) -> None:
    (link,) = outputs.site.page("a").select("#alpha-1 a[href='#alpha-night']")
    assert words(link) == "Night rates"
    assert "Night rates" in [title for title, _page in outputs.pdf.outline()]


def test_a_link_to_a_page_in_no_toctree_says_so(outputs: Outputs) -> None:
    assert outputs.printed.messages == (
        f"docs/a.md:{line_of(A, '#apart-1')}: WARNING: the link to “apart-1” leads to the page "
        "“apart”, which is in no toctree and so not in the PDF: its words are printed alone; put "
        "the page in a toctree [brief.pdf]\n"
    )
