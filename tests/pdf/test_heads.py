"""What the heads and feet say, page by page."""

from __future__ import annotations

from briefbook.pdf.heads import Marks, page_heads

MARKS = Marks(
    pages=8,
    chapters=(("Contents", "", 2), ("1   One", "", 3), ("2   Two", "TLP:RED", 6)),
    sections=(("First", 3), ("Second", 4), ("Third", 4), ("Of two", 7)),
    bare=frozenset({1}),
)


def _said(key: str, volume: int = 0) -> list[str]:
    return [head[key] for head in page_heads(MARKS, "TLP:CLEAR", volume)]


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
