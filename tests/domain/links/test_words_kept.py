"""Pictures with spaces in their names, links to books out of reach, scripts that no font joins."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

import pytest

from books import MakeBook, SmallBook
from briefbook.core.words import script_fonts
from chapters import chapter, line_of, words
from reading_back.pdf_reader import Pdf, read_only_pdf


def png() -> bytes:
    """Return a picture of one point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        sum_ = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + sum_

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(b"\0\xc8\x14\x14")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


A = chapter(
    "a",
    "![A blue boat](<our boat.png>)",
    "```{figure} our%20boat.png\n:alt: The boat again\n\nIts caption.\n```",
    "{#a-1}\nHigh [](inv:moons#spring-tide), low <inv:moons#neap-tide>, "
    "[the *third*](inv:moons#x).",
    "{#a-2}\nThey call it बन्दर there.",
)
FILES: dict[str, str | bytes] = {"docs/a.md": A, "docs/our boat.png": png()}
CONF = """
extensions.append("sphinx.ext.intersphinx")
intersphinx_mapping = {"moons": ("https://moons.invalid/", "no such inventory.inv")}
"""


@dataclass(frozen=True, slots=True)
class Both:
    site: SmallBook
    paper: SmallBook

    @property
    def pdf(self) -> Pdf:
        return read_only_pdf(self.paper.out)


@pytest.fixture(scope="module")
def both(make_shared_book: MakeBook) -> Both:
    site = make_shared_book(FILES, conf=CONF, clean=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(script_fonts, "PACKAGES", {"no_such_package": "*"})
        return Both(site, make_shared_book(FILES, "briefpdf", conf=CONF, clean=False))


def test_a_picture_with_a_space_in_its_name_is_shown_on_page_and_paper(both: Both) -> None:
    pictures = both.site.page("a").select("img")
    assert [each["src"] for each in pictures] == ["_images/our%20boat.png"] * 2
    assert (both.site.out / "_images" / "our boat.png").is_file()
    assert "image file not readable" not in both.site.messages
    drawn = [each for page in both.pdf.drawn for each in page.get_objects() if each.type == 3]
    assert len(drawn) == 2


def test_a_link_to_a_book_out_of_reach_keeps_its_words_and_is_named(both: Both) -> None:
    shown = "High spring-tide, low neap-tide, the third."
    paragraph = both.site.page("a").select_one("#a-1")
    assert words(paragraph) == f"1 {shown}" or words(paragraph) == f"1{shown}"
    assert shown.replace(" ", "") in both.pdf.text()
    for name in ("spring-tide", "neap-tide", "x"):
        place = f"docs/a.md:{line_of(A, 'inv:moons')}: WARNING: No matches for 'moons:*:*:{name}'"
        assert place in both.site.messages


def test_letters_that_no_font_joins_are_named_and_not_set_apart(both: Both) -> None:
    place = f"docs/a.md:{line_of(A, 'They call')}: WARNING: no font of the PDF has"
    assert f"{place} 5 letters of the script Devanagari" in both.paper.messages
