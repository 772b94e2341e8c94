"""Scripts that the package's own fonts lack: set by the extra, else named with what adds them."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from books import MakeBook
from briefbook.core.words import script_fonts
from reading_back.pdf_reader import read_pdf

TEXT = """\
# Scripts

Hangul 한국어, simplified 简体, Bopomofo ㄅㄆㄇ and kana かな.

Devanagari क्षेत्र, Thai ภาษา, Arabic العربية, Georgian ქართული, Khmer ភាសា, Tamil தமிழ்.

A rocket 🚀.
"""
FONTS = ("NanumMyeongjo", "NotoSansCJKsc", "NotoSerifDevanagari", "NotoSerifThai",
         "Amiri", "NotoSansKhmer", "NotoSansTamil", "NotoEmoji")  # fmt: skip


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script_fonts, "PACKAGES", {"no_such_package": "*"})


def test_the_extra_sets_every_script_and_monochrome_emoji(make_book: MakeBook) -> None:
    book = make_book({"docs/index.md": TEXT}, "briefpdf")
    assert book.messages == ""
    (path,) = book.out.glob("*.pdf")
    printed = read_pdf(path)
    for word in ("العربية", "한국어", "简体", "ㄅㄆㄇ", "かな", "🚀"):
        assert word in printed.text()
    found = fonts_of(path)
    assert [name for name in FONTS if not any(name in font for font in found)] == []


@pytest.mark.usefixtures("without_extra")
def test_without_it_the_command_that_adds_a_script_is_named(make_book: MakeBook) -> None:
    book = make_book({"docs/index.md": TEXT}, "briefpdf", clean=False)
    said = [line for line in book.messages.splitlines() if "no font of the PDF" in line]
    assert [line.partition("letters of the script ")[2][:4] for line in said if "Deva" in line]
    assert all(line.count("pip install 'briefbook[fonts]' adds one") == 1 for line in said), said
    assert any("no script (signs, emoji)" in line for line in said)


def test_the_site_ships_the_letters_of_the_book_alone(make_book: MakeBook) -> None:
    book = make_book({"docs/index.md": TEXT}, conf='html_theme = "sphinx_book_theme"\n')
    styles = book.text("_static/brief-theme.css")
    fonts = {path.name: path for path in (book.out / "_static/fonts").glob("brief-script-*")}
    assert all(f"fonts/{name}" in styles for name in fonts)
    assert "U+AD6D" in styles
    assert "U+B9D0" not in styles  # 말, which the book has not
    assert fonts["brief-script-nanummyeongjo.woff"].stat().st_size < 5000
    assert fonts["brief-script-notosanscjk.woff"].stat().st_size < 20_000
    again = make_book(
        {"docs/index.md": "# Latin\n\nLatin.\n"}, conf='html_theme = "sphinx_book_theme"\n'
    )
    assert list((again.out / "_static/fonts").glob("brief-script-*")) == []


def fonts_of(path: Path) -> set[str]:
    """Return the names of the fonts in a PDF."""
    with pikepdf.open(path) as pdf:
        return {
            str(each.get("/BaseFont", ""))
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
        }
