"""Paper, margins, notes, cross-references and running heads, as a reader of the PDF sees them."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from books import MakeBook
from pdf.conftest import pdf_file
from reading_back.pdf_reader import Pdf, dense, read_pdf

WORDS = "Some words of a paragraph that goes on for a while so that the page fills. " * 4


def _chapter(prefix: str, paragraphs: int, *, note: bool = True) -> str:
    lines = [f"---\nprefix: {prefix}\n---\n", f"{{#{prefix}}}\n# Chapter {prefix}\n"]
    for number in range(1, paragraphs + 1):
        if number % 8 == 1:
            lines.append(f"{{#{prefix}-part-{number}}}\n## Part {number} of {prefix}\n")
        call = "[^once]" if note and number in {2, paragraphs} else ""
        lines.append(f"{{#{prefix}-{number}}}\n{WORDS}{call}\n")
    if note:
        lines.append("[^once]: Comment: said once.\n")
    return "\n".join(lines)


BOOK = {
    "docs/index.md": (
        "# A small book\n\nSee [](#two-20) and [](#one-n-once).\n\n"
        "```{toctree}\n:numbered:\n\none\ntwo\n```\n"
    ),
    "docs/one.md": _chapter("one", 20),
    "docs/two.md": _chapter("two", 20, note=False),
}


def _pdf(make_book: MakeBook, conf: str = "") -> Pdf:
    return read_pdf(pdf_file(make_book(BOOK, builder="briefpdf", conf=conf)))


@pytest.mark.parametrize(
    ("conf", "width", "height"),
    [("", 595, 842), ('brief_paper = "us-letter"\n', 612, 792)],
)
def test_the_paper_is_the_one_asked_for(
    make_book: MakeBook, conf: str, width: int, height: int
) -> None:
    pdf = _pdf(make_book, conf)
    sizes = {(round(page.get_width()), round(page.get_height())) for page in pdf.drawn}
    assert sizes == {(width, height)}


def test_paragraph_numbers_stand_in_the_outer_margin(make_book: MakeBook) -> None:
    pdf = _pdf(make_book)
    assert {_side(pdf, f"one-{n}") for n in range(1, 21)} == {"left"}


def test_on_two_sides_they_change_sides_with_the_page(make_book: MakeBook) -> None:
    pdf = _pdf(make_book, "brief_two_sided = True\n")
    for name in (f"{prefix}-{n}" for prefix in ("one", "two") for n in range(1, 21)):
        # Pages count from 0 here: the first page of a book is a right-hand page.
        assert _side(pdf, name) == ("right" if pdf.page_of(name) % 2 == 0 else "left")


def test_a_reference_says_the_page_that_its_target_is_on(make_book: MakeBook) -> None:
    pdf = _pdf(make_book)
    printed = pdf.text()
    assert f"chapter2,¶20,p.{pdf.page_of('two-20') + 1}" in printed
    assert f"chapter1,note1,p.{pdf.page_of('one-n-once') + 1}" in printed


def test_a_later_call_says_where_the_note_is_printed(make_book: MakeBook) -> None:
    pdf = _pdf(make_book)
    assert pdf.text().count("saidonce") == 1
    assert f"(note1,p.{pdf.page_of('one-n-once') + 1})" in pdf.text()


def test_running_heads_and_page_numbers(make_book: MakeBook) -> None:
    pdf = _pdf(make_book)
    total = len(pdf.drawn)
    inside = pdf.page_of("one-9")
    page = dense(pdf.drawn[inside].get_textpage().get_text_bounded())
    assert f"{inside + 1}of{total}" in page
    assert "1Chapterone" in page
    assert re.search(r"Part\d+ofone", page)


def test_the_handling_label_is_at_the_head_and_the_foot_of_every_page(
    make_book: MakeBook,
) -> None:
    pdf = _pdf(make_book, 'brief_handling = "TLP:AMBER"\n')
    for number, page in enumerate(pdf.drawn):
        text = page.get_textpage()
        half = page.get_height() / 2
        assert "TLP:AMBER" in text.get_text_bounded(bottom=half), number
        assert "TLP:AMBER" in text.get_text_bounded(top=half), number


def test_a_chapter_with_a_label_of_its_own_carries_it_on_each_of_its_pages(
    make_book: MakeBook,
) -> None:
    own = BOOK["docs/one.md"].replace("prefix: one", "prefix: one\nhandling: TLP:GREEN")
    last = BOOK["docs/two.md"] + "\n{#two-21}\nThe end.\n"
    book = make_book(
        BOOK | {"docs/one.md": own, "docs/two.md": last},
        builder="briefpdf",
        conf='brief_handling = "TLP:AMBER"\n',
    )
    pdf = read_pdf(pdf_file(book))
    first, after = pdf.page_of("one-1"), pdf.page_of("two-1")
    assert after - first > 1
    for number, page in enumerate(pdf.drawn):
        words = page.get_textpage()
        label = "TLP:GREEN" if first <= number < after else "TLP:AMBER"
        for part in ({"bottom": page.get_height() - 90}, {"top": 90}):
            assert re.findall(r"TLP:\w+", words.get_text_bounded(**part)) == [label], number


def test_the_label_is_large_and_at_the_right_edge_of_the_text(make_book: MakeBook) -> None:
    pdf = _pdf(make_book, 'brief_handling = "TLP:AMBER+STRICT"\n')
    words = pdf.drawn[4].get_textpage()
    text = words.get_text_range()
    right_edge = max(words.get_charbox(at)[2] for at in range(len(text)) if text[at].isalpha())
    for found in re.finditer(r"TLP:AMBER\+STRICT", text):
        assert pypdfium2.raw.FPDFText_GetFontSize(words, found.start()) >= 12
        # The label's black box ends where the text does.
        assert right_edge - 8 < words.get_charbox(found.end() - 1)[2] < right_edge
    assert text.count("TLP:AMBER+STRICT") == 2


def test_no_chapter_ends_with_a_few_lines_on_a_page_of_their_own(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As many paragraphs as go two lines over the page.
    words = "\n\n".join([WORDS] * 23)
    book = {
        "docs/index.md": "# A\n\n```{toctree}\none\n```\n",
        "docs/one.md": f"# One\n\n{words}\n",
    }
    fixed = read_pdf(pdf_file(make_book(book, builder="briefpdf", name="fixed")))
    monkeypatch.setattr("briefbook.pdf.layout.schedule._MOST_DOCUMENTS", 0)
    plain = read_pdf(pdf_file(make_book(book, builder="briefpdf", name="plain")))
    assert len(plain.drawn) == len(fixed.drawn) + 1
    assert plain.text().count("Somewords") == fixed.text().count("Somewords") == 4 * 23


def test_the_contents_list_every_chapter_with_its_page(make_book: MakeBook) -> None:
    pdf = _pdf(make_book)
    (contents,) = (
        text
        for page in pdf.drawn
        if (text := page.get_textpage().get_text_bounded()).startswith("Contents")
        or "\nContents" in text
    )
    for title, page in pdf.outline():
        if title.startswith(("1 ", "2 ")):
            line = r"\s+".join(map(re.escape, title.split()))
            assert re.search(rf"{line}[\s.]*{page + 1}\b", contents)


def _side(pdf: Pdf, name: str) -> str:
    """Return where the number of a paragraph stands: in the ``left`` or the ``right`` margin."""
    page = pdf.drawn[pdf.page_of(name)]
    number = name.rpartition("-")[2]
    top = float(pdf.places[name].top)
    text = page.get_textpage()
    width = page.get_width()
    strips = {"left": (0, 0.22 * width), "right": (0.78 * width, width)}
    sides = []
    for side, (left, right) in strips.items():
        found = text.get_text_bounded(left=left, right=right, top=top, bottom=top - 40)
        first = found.split()
        if first and (first[0] if side == "left" else first[-1]) == number:
            sides.append(side)
    assert len(sides) == 1, (name, sides)
    return sides[0]
