"""The real book's PDF: its text in every reader, its standards, and how its pages are filled."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import page as pdf_checker
import pikepdf
import pypdf
import pypdfium2
import pytest

from books import RealBook
from reading_back.site_reader import Site

_LINE_END = re.compile(r"-?[\s\x02\u00ad\ufffe]+")


def _by_pypdf(file: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


def _by_pdfium(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def _by_poppler(file: Path) -> str:
    done = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True)
    return done.stdout


def _by_ghostscript(file: Path) -> str:
    command = ["gs", "-q", "-sDEVICE=txtwrite", "-o", "-", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


READERS = {
    "pypdf": _by_pypdf,
    "PDFium": _by_pdfium,
    # Programs that not every machine has.
    **({"Poppler": _by_poppler} if shutil.which("pdftotext") else {}),
    **({"Ghostscript": _by_ghostscript} if shutil.which("gs") else {}),
}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_every_name_of_the_glossary_is_found_by_every_reader(
    site: Site, real_book: RealBook, read: Callable[[Path], str]
) -> None:
    names = {
        " ".join(name.get_text().split())
        for page in site.pages.values()
        for name in page.select("dt .brief-term-name")
    }
    assert sum("-" in name for name in names) > 5
    text = read(real_book.pdf)
    # A line may end at a hyphen of the name, or part a word with one of its own.
    kept, dropped = re.sub(r"-\s+", "-", text), _LINE_END.sub(" ", text)
    spaced = {" ".join(each.split()) for each in (text, kept, dropped)}
    assert [name for name in sorted(names) if not any(name in each for each in spaced)] == []


def test_no_letter_of_a_font_means_a_soft_hyphen(real_book: RealBook) -> None:
    with pikepdf.open(real_book.pdf) as pdf:
        maps = {
            str(font.BaseFont): font.ToUnicode.read_bytes()
            for font in pdf.objects
            if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font
        }
    assert len(maps) >= 3
    soft = re.compile(rb"<00AD>", re.IGNORECASE)
    assert [name for name, known in maps.items() if soft.search(known)] == []


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_it_meets_the_standards_for_access_and_for_archives(
    real_book: RealBook, profile: str
) -> None:
    assert pdf_checker.validate_pdf(real_book.pdf, profile=profile).failures == []


def test_it_is_short_and_every_page_is_half_full_but_the_last_of_a_part(
    real_book: RealBook,
) -> None:
    starts = {"1 Ready", "2 The dead", "Reported", "People", "About", "Key judgements"}
    with pypdfium2.PdfDocument(real_book.pdf) as pdf:
        assert len(pdf) <= 32
        filled = [_filled(page) for page in pdf]
        below = [page.get_textpage().get_text_bounded() for page in pdf]
    opens = [any(word in " ".join(text.split())[:80] for word in starts) for text in below]
    ends = [*opens[1:], True]
    assert sum(opens) >= len(starts)
    # The cover is no page of text.
    short = [n + 1 for n, part in enumerate(filled) if n and part < 0.5 and not ends[n]]
    assert short == []
    assert min(filled[1:]) > 0.1


def _filled(page: pypdfium2.PdfPage) -> float:
    """Return down to which part of its height a page's text area has something on it."""
    drawn = page.render(scale=0.5, grayscale=True).to_numpy()
    rows = drawn.reshape(drawn.shape[0], -1).min(axis=1)
    top, bottom = round(33 / 297 * len(rows)), round(271 / 297 * len(rows))
    inked = [n for n, darkest in enumerate(rows[top:bottom]) if darkest < 128]
    return max(inked, default=0) / (bottom - top)


def test_no_page_ends_within_a_word(real_book: RealBook) -> None:
    with pypdfium2.PdfDocument(real_book.pdf) as pdf:
        for page in pdf:
            # Without head and foot.
            text = page.get_textpage().get_text_bounded(bottom=60, top=page.get_height() - 92)
            assert not text.rstrip().endswith(("-", "\x02", "\ufffe", "\u00ad")), text[-200:]
