"""An EPUB: valid by the rules of EPUB 3.3, whatever the author wrote, and always the same bytes."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest
from lxml import etree

from books import SmallBook, maker

X = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
LOGO = (
    '<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" '
    'onload="alert(1)"><script>alert(1)</script><rect width="5" height="5"/></svg>'
)
CONF = """
project = "Bridges & ferries"
author = "Ann Bell and Carl Dörn"
language = "en_GB"
copyright = "2026, the testers"
brief_subtitle = "What two reports say"
brief_edition = "Second edition"
brief_date = "2026-01-01"
brief_url = "https://book.example/"
brief_licence = "CC-BY-4.0"
html_logo = "docs/_static/logo.svg"
html_static_path = ["docs/_static"]
html_theme = "sphinx_book_theme"
"""
BOOK = {
    "docs/_static/logo.svg": LOGO,
    "docs/table.csv": "a,b\n1,2\n",
    "docs/CRANE.SVG": LOGO,
    "docs/index.md": "# Bridges\n\n```{toctree}\n:caption: Chapters\n\none\n```\n",
    "docs/one.md": (
        "---\nprefix: one\n---\n\n{#one}\n# One\n\n"
        "{#one-1}\nWords.[^a] A line<br>broken &nbsp;and a "
        '<img src="https://example.org/x.png" alt="far picture">.\n\n'
        "[^a]: Context: a note.\n\n"
        "{#one-two}\n## Two\n\n<script>alert(1)</script>\n\n"
        '<p id="twice" onclick="x()">one<p id="twice">two\n\n'
        "![A crane](CRANE.SVG)\n\n"
        "{#one-2}\n{download}`A table <table.csv>`.\n\n"
        "```{math}\ny = \\frac{1}{2}\n```\n"
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SmallBook:
    return maker(tmp_path_factory.mktemp("epub"))(BOOK, "epub", conf=CONF, clean=False)


@pytest.fixture(scope="module")
def epub(made: SmallBook) -> zipfile.ZipFile:
    (path,) = made.out.glob("*.epub")
    return zipfile.ZipFile(path)


def package(epub: zipfile.ZipFile) -> etree._Element:
    return etree.fromstring(epub.read("content.opf"))


def test_a_picture_whose_ending_is_in_capitals_is_in_the_book(epub: zipfile.ZipFile) -> None:
    assert b"<script" not in epub.read("_images/CRANE.SVG")
    assert b'alt="A crane"' in epub.read("one.xhtml")


def test_the_archive_begins_with_its_kind_and_holds_what_the_manifest_lists(
    epub: zipfile.ZipFile,
) -> None:
    first = epub.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert epub.read("mimetype") == b"application/epub+zip"
    listed = [unquote(item.get("href", "")) for item in package(epub).iter(f"{OPF}item")]
    beside = {"mimetype", "META-INF/container.xml", "content.opf"}
    assert len(listed) == len(set(listed))
    assert set(listed) == set(epub.namelist()) - beside
    # What no page uses is not packed: no logo, whose script would have to be declared.
    assert not [name for name in listed if "logo" in name or name.endswith((".js", ".woff2"))]


def test_it_says_what_it_is_and_nothing_unknown(epub: zipfile.ZipFile) -> None:
    opf = package(epub)
    told = {each.tag.removeprefix(DC): each.text for each in opf.iter(f"{DC}*")}
    assert told.pop("identifier", "").startswith("urn:uuid:")
    assert [each.text for each in opf.iter(f"{DC}creator")] == ["Ann Bell", "Carl Dörn"]
    assert told == {
        "title": "Bridges & ferries",
        "language": "en-GB",
        "creator": "Carl Dörn",
        "description": "What two reports say",
        "rights": "© 2026, the testers. Licence: CC BY 4.0 "
        "(https://creativecommons.org/licenses/by/4.0/)",
        "date": "2026-01-01",
    }
    (modified,) = opf.xpath("//*[@property='dcterms:modified']/text()")
    assert modified == "2026-01-01T00:00:00Z"  # Of SOURCE_DATE_EPOCH, not of the clock.
    uid = opf.get("unique-identifier")
    assert opf.xpath(f"//*[@id='{uid}']")[0].tag == f"{DC}identifier"
    ncx = etree.fromstring(epub.read("toc.ncx"))
    assert opf.xpath(f"//*[@id='{uid}']/text()") == ncx.xpath("//*[@name='dtb:uid']/@content")


def test_it_has_a_cover(epub: zipfile.ZipFile) -> None:
    (cover,) = package(epub).xpath("//*[@properties='cover-image']")
    image = epub.read(cover.get("href"))
    assert image.startswith(b"\x89PNG")
    assert struct.unpack(">II", image[16:24]) == (800, 1280)
    first = package(epub).find(f".//{OPF}itemref")
    assert first is not None
    (page,) = package(epub).xpath(f"//*[@id='{first.get('idref')}']/@href")
    assert f'src="{cover.get("href")}"'.encode() in epub.read(page)


def test_every_page_is_xml_that_runs_and_loads_nothing_and_leads_to_what_is_there(
    epub: zipfile.ZipFile,
) -> None:
    names = [name for name in epub.namelist() if name.endswith(".xhtml")]
    pages = {name: etree.fromstring(epub.read(name)) for name in names}
    ids = {name: page.xpath("//@id") for name, page in pages.items()}
    for name, page in pages.items():
        assert page.tag == f"{X}html", name
        assert len(ids[name]) == len(set(ids[name])), name
        assert not list(page.iter(f"{X}script")), name
        assert not page.xpath("//@*[starts-with(name(), 'on')]"), name
        for address in page.xpath("//@src | //*[local-name()='link']/@href"):
            assert normpath(join(dirname(name), address)) in epub.namelist(), address
        for href in page.xpath("//*[local-name()='a']/@href[not(contains(., ':'))]"):
            path, _, fragment = unquote(href).partition("#")
            target = normpath(join(dirname(name), path)) if path else name
            assert target in pages, href
            assert not fragment or fragment in ids[target], href
    assert 'lang="en-GB"' in epub.read("one.xhtml").decode()


def test_the_manifest_declares_formulas(epub: zipfile.ZipFile) -> None:
    for item in package(epub).iter(f"{OPF}item"):
        if item.get("media-type") == "application/xhtml+xml" and item.get("id") != "nav":
            holds = b"<math" in epub.read(unquote(item.get("href", "")))
            assert (item.get("properties") == "mathml") == holds, item.get("href")
    assert b"<math" in epub.read("one.xhtml")


def test_what_a_reader_loses_stands_there_as_a_link_and_is_said(
    made: SmallBook, epub: zipfile.ZipFile
) -> None:
    page = epub.read("one.xhtml").decode()
    assert '<a href="https://example.org/x.png">far picture</a>' in page
    assert "x.png is not in the EPUB" in made.messages


def test_the_contents_are_nested_below_the_parts_of_the_book(epub: zipfile.ZipFile) -> None:
    nav = etree.fromstring(epub.read("nav.xhtml"))
    (part,) = nav.iter(f"{X}span")
    assert part.text == "Chapters"
    below = part.getparent().iter(f"{X}a")
    assert [link.text for link in below] == ["One", "Two"]


def test_no_sign_is_doubled_by_the_styles(epub: zipfile.ZipFile) -> None:
    """Sphinx's style for an EPUB adds brackets and colons: those of the page are hidden."""
    own = epub.read("_static/brief-epub.css").decode()
    assert "a.footnote-reference > .fn-bracket { display: none; }" in own
    assert "dt > .colon { display: none; }" in own
    added = epub.read("_static/epub.css").decode()
    assert "a.footnote-reference.brackets:before" in added
    assert "dl.field-list > dt:after" in added
    links = etree.fromstring(epub.read("one.xhtml")).xpath("//*[local-name()='link']/@href")
    assert links.index("_static/brief-epub.css") > links.index("_static/epub.css")


def test_the_same_book_is_the_same_bytes(made: SmallBook, tmp_path: Path) -> None:
    (path,) = made.out.glob("*.epub")
    again = maker(tmp_path)(BOOK, "epub", conf=CONF, clean=False)
    (other,) = again.out.glob("*.epub")
    assert path.read_bytes() == other.read_bytes()
    dates = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(path.read_bytes())).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}
