"""What the heads and feet say, page by page."""

from __future__ import annotations

from books import MakeBook
from briefbook.pdf.layout.running_heads import RunningHeadMarks, list_page_heads
from pdf.conftest import pdf_file
from reading_back.pdf_reader import read_pdf

MARKS = RunningHeadMarks(
    pages=8,
    chapters=(
        ("Contents", "", True, 2),
        ("1   One", "", True, 3),
        ("2   Two", "TLP:RED", True, 6),
    ),
    sections=(("First", 3), ("Second", 4), ("Third", 4), ("Of two", 7)),
    bare=frozenset({1}),
)


def _said(key: str, volume: int = 0) -> list[str]:
    return [head[key] for head in list_page_heads(MARKS, "TLP:CLEAR", volume)]


def test_a_page_names_its_chapter_but_not_where_the_chapter_opens() -> None:
    assert _said("chapter") == ["", "", "", "1   One", "1   One", "", "2   Two", "2   Two"]


def test_a_page_names_the_section_that_it_ends_with() -> None:
    # A new chapter has left the sections of the one before behind.
    assert _said("section") == ["", "", "", "Third", "Third", "", "Of two", "Of two"]


def test_a_chapter_with_a_label_of_its_own_gives_it_to_its_pages() -> None:
    assert _said("handling") == ["TLP:CLEAR"] * 5 + ["TLP:RED"] * 3


def test_a_page_says_its_number_and_volume() -> None:
    assert _said("words") == ["", *(f"{page} of 8" for page in range(2, 9))]
    assert _said("words", volume=2)[1] == "Volume 2, page 2 of 8"


def test_a_title_too_long_for_the_head_is_cut_at_a_word(make_book: MakeBook) -> None:
    title, section = "A chapter of many words " * 4, "A section of many words " * 4
    text = f"# {title}\n\n## {section}\n\n" + "Words.\n\n" * 120
    files = {"docs/index.md": "# A\n\n```{toctree}\none\n```\n", "docs/one.md": text}
    page = read_pdf(pdf_file(make_book(files, builder="briefpdf"))).drawn[5]
    height = page.get_height()
    lines = page.get_textpage().get_text_bounded(bottom=height - 90).splitlines()
    head = " ".join(line for line in lines if "TLP" not in line)
    chapter, _, rest = head.partition("… ")
    assert title.startswith(f"{chapter} ")
    assert section.startswith(rest.removesuffix("…") + " ")
    assert rest.endswith("…")
