"""A PDF of some chapters; fonts that a book brings along."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from matplotlib import get_data_path

from books import MakeBook, write_files
from pdf.conftest import pdf_file
from reading_back.pdf_reader import dense, read_pdf

BOOK = {
    "docs/index.md": "# A book\n\n```{toctree}\n:numbered:\n\nchapters/one\nchapters/two\n```\n",
    "docs/chapters/one.md": "---\nprefix: one\n---\n\n{#one}\n# First\n\n{#one-1}\nWords.\n",
    "docs/chapters/two.md": (
        "---\nprefix: deux\n---\n\n{#deux}\n# Second\n\n{#deux-1}\nAs said in [](#one-1).\n"
    ),
}


@pytest.mark.parametrize("name", ["two", "chapters/two", "deux"])
def test_one_chapter_keeps_its_number_and_its_words(make_book: MakeBook, name: str) -> None:
    conf = f'brief_pdf_chapters = ["{name}"]\nbrief_url = "https://books.example/a"\n'
    file = pdf_file(make_book(BOOK, builder="briefpdf", conf=conf))
    assert file.name == f"a-small-book-{name.replace('/', '-')}.pdf"
    pdf = read_pdf(file)
    assert [title for title, _page in pdf.outline()] == ["2 Second"]
    assert "Asinchapter1" not in pdf.text()
    assert "Assaidinchapter1,¶1." in pdf.text()
    addresses = {
        link.get_object()["/A"]["/URI"]
        for page in pdf.structure.pages
        for link in page.get("/Annots") or ()
        if "/URI" in link.get_object().get("/A", {})
    }
    assert addresses == {"https://books.example/a/chapters/one.html#one-1"}


def test_a_part_says_so_on_its_cover_and_has_its_own_sources(make_book: MakeBook) -> None:
    cited = {
        "references.bib": "".join(
            f"@misc{{{key}, author = {{{key.title()}}}, title = {{On {key}}}, "
            "date = {2025}, datebasis = {stated}}\n"
            for key in ("heard", "unheard")
        ),
        "docs/chapters/two.md": BOOK["docs/chapters/two.md"] + "So {cite:p}`heard`.\n",
        "docs/works.md": "# All works\n\n```{bibliography}\n:all:\n```\n",
        "docs/index.md": BOOK["docs/index.md"].replace("chapters/two", "chapters/two\nworks"),
    }
    conf = 'brief_pdf_chapters = ["two"]\nsuppress_warnings = ["brief"]\n'
    pdf = read_pdf(pdf_file(make_book(BOOK | cited, builder="briefpdf", conf=conf)))
    assert "Chapter2only" in dense(pdf.drawn[0].get_textpage().get_text_bounded())
    assert [title for title, _page in pdf.outline()] == ["2 Second", "Sources"]
    assert "(1January2026),chapter2,¶7." in pdf.text()
    assert "Heard.2025" in pdf.text_below("ref-heard")
    assert "Unheard" not in pdf.text()
    assert "ref-heard" in {str(target) for _page, target in pdf.internal_links()}


def test_the_whole_book_and_a_part_of_it_lie_side_by_side(make_book: MakeBook) -> None:
    make_book(BOOK, builder="briefpdf")
    book = make_book(BOOK, builder="briefpdf", conf='brief_pdf_chapters = ["chapters"]\n')
    assert {file.name for file in book.out.glob("*.pdf")} == {
        "a-small-book.pdf",
        "a-small-book-chapters.pdf",
    }


def test_a_chapter_that_does_not_exist_is_named_with_those_that_do(make_book: MakeBook) -> None:
    conf = 'brief_pdf_chapters = ["three"]\n'
    book = make_book(BOOK, builder="briefpdf", conf=conf, clean=False)
    assert "no document fits “three”; there are index, chapters/one, chapters/two" in book.messages


def _rune_font(path: Path) -> None:
    """Make a font with a rune, which none of the PDF's own has."""
    font = TTFont(Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSerif.ttf")
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0x16A0] = "F"
    font.save(path)


def test_a_font_of_the_book_stands_in_for_what_the_others_lack(
    make_book: MakeBook, tmp_path: Path
) -> None:
    fonts = tmp_path / "book" / "fonts"
    fonts.mkdir(parents=True)
    _rune_font(fonts / "runes.ttf")
    book = make_book(
        {"docs/index.md": "# A book\n\nA letter: \u16a0.\n"},
        builder="briefpdf",
        conf='brief_fonts = ["fonts"]\n',
    )
    assert "\u16a0" in read_pdf(pdf_file(book)).text()
    shutil.rmtree(fonts)
    again = make_book({}, builder="briefpdf", conf='brief_fonts = ["fonts"]\n', clean=False)
    assert "U+16A0" in again.messages
    assert "conf.py:8: WARNING: brief_fonts names fonts, which is not there" in again.messages
    write_files(tmp_path / "book", {"fonts/none.woff2": "", "ours/broken.ttf": "no font"})
    conf = 'brief_fonts = ["fonts", "ours"]\n'
    again = make_book({}, builder="briefpdf", conf=conf, clean=False)
    assert "conf.py:8: WARNING: brief_fonts names fonts, which holds no font" in again.messages
    assert "conf.py:8: WARNING: the font ours/broken.ttf cannot be read: " in again.messages
