"""What papers and reports have: lists of works, letters of two signs, words in a margin."""

from __future__ import annotations

import pytest

from articles.adding import Adder
from articles.typeset import FILLER, PAGE, TITLE, filler, heading, left_out, read
from briefbook.sources.readers.pdf.drawn.accents import with_accents
from briefbook.sources.readers.pdf.drawn.doubles import drawn_once, joined_halves
from briefbook.sources.readers.pdf.drawn.glyphs import Glyph

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


def test_works_and_paragraphs_with_one_indent_are_told_apart(adder: Adder) -> None:
    works = "\n\n".join(WORKS)
    page = f"{PAGE.replace('300pt', '600pt')}#set par(justify: true, spacing: 0.65em)\n"
    text = f"#par(first-line-indent: (amount: 14pt, all: true))[{FILLER}]\n"
    article = read(adder, f"{text * 3}#v(8pt)\n#set par(hanging-indent: 14pt)\n{works}", page)
    assert [block.text for block in article.blocks] == [FILLER, FILLER, FILLER, *WORKS]


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


def test_a_letter_in_two_halves_is_one_letter() -> None:
    halves = [Glyph(char) for char in ("a", "\ud835", "\udc5d", "\udc5d", "\ud835")]
    assert "".join(glyph.text for glyph in joined_halves(halves)) == "a𝑝\ufffd\ufffd"


@pytest.mark.parametrize(
    ("places", "read_as"),
    [
        ([("M", 0), ("M", 0.3), ("l", 9), ("l", 9.3), ("l", 12)], "Mll"),  # twice, to be bold
        ([("f", 0), ("f", 0), ("i", 0)], "ffi"),  # a ligature
        ([("l", 0), ("l", 2.6), ("i", 5.2), ("i", 7.8)], "llii"),  # narrow, but twice
    ],
)
def test_a_letter_drawn_twice_on_its_place_is_read_once(
    places: list[tuple[str, float]], read_as: str
) -> None:
    glyphs = [Glyph(char, left=x, right=x + 2.6, x=x, y=100, size=10) for char, x in places]
    once = drawn_once(glyphs)
    assert "".join(glyph.text for glyph in once) == read_as
    assert any(glyph.bold for glyph in once) is (len(once) < len(glyphs))


def test_words_drawn_twice_to_be_bold_are_read_once(adder: Adder) -> None:
    twice = "#place(dx: 0.3pt)[Ferries of the northern lake]Ferries of the northern lake"
    said = read(adder, f"{heading(TITLE)}{twice}\n\n{filler('First one.')}").blocks
    assert "Ferries of the northern lake" in [block.text for block in said]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Ann Ash∗, Bob van Birch† and Cid Cole", ("Ann Ash", "Bob van Birch", "Cid Cole")),
        ("Ann B. Ash", ("Ann B. Ash",)),
        ("North and south of the quay", ()),
    ],
)
def test_the_line_under_a_papers_title_names_its_authors(
    adder: Adder, line: str, authors: tuple[str, ...]
) -> None:
    body = f"{heading(TITLE)}#text(12pt)[{line}]\n\n#text(9pt)[Institute of Quays]\n\n"
    article = read(adder, f"{body}#text(14pt)[*Abstract*]\n\n{filler('First one.', 'Next.')}")
    assert article.metadata.authors == authors
    assert (line in [block.text for block in article.blocks]) is not bool(authors)


def test_a_name_with_a_drawn_accent_stays_one_word(adder: Adder) -> None:
    body = f"{heading(TITLE)}Anna Horv#box(place(dx: 0.5pt, dy: -7pt)[´])ath said so. {FILLER}"
    assert read(adder, body).blocks[1].text == f"Anna Horváth said so. {FILLER}"


ASIDE = (
    "#set page(width: 420pt, height: 300pt, margin: (left: 100pt, rest: 40pt), background: "
    "context place(dx: 15pt, dy: 60pt)[#set text(8pt); Quay Letters 7, #counter(page).display()])\n"
)


def test_what_runs_beside_the_text_is_left_out_by_name(adder: Adder) -> None:
    body = heading(TITLE) + filler(*(f"Point {n} stands." for n in range(1, 16)))
    article = read(adder, body, ASIDE)
    assert [block.text for block in article.blocks[1:]] == [
        f"Point {n} stands. {FILLER}" for n in range(1, 16)
    ]
    assert ("page margin", "Quay Letters 7, 1") in left_out(article)


