"""What has no place to break, and tables of many columns, stay on the paper; so do code's lines."""

from __future__ import annotations

import re
from ctypes import c_uint
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pytest

from books import MakeBook, SmallBook
from chapters import chapter, line_of
from reading_back.pdf_reader import Pdf, read_pdf

SUM = "7d0c41e9" * 16
SNAKE = "number_of_boats_that_left_the_harbour_" * 4
PATH = "D:\\Archive\\Harbour\\Boats\\Journeys\\" * 4
TABLES = {"many": 14, "more": 40}


def tokens(place: str) -> list[str]:
    return [f"{SUM}{place}sum", f"{SNAKE}{place}snake", f"{PATH}{place}path"]


def table(columns: int, words: str) -> str:
    cells = (f"{words}{n:02}" for n in range(columns))
    return f"|{'h|' * columns}\n|{'---|' * columns}\n|{'|'.join(cells)}|"


PLACES = ("prose", "code", "block", "cell", "note", "item", "option")
PAGE = chapter(
    "a",
    f"Words {' and '.join(tokens('prose')).replace('_', '&#95;')}.[^n]",
    f"Words `{'` and `'.join(tokens('code'))}`.",
    "```\n" + "\n".join(tokens("block")) + "\n```",
    "| a | b |\n|---|---|\n"
    + "\n".join(f"| `{each}` | words of a cell |" for each in tokens("cell")),
    "- " + "\n- ".join(f"`{each}`" for each in tokens("item")),
    f"<https://example.org/{'w' * 130}linkend>",
    *(table(columns, f"{name}words") for name, columns in TABLES.items()),
    "```{list-table}\n:widths: 1 9\n\n* - Narrowcolumn2026\n  - Words that have all the room.\n```",
    "```{list-table}\n:class: brief-data\n:widths: 1 9\n\n* - Narrowdata2026\n  - Words.\n```",
    "| [Fees](#a) | Paid[^n] |\n|---|---|\n" + "\n".join(f"| {n} | yes |" for n in range(90)),
    "[^n]: Comment: " + " ".join(f"`{each}`" for each in tokens("note")),
)
CODE = chapter(
    "b",
    "```{code-block} python\n:caption: A tide\n:linenos:\n:lineno-start: 407\n"
    ":emphasize-lines: 1,3\n\ndef tide():\n    return 4\n\n# the end\n```",
    "```{code-block} text\n:emphasize-lines: 2\n\nplain\nmarked\n```",
    "```{eval-rst}\n"
    + "\n".join(f"--boats=<{each}>  Words." for each in tokens("option"))
    + "\n```",
)


