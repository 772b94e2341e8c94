"""A large book in volumes, whose references lead from one file to another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from books import SMALL_CONF, MakeBook, SmallBook, build_book, write_files
from briefbook.anchors.listing.anchor_list import read_anchor_list
from briefbook.output.reading_order import DocumentPlace
from briefbook.pdf.selection.volumes import volumes_of
from reading_back.pdf_reader import Pdf, dense, read_pdf

WORDS = "Some words of a paragraph that goes on for a while so that the page fills. " * 4
TITLES = {"one": "First", "two": "Second", "tres": "Third"}


def _chapter(prefix: str) -> str:
    lines = [f"---\nprefix: {prefix}\n---\n", f"{{#{prefix}}}\n# {TITLES[prefix]}\n"]
    lines += [f"{{#{prefix}-{n}}}\n{WORDS}\n" for n in range(1, 21)]
    lines.append(f"{{#{prefix}-21}}\nSee [](#one-20), [](#tres-n-said), {{term}}`bridge`.[^said]\n")
    return "\n".join([*lines, "[^said]: Comment: said once.\n"])


BOOK = {
    "docs/index.md": (
        "# A small book\n\nBegin at [](#two-20).\n\n"
        "```{toctree}\n:numbered:\n\none\ntwo\ntres\n```\n\n"
        "```{toctree}\n\nthings\n```\n"
    ),
    "docs/things.md": "# Things\n\n:::{glossary} things\n\nbridge\n: Crosses a river.\n:::\n",
} | {f"docs/{prefix}.md": _chapter(prefix) for prefix in TITLES}
CONF = "brief_volumes = 2\nbrief_pdf_name = 'book'\n"


def _volumes(book: SmallBook) -> list[Pdf]:
    assert book.app.statuscode == 0
    return [read_pdf(book.out / f"book-volume-{n}.pdf") for n in (1, 2, 3)]


def test_each_volume_has_its_chapters_and_the_last_one_the_rest(make_book: MakeBook) -> None:
    book = make_book(BOOK, builder="briefpdf", conf=CONF)
    assert len(list(book.out.glob("*.pdf"))) == 3
    titles = [[title for title, _page in pdf.outline()] for pdf in _volumes(book)]
    assert titles == [["A small book", "1 First", "2 Second"], ["3 Third"], ["Things"]]
    covers = [dense(pdf.drawn[0].get_textpage().get_text_bounded()) for pdf in _volumes(book)]
    assert "Volume1of3Chapters1–2" in covers[0]
    assert "Volume2of3Chapter3" in covers[1]
    assert "Volume3of3“Things”" in covers[2]


def test_a_reference_to_another_volume_says_volume_and_page_and_leads_there(
    make_book: MakeBook,
) -> None:
    volumes = _volumes(make_book(BOOK, builder="briefpdf", conf=CONF))
    first, second, last = volumes
    page = first.page_of("one-20") + 1
    assert f"Seechapter1,¶20,vol.1,p.{page},note1,p." in second.text()
    note = second.page_of("tres-n-said") + 1
    assert f"See¶20,p.{page},chapter3,note1,vol.2,p.{note}," in first.text()
    # A where-used list names the pages of each volume.
    assert f"chapter3¶21,vol.2,p.{second.page_of('tres-21') + 1}" in last.text()
    # Every link to another file names a place that is there.
    targets = [(pdf, *target) for pdf in volumes for target in _links_to_files(pdf)]
    assert {("book-volume-2.pdf", "tres-n-said"), ("book-volume-3.pdf", "term-things-bridge")} <= {
        (file, name) for pdf, file, name in targets if pdf is first
    }
    for pdf, file, name in targets:
        other = volumes[int(file.removeprefix("book-volume-").removesuffix(".pdf")) - 1]
        assert other is not pdf
        assert name in other.places


def test_a_book_that_fits_in_one_volume_is_one_file(make_book: MakeBook) -> None:
    make_book(BOOK, builder="briefpdf", conf=CONF)
    book = make_book(BOOK, builder="briefpdf", conf=CONF + "brief_volumes = 3\n")
    # The volumes of before are gone with it.
    assert [file.name for file in book.out.glob("*.pdf")] == ["book.pdf"]
    assert "vol." not in read_pdf(book.out / "book.pdf").text()


def test_what_cannot_be_printed_is_named_in_a_volume_too(make_book: MakeBook) -> None:
    runes = BOOK | {"docs/tres.md": BOOK["docs/tres.md"] + "\nRunes: \u16a0.\n"}
    book = make_book(runes, builder="briefpdf", conf=CONF, clean=False)
    assert "docs/tres.md:73: WARNING: no font of the PDF has" in book.messages
    assert any("16A0" in read_pdf(path).text() for path in book.out.glob("*.pdf"))


def test_the_list_of_anchors_says_volume_and_page(tmp_path: Path) -> None:
    write_files(tmp_path, BOOK | {"conf.py": SMALL_CONF + CONF, "references.bib": ""})
    said = build_book(tmp_path).stdout
    assert [line.split()[1][-12:] for line in said.splitlines() if line.startswith("PDF")] == [
        f"volume-{n}.pdf" for n in (1, 2, 3)
    ]
    listed = (tmp_path / "build/html/anchors.json").read_text(encoding="utf-8")
    anchors = read_anchor_list(listed).anchors
    second = read_pdf(tmp_path / "build/pdf/book-volume-2.pdf")
    assert anchors["tres-20"].pdf_volume == 2
    assert anchors["tres-20"].pdf_page == second.page_of("tres-20") + 1
    assert anchors["term-things-bridge"].pdf_volume == 3


def test_the_page_of_a_part_goes_with_its_first_chapter() -> None:
    order = [
        DocumentPlace("index", 0, ""),
        *(
            DocumentPlace(name, depth, "")
            for name, depth in (("part1", 1), ("a", 2), ("b", 2), ("b2", 3))
        ),
        *(DocumentPlace(name, depth, "") for name, depth in (("part2", 1), ("c", 2), ("c2", 3))),
        DocumentPlace("sources", 1, ""),
    ]
    volumes = volumes_of(order, 2, lambda name: name in {"a", "b", "c"})
    assert [[place.docname for place in volume.order] for volume in volumes] == [
        ["index", "part1", "a", "b", "b2"],
        ["part2", "c", "c2"],
        ["sources"],
    ]


def _links_to_files(pdf: Pdf) -> Iterator[tuple[str, str]]:
    """Yield file and named place of each link that leads to another file."""
    for page in pdf.structure.pages:
        for reference in page.get("/Annots") or ():
            action = reference.get_object().get("/A", {})
            assert not str(action.get("/URI", "")).startswith("briefbook")
            if action.get("/S") == "/GoToR":
                yield str(action["/F"]["/UF"]), str(action["/D"])