def test_the_numbers_of_lines_are_left_out(adder: Adder) -> None:
    page = f"{PAGE}#set par.line(numbering: '1')\n".replace("'", '"').replace("300pt", "600pt")
    article = read(adder, heading(TITLE) + filler("First one.", "Second one.", "Third."), page)
    assert [block.text for block in article.blocks[1:]] == [
        f"{start} {FILLER}" for start in ("First one.", "Second one.", "Third.")
    ]
    assert any(reason == "line numbers" for reason, _text in left_out(article))


@pytest.mark.parametrize("style", ["emph", "upper"])
def test_headings_that_only_their_font_or_capitals_tell(adder: Adder, style: str) -> None:
    body = heading(TITLE) + "".join(
        f"{filler(f'{name} begins.')}#{style}[The {name} of the quay]\n\n"
        for name in ("tide", "wall", "light")
    )
    article = read(adder, body + filler("Last one."))
    said = [block.text.lower() for block in article.blocks if block.kind == "heading"]
    assert said == ["the tide of the quay", "the wall of the quay", "the light of the quay"]


@pytest.mark.parametrize("gap", [" ", "#h(1em)"])
def test_bold_words_that_open_a_paragraph_make_no_heading(adder: Adder, gap: str) -> None:
    opening = f"*Boats, ferries and lighters of the old northern port*{gap}"
    article = read(adder, heading(TITLE) + f"{opening}{FILLER}\n\n" + filler("Next one."))
    assert [block.kind for block in article.blocks[1:]] == ["paragraph", "paragraph"]


def test_authors_above_the_text_are_no_headings(adder: Adder) -> None:
    names = "#text(14pt)[*Ann Ash∗, Bob Birch and Cid Cole*]\n\n#text(9pt)[Institute of Quays]\n\n"
    body = f"{heading(TITLE)}{names}#text(14pt)[*Abstract*]\n\n{filler('First one.')}"
    article = read(adder, body + "#text(14pt)[*Harbour*]\n\n" + filler("Second one."))
    assert [b.text for b in article.blocks if b.kind == "heading"] == ["Abstract", "Harbour"]


def test_the_words_of_a_drawing_are_left_out_by_name(adder: Adder) -> None:
    words = ("Mast", "Keel", "Rudder", "Sail")
    drawn = "".join(
        f"#place(dx: {40 + 57 * n}pt, dy: {22 * n}pt, text(7pt)[{word}])"
        for n, word in enumerate(words)
    )
    drawing = f"#block(height: 90pt)[{drawn}]\n#text(8pt)[Figure 1. Parts of a boat.]\n\n"
    many = filler(*(f"Point {n} stands." for n in range(1, 5)))
    article = read(adder, heading(TITLE) + many + drawing + filler("Last one."))
    assert ("words in a drawing, page 1 of the file", "Mast Keel Rudder Sail") in left_out(article)
    assert [block.kind for block in article.blocks].count("caption") == 1
    assert not {block.text for block in article.blocks} & set(words)


def test_the_name_of_a_chapter_at_the_foot_is_left_out_though_it_comes_once(adder: Adder) -> None:
    page = PAGE.replace(
        "margin: 40pt)",
        "margin: 40pt, footer: context text(8pt)[#if counter(page).get().first() == 3 "
        "[Tides of the year] else [The Harbour Book]])",
    )
    article = read(adder, heading(TITLE) + filler(*(f"Point {n}." for n in range(1, 31))), page)
    assert ("page footer", "Tides of the year") in left_out(article)
    assert [block.text for block in article.blocks[1:]] == [
        f"Point {n}. {FILLER}" for n in range(1, 31)
    ]


def test_the_levels_of_headings_have_no_gaps(adder: Adder) -> None:
    body = heading(TITLE) + "".join(
        f"#text({size}pt)[*The part of {size} points*]\n\n{filler('One begins.')}"
        for size in (16, 12)
    )
    article = read(adder, body + "#text(7pt)[A small note stands here, in small letters.]")
    assert [block.level for block in article.blocks if block.kind == "heading"] == [2, 3]


def test_small_lines_at_the_foot_of_a_column_do_not_part_a_sentence(adder: Adder) -> None:
    page = PAGE.replace("margin", "columns: 2, margin") + "#set par(justify: true)\n"
    small = "#place(bottom, float: true)[#text(7pt)[Copies of this page may be made by hand.]]\n"
    long = " ".join([FILLER.replace(".", ",")] * 3)
    article = read(adder, f"{small}{long} {FILLER}\n\n{filler('Next one.', 'Last one.')}", page)
    assert [block.text for block in article.blocks] == [
        f"{long} {FILLER}",
        "Copies of this page may be made by hand.",
        f"Next one. {FILLER}",
        f"Last one. {FILLER}",
    ]
