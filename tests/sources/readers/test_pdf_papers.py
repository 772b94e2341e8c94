"""What papers and reports have: lists of works, letters of two signs, words in a margin."""

from __future__ import annotations

import pytest

from adding import Adder
from briefbook.sources.readers.pdf.accents import with_accents
from briefbook.sources.readers.pdf.glyphs import Glyph
from typeset import FILLER, PAGE, TITLE, filler, heading, read

WORKS = [
    "Ash, Ann, and Bob Birch. Counting boats in the northern harbours by hand. Harbour Office.",
    "Cole, Cid. Tides. Quay Press.",
    "Dew, Eve, Fay Gorse and Hal Iver. What the fishermen of the islands remember of the ice.",
    "Jay, Kim. The locks of the river and those who opened them in all the years of the ice.",
]


def test_works_with_a_hanging_indent_are_a_paragraph_each(adder: Adder) -> None:
    works = "\n\n".join(WORKS)
    page = f"{PAGE}#set par(justify: true)\n"
    body = f"{heading(TITLE)}{filler('First one.')}#set par(hanging-indent: 14pt)\n{works}"
    blocks = read(adder, body, page).blocks[2:]
    assert [(block.kind, block.text) for block in blocks] == [("paragraph", w) for w in WORKS]


def test_paragraphs_that_begin_with_an_indent_are_still_told_apart(adder: Adder) -> None:
    page = f"{PAGE}#set par(justify: true, first-line-indent: 14pt, spacing: 0.65em)\n"
    article = read(adder, heading(TITLE) + filler("First one.", "Second one.", "Third."), page)
    assert [block.text for block in article.blocks[1:]] == [
        f"{start} {FILLER}" for start in ("First one.", "Second one.", "Third.")
    ]


@pytest.mark.parametrize(
    ("drawn", "read_as"),
    [
        ([("S", 0), ("e", 6), ("ˇ", 1)], "Še"),
        ([("´", 6), ("S", 0), ("e", 6)], "Sé"),
        ([("n", 0), ("ı", 6), ("¨", 6)], "nï"),
        ([("a", 0), ("´", 8), ("b", 20)], "a´b"),  # stands alone
    ],
)
def test_an_accent_drawn_over_a_letter_is_one_letter(
    drawn: list[tuple[str, int]], read_as: str
) -> None:
    glyphs = [Glyph(char, left=x, right=x + 5, x=x, y=100, size=10) for char, x in drawn]
    assert "".join(glyph.text for glyph in with_accents(glyphs)) == read_as


def test_a_name_with_a_drawn_accent_stays_one_word(adder: Adder) -> None:
    body = f"{heading(TITLE)}Anna Horv#box(place(dx: 0.5pt, dy: -7pt)[´])ath said so. {FILLER}"
    assert read(adder, body).blocks[1].text == f"Anna Horváth said so. {FILLER}"