TOO_WIDE = "v" * 90
OUTSIDE = chapter(
    "c",
    "{#c-1}\nWords.",
    f"Nothing can break $\\text{{{TOO_WIDE}}}$ here.",
    "$$\n" + " + ".join(f"\\alpha_{{{n}}}" for n in range(60)) + "\n$$ (many)",
    "```{image} boat.svg\n:alt: A boat\n:width: 60cm\n```",
)
BOAT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 9h9L4 0z"/></svg>'
SHARED = chapter(
    "d",
    "```{list-table}\n:class: brief-data\n:widths: 1 2 4 1\n\n"
    "* - Narrowproportion2026\n  - §\n  - €\n  - ¥\n```",
)
FILES = {
    "docs/a.md": PAGE,
    "docs/d.md": SHARED,
    "docs/b.md": CODE,
    "docs/c.md": OUTSIDE,
    "docs/boat.svg": BOAT,
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A printed letter and its box, in points from the left and the foot of its page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def letters(pdf: Pdf, number: int) -> list[Letter]:
    words = pdf.drawn[number].get_textpage()
    found = []
    for n in range(words.count_chars()):
        text = words.get_text_range(n, 1)
        if text.strip():
            found.append(Letter(text, *words.get_charbox(n)))
    return found


@pytest.fixture(scope="module")
def printed(make_shared_book: MakeBook) -> SmallBook:
    conf = 'myst_enable_extensions = ["dollarmath"]\n'
    return make_shared_book(FILES, "briefpdf", conf=conf, clean=False)


@pytest.fixture(scope="module")
def pdf(printed: SmallBook) -> Pdf:
    (file,) = printed.out.glob("*.pdf")
    return read_pdf(file)


def test_a_table_that_is_too_wide_at_any_size_is_named(printed: SmallBook) -> None:
    place = f"docs/a.md:{line_of(PAGE, 'h|' * 40)}: WARNING: the table has 40 columns"
    assert printed.messages.startswith(place)


def test_what_cannot_be_broken_is_named_and_nothing_else(printed: SmallBook, pdf: Pdf) -> None:
    _table, outside, *others = printed.messages.splitlines()
    page = pdf.page_of("c") + 1
    assert outside == (
        f"docs/c.md:{line_of(OUTSIDE, TOO_WIDE)}: WARNING: “{TOO_WIDE[:40]}” runs off the paper, "
        f"on page {page} of the PDF; break it into shorter pieces, or make it narrower [brief.pdf]"
    )
    assert others == []


def test_every_letter_is_on_the_paper(pdf: Pdf) -> None:
    for number, page in enumerate(pdf.drawn):
        if number == pdf.page_of("c"):
            continue  # What cannot be broken stands there.
        for letter in letters(pdf, number):
            assert 10 < letter.left < letter.right < page.get_width() - 10, letter


@pytest.mark.parametrize("place", PLACES)
def test_a_long_token_is_printed_to_its_end_as_it_was_written(pdf: Pdf, place: str) -> None:
    # Not by dense(), which takes a hyphen at the end of a line for one that was put in.
    text = "".join(page.get_textpage().get_text_bounded() for page in pdf.drawn)
    for token in tokens(place):
        assert token in re.sub(r"\s", "", text)


def test_a_long_address_is_printed_and_linked_to_its_end(pdf: Pdf) -> None:
    assert f"{'w' * 130}linkend" in pdf.text()


def test_a_long_table_with_links_in_its_head_is_printed_with_them(pdf: Pdf) -> None:
    """PDF/UA forbids links in a repeated head; Typst refused the whole PDF for one."""
    assert pdf.text().count("Fees") == 1


def test_no_cell_is_printed_over_another(pdf: Pdf) -> None:
    for name, columns in TABLES.items():
        assert all(f"{name}words{n:02}" in pdf.text() for n in range(columns))
    for number in range(len(pdf.drawn)):
        rows = sorted(letters(pdf, number), key=lambda each: (round(each.bottom), each.left))
        for one, other in pairwise(rows):
            on_one_line = round(one.bottom) == round(other.bottom)
            ligature = (one.left, one.right) == (other.left, other.right)
            assert ligature or not on_one_line or other.left > one.right - 1.5, (one, other)


def test_columns_keep_their_proportions_beside_one_with_a_long_word(pdf: Pdf) -> None:
    lefts = {each.text: each.left for each in letters(pdf, pdf.page_of("d"))}
    first, second = lefts["€"] - lefts["§"], lefts["¥"] - lefts["€"]
    assert second == pytest.approx(2 * first, rel=0.03)


def test_lines_of_code_have_their_numbers_and_a_caption(pdf: Pdf) -> None:
    assert "Atide407deftide():408return4409410#theend" in pdf.text()


def test_emphasised_lines_are_marked(pdf: Pdf) -> None:
    number = pdf.page_of("b")
    marked = {
        round(each.get_bounds()[3])
        for each in pdf.drawn[number].get_objects()
        if fill(each) == (255, 243, 176)
    }
    assert len(marked) == 3


def fill(drawn: pypdfium2.PdfObject) -> tuple[int, ...]:
    """Return the colour that an object of a page is filled with."""
    parts = [c_uint() for _ in range(4)]
    pypdfium2.raw.FPDFPageObj_GetFillColor(drawn.raw, *parts)
    return tuple(part.value for part in parts[:3])
