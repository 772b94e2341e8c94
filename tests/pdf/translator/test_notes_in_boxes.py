"""Notes that are called in boxes, and notes whose labels make one id, are printed."""

from __future__ import annotations

import pytest

from books import MakeBook, SmallBook
from chapters import chapter, line_of
from reading_back.pdf_reader import Pdf, dense, read_pdf

PAGE = chapter(
    "a",
    "{#a-1}\nWords.[^first]",
    "```{topic} Tides[^title]\nTwice a day[^topic].\n```",
    "```{sidebar} Winds\nFrom the west[^sidebar].\n```",
    "A[^x:y] b[^x-y] c[^x_y].",
    "[^first]: Comment: of the text.",
    "[^title]: Comment: of the title.",
    "[^topic]: Comment: of the topic.",
    "[^sidebar]: Comment: of the sidebar.",
    "[^x:y]: Comment: seven.",
    "[^x-y]: Comment: eight.",
    "[^x_y]: Comment: nine.",
)


@pytest.fixture(scope="module")
def printed(make_shared_book: MakeBook) -> SmallBook:
    return make_shared_book({"docs/a.md": PAGE}, "briefpdf", clean=False)


@pytest.fixture(scope="module")
def pdf(printed: SmallBook) -> Pdf:
    (file,) = printed.out.glob("*.pdf")
    return read_pdf(file)


def test_a_note_of_a_box_is_printed_once_with_its_number(pdf: Pdf) -> None:
    text = pdf.text()
    numbered = ("of the text", "of the title", "of the topic", "of the sidebar")
    for words in numbered:
        assert text.count(dense(f"Comment: {words}.")) == 1
    assert {"a-n-title", "a-n-topic", "a-n-sidebar"} <= set(pdf.places)


def test_notes_whose_labels_make_one_id_are_all_printed_and_reported(
    printed: SmallBook, pdf: Pdf
) -> None:
    for words in ("seven", "eight", "nine"):
        assert dense(f"Comment: {words}.") in pdf.text()
    lines = [line_of(PAGE, f"[^{label}]: ") for label in ("x-y", "x_y")]
    assert [message.split(": the id")[0] for message in printed.messages.splitlines()] == [
        f"docs/a.md:{line}: WARNING" for line in lines
    ]
    assert "the note [^x:y] has it, and [^x-y] gives the same" in printed.messages
