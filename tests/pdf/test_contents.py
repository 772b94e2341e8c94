"""The contents: titles, figures and tables, each with its page and a link to it."""

from __future__ import annotations

import re

from books import MakeBook
from pdf.conftest import pdf_file
from reading_back.pdf_reader import read_pdf

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<rect width="9" height="9"/></svg>'
)
BOOK = {
    "docs/index.md": (
        "# A book\n\nWords.\n\n```{toctree}\n:numbered:\n:caption: The beginning\n\none\ntwo\n```\n"
    ),
    "docs/one.md": (
        "# A *strong* [title](two.md)[^a]\n\n## Within\n\n### Too deep\n\nWords.\n\n"
        "[^a]: Comment: below.\n\n```{figure} dot.svg\n:alt: a dot\n\nA dot, *drawn*[^b]\n```\n\n"
        "[^b]: Comment: by hand.\n"
    ),
    "docs/two.md": "# Second\n\n```{list-table} Some figures\n* - 1\n  - 2\n```\n",
    "docs/dot.svg": PICTURE,
}


def test_a_line_of_the_contents_has_the_words_but_no_notes_and_no_links(
    make_book: MakeBook,
) -> None:
    pdf = read_pdf(pdf_file(make_book(BOOK, builder="briefpdf")))
    # How the space is read between the words and their page is the reader's own.
    text = re.sub(r"[ .]{2,}|\s", "", pdf.drawn[1].get_textpage().get_text_bounded())
    lines = (
        "Contents", "Abook3", "Thebeginning", "1Astrongtitle4", "1.1Within4", "2Second5",
        "Figures", "Adot,drawn4", "Tables", "Somefigures5",
    )  # fmt: skip
    assert "".join(lines) in text.replace("2of5", "")
    assert pdf.text().count("Comment:below.") == pdf.text().count("Comment:byhand.") == 1


def test_each_line_of_the_contents_leads_to_its_page_and_says_it(make_book: MakeBook) -> None:
    pdf = read_pdf(pdf_file(make_book(BOOK, builder="briefpdf")))
    links = [link.get_object() for link in pdf.structure.pages[1].get("/Annots", [])]
    led = [(str(link["/A"]["/D"]), link["/Contents"]) for link in links]
    assert len(led) == 6
    for name, words in led:
        assert words == f"page {pdf.page_of(name) + 1}"


def test_a_chapter_is_not_parted_from_its_first_section_in_the_contents(
    make_book: MakeBook,
) -> None:
    # So many, and of such lengths, that one of them would be the last line of a page.
    names = [f"c{n:02}" for n in range(90)]
    chapters = {
        f"docs/{name}.md": f"# Chapter {name}\n\n"
        + "".join(f"## Section {m}\n\nWords.\n\n" for m in range(1 + n % 5))
        for n, name in enumerate(names)
    }
    index = {"docs/index.md": "# A book\n\n```{toctree}\n" + "\n".join(names) + "\n```\n"}
    pdf = read_pdf(pdf_file(make_book(index | chapters, builder="briefpdf")))
    pages = [page.get_textpage().get_text_bounded().splitlines() for page in pdf.drawn]
    ends = [[line for line in page if "TLP" not in line][-1].split()[0] for page in pages[1:7]]
    assert len(ends) == 6
    assert "Chapter" not in ends


def test_contents_of_which_a_few_lines_spill_are_set_closer(make_book: MakeBook) -> None:
    # As they are set without need, one page holds a few lines fewer.
    sections = "".join(f"## Section {n}\n\nWords.\n\n" for n in range(57))
    files = {
        "docs/index.md": "# A book\n\n```{toctree}\none\n```\n",
        "docs/one.md": f"# One\n\n{sections}",
    }
    pdf = read_pdf(pdf_file(make_book(files, builder="briefpdf")))
    pages = [page.get_textpage().get_text_bounded() for page in pdf.drawn]
    assert "Section 0" in pages[1]
    assert "Section 56" in pages[1]


def test_what_cannot_be_printed_in_a_title_is_said_once(make_book: MakeBook) -> None:
    files = {
        "docs/index.md": "# A\n\n```{toctree}\none\n```\n",
        "docs/one.rst": "A |b| title\n===========\n\n.. |b| raw:: html\n\n   <canvas>x</canvas>\n",
    }
    book = make_book(files, builder="briefpdf", clean=False)
    assert book.messages.count("<canvas>") == 1, book.messages
