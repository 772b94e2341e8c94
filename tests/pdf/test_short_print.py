"""What print leaves out, and what shares a page."""

from __future__ import annotations

import pytest

from books import MakeBook
from pdf.conftest import pdf_file
from reading_back.pdf_reader import Pdf, read_pdf

BOOK = {
    "docs/index.md": (
        "# A book\n\n```{toctree}\n:numbered:\n\none\n```\n\n"
        "```{toctree}\n:caption: Behind\n\nplaces\npeople\nnotes\nlists\n```\n"
    ),
    "docs/one.md": (
        "---\nprefix: one\n---\n\n{#one}\n# First\n\n{#one-1}\n"
        "{term}`Riverton` lies far off, says {term}`Ada` in [the lists](#lists), "
        "[the places](#of-places) and [all notes](notes.md).[^far]\n\n[^far]: Comment: Very far.\n"
    ),
    "docs/places.md": "# Places\n\n:::{glossary} places\n\nRiverton\n: A town.\n:::\n",
    "docs/people.md": "# People\n\n:::{glossary} people\n\nAda\n: A smith.\n:::\n",
    "docs/notes.md": "{#all-notes}\n# All the notes\n\nThey are many.\n\n```{notes}\n```\n",
    "docs/lists.md": (
        "{#lists}\n# Lists\n\n{#of-places}\n## Of places\n\n```{index-of} places\n```\n"
    ),
}
CONF = 'brief_url = "https://books.example/a"\n'


@pytest.fixture(scope="module")
def short(make_shared_book: MakeBook) -> Pdf:
    """Return the PDF of the book above, as it is printed without a setting."""
    return read_pdf(pdf_file(make_shared_book(BOOK, builder="briefpdf", conf=CONF)))


def test_lists_of_notes_and_indexes_are_left_out_and_named(short: Pdf) -> None:
    text = short.text()
    assert text.count("Veryfar.") == 1
    assert "Theyaremany." not in text
    assert "Allthenotes.Eachnotestandsatthefootofthepagethatcallsitfirst" in text
    assert "Lists.Printhasnone;thelistisonthesite:https://books.example/a/lists.html" in text
    assert not {"All the notes", "Lists", "Of places"} & {title for title, _ in short.outline()}


def test_links_to_them_lead_to_the_line_that_names_them(short: Pdf) -> None:
    last = max(page for _title, page in short.outline())
    assert {short.page_of(name) for name in ("all-notes", "lists", "of-places")} == {last}
    led = [str(target) for _page, target in short.internal_links()]
    assert {"all-notes", "lists", "of-places"} <= set(led)
    assert "Lists.Printhasnone" in short.text_below("of-places")


def test_glossaries_of_a_part_share_a_page_and_chapters_do_not(short: Pdf) -> None:
    pages = dict(short.outline())
    assert pages["Places"] == pages["People"] == pages["1 First"] + 1


def test_a_front_page_that_only_lists_the_pages_leaves_no_empty_one(short: Pdf) -> None:
    titles = [title for title, _page in short.outline()]
    assert "A book" not in titles
    assert min(page for _title, page in short.outline()) == short.page_of("one")


def test_short_pages_of_the_editors_own_share_a_page(make_book: MakeBook) -> None:
    def page(name: str) -> str:
        return f"---\nprefix: {name}\nown: true\n---\n\n{{#{name}}}\n# How to {name}\n\nWords.\n"

    files = {
        "docs/index.md": "# A book\n\nWords.\n\n```{toctree}\n\nwrite\nread\n```\n",
        **{f"docs/{name}.md": page(name) for name in ("write", "read")},
    }
    pages = dict(read_pdf(pdf_file(make_book(files, builder="briefpdf"))).outline())
    assert pages["How to write"] == pages["How to read"] == pages["A book"] + 1


def test_a_book_asks_for_the_lists_by_name(make_book: MakeBook) -> None:
    conf = f'{CONF}brief_pdf_lists = ["notes", "indexes"]\n'
    pdf = read_pdf(pdf_file(make_book(BOOK, builder="briefpdf", conf=conf)))
    assert {"All the notes", "Lists", "Of places"} <= {title for title, _ in pdf.outline()}
    assert pdf.text().count("Veryfar.") == 2


def test_a_list_of_another_name_is_told(make_book: MakeBook) -> None:
    book = make_book(BOOK, builder="briefpdf", conf='brief_pdf_lists = ["maps"]\n', clean=False)
    assert "brief_pdf_lists = ['maps']: 'maps' is not one of notes, indexes" in book.messages
