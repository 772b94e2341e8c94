"""A large file of the book is set in chunks; a reader does not see where one ends."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import page as pdf_checker
import pikepdf
import pytest

from books import ROOT, MakeBook, SmallBook, run_sphinx
from briefbook.core.processes.fresh import run_in_subprocess
from briefbook.pdf.layout.chunks import TypstFile, split_volume
from briefbook.pdf.layout.running_heads import RunningHeadMarks, join_marks
from briefbook.pdf.selection.volumes import Volume
from briefbook.pdf.typst.trace import Trace
from pdf.conftest import Kitchen, pdf_file
from pdf_chunks import elements
from reading_back.pdf_reader import Pdf, dense, read_pdf

WORDS = "Some words of a paragraph that goes on for a while so that the page fills. " * 4


def _small_chunks(monkeypatch: pytest.MonkeyPatch, code_length: int = 1) -> None:
    monkeypatch.setattr("briefbook.pdf.layout.chunks._MAX_CODE_LENGTH", code_length)


@pytest.fixture(scope="module")
def in_chunks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the kitchen book's PDF, each chapter a chunk of its own."""
    root = tmp_path_factory.mktemp("chunks") / "book"
    shutil.copytree(ROOT / "tests" / "pdf" / "kitchen", root)
    with pytest.MonkeyPatch.context() as patch:
        _small_chunks(patch)
        patch.setenv("SOURCE_DATE_EPOCH", "1767225600")
        book = run_sphinx(root, "briefpdf")
    assert book.messages == ""
    assert len(list((root / "build").rglob("main-q*.pdf"))) > 3
    return pdf_file(book)


def test_each_page_is_the_same_as_in_a_book_of_one_chunk(kitchen: Kitchen, in_chunks: Path) -> None:
    whole, bound = kitchen.pdf, read_pdf(in_chunks)
    assert len(bound.drawn) == len(whole.drawn)
    for one, other in zip(whole.drawn, bound.drawn, strict=True):
        assert _text(other) == _text(one)
    assert {name: bound.page_of(name) for name in bound.places} == {
        name: whole.page_of(name) for name in whole.places
    }
    assert bound.outline() == whole.outline()
    assert _links(bound) == _links(whole)
    assert bound.structure.metadata == whole.structure.metadata


def test_its_structure_is_the_same_tree(kitchen: Kitchen, in_chunks: Path) -> None:
    with pikepdf.open(kitchen.file) as whole, pikepdf.open(in_chunks) as bound:
        kinds = [str(element.S) for element in elements(whole)]
        assert [str(element.S) for element in elements(bound)] == kinds
        notes = [bytes(element.ID) for element in elements(bound) if "/ID" in element]
        assert len(notes) == len(set(notes)) > 3


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_it_meets_the_standards(in_chunks: Path, profile: str) -> None:
    report = pdf_checker.validate_pdf(in_chunks, profile=profile)
    failures = {f.rule_id for f in report.failures}
    assert failures == set()


BOOK = {
    "docs/index.md": "# A book\n\nSee [](#two-9).\n\n```{toctree}\n:numbered:\n\none\ntwo\n```\n",
} | {
    f"docs/{name}.md": f"---\nprefix: {name}\n---\n\n# {name.title()}\n\nSee [](#{other}-9).\n\n"
    + "".join(f"{{#{name}-{n}}}\n{WORDS}\n\n" for n in range(1, 30))
    for name, other in (("one", "two"), ("two", "one"))
}


def test_a_reference_says_the_page_in_another_chunk(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    _small_chunks(monkeypatch)
    pdf = read_pdf(pdf_file(make_book(BOOK, builder="briefpdf")))
    one, two = (pdf.page_of(f"{name}-9") + 1 for name in ("one", "two"))
    assert two > one + 1
    text = pdf.text()
    assert text.count(f"Seechapter2,¶9,p.{two}.") == 2
    assert text.count(f"Seechapter1,¶9,p.{one}.") == 1


def test_pages_of_other_chunks_that_did_not_settle_come_with_a_warning(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    _small_chunks(monkeypatch)
    monkeypatch.setattr("briefbook.pdf.layout.schedule._MOST_ROUNDS", 1)
    # More pages than are guessed from so little text.
    longer = {name: text.replace("See", "Few.\n\n" * 200 + "See") for name, text in BOOK.items()}
    book = make_book(longer, builder="briefpdf", clean=False)
    assert "some references may name a page next to theirs" in book.messages


def test_only_what_prints_pages_is_set_again(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    _small_chunks(monkeypatch)
    done: list[str] = []

    def noted(work: Callable[[Any], Any], task: Any) -> Any:
        done.append(Path(task.file).stem)
        return run_in_subprocess(work, task)

    monkeypatch.setattr("briefbook.pdf.layout.schedule.run_in_subprocess", noted)
    glossary = "# Things\n\n:::{glossary} things\n\nbridge\n: Crosses a river.\n:::\n"
    # More pages than are guessed from so little text.
    chapter = "# One\n\n{#one-1}\n{term}`bridge`\n\n" + "Few.\n\n" * 200
    book = {
        "docs/index.md": "# A book\n\nTwo pages.\n\n"
        "```{toctree}\none\n```\n\n```{toctree}\nthings\n```\n",
        "docs/one.md": f"---\nprefix: one\n---\n\n{chapter}",
        "docs/things.md": glossary,
    }
    make_book(book, builder="briefpdf")
    # Contents, front page, chapter, glossary: only the contents are there before the others are.
    assert sorted(done) == ["main-q0", "main-q0", "main-q1", "main-q2", "main-q3"]
    assert done.index("main-q3") > max(done.index("main-q1"), done.index("main-q2"))


def test_volumes_are_set_in_chunks_too(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    conf = "brief_volumes = 1\nbrief_pdf_name = 'book'\n"
    whole = _volumes(make_book(BOOK, builder="briefpdf", conf=conf, name="whole"))
    _small_chunks(monkeypatch)
    bound = _volumes(make_book(BOOK, builder="briefpdf", conf=conf, name="bound"))
    assert [pdf.text() for pdf in bound] == [pdf.text() for pdf in whole]


def test_what_cannot_be_printed_is_named_in_every_chunk(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    _small_chunks(monkeypatch)
    runes = {
        name: f"{BOOK[name]}\nRunes: {rune}.\n"
        for name, rune in {"docs/one.md": "\u16a0", "docs/two.md": "\u16b1"}.items()
    }
    book = make_book(BOOK | runes, builder="briefpdf", clean=False)
    assert book.messages.count("WARNING: no font of the PDF has 2 letters") == 1
    text = read_pdf(pdf_file(book)).text()
    assert "16A0" in text
    assert "16B1" in text


def test_where_margins_change_sides_a_volume_is_one_chunk(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    _small_chunks(monkeypatch)
    book = make_book(BOOK, builder="briefpdf", conf="brief_two_sided = True\n")
    assert not list(book.out.parent.rglob("main-q*.pdf"))


def test_a_chunk_begins_with_a_title_that_opens_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    _small_chunks(monkeypatch, 60)
    levels = [0, 1, 1, 2, 1, 0, 1, 1]
    files = [
        TypstFile(
            f"{n}.typ",
            str(n) if n else "",
            f"\n//@0\n#section-title({level}, …)",
            Trace(),
            [],
            n > 5,
        )
        for n, level in enumerate(levels)
    ]
    chunks = split_volume(Volume(0, (), 6), files, divided=True)
    assert [[file.name[0] for file in chunk.files] for chunk in chunks] == [
        ["0"],
        ["1"],
        ["2", "3"],
        ["4", "5"],
        ["6", "7"],
    ]
    assert [chunk.is_lists for chunk in chunks] == [True, False, False, False, True]
    # A list waits for the chapters of its own chunk, not alone.
    assert not any(sheet.after_chapters for sheet in chunks[-1].documents_feedback)
    (whole,) = split_volume(Volume(0, (), 6), files, divided=False)
    assert [sheet.after_chapters for sheet in whole.documents_feedback] == [False] * 6 + [True] * 2


def test_chapters_and_sections_of_chunks_are_counted_through() -> None:
    first = RunningHeadMarks(3, (("One", "", True, 2),), (("A", 2),), frozenset({1}))
    second = RunningHeadMarks(2, (("Two", "TLP:RED", True, 1),), (("B", 2),), frozenset())
    assert join_marks([first, second]) == RunningHeadMarks(
        5,
        (("One", "", True, 2), ("Two", "TLP:RED", True, 4)),
        (("A", 2), ("B", 5)),
        frozenset({1}),
    )


def _text(page: Any) -> str:
    return dense(page.get_textpage().get_text_bounded())


def _links(pdf: Pdf) -> list[tuple[int, str, str]]:
    """Return page, target and words of every link."""
    found = []
    for number, page in enumerate(pdf.structure.pages):
        for reference in page.get("/Annots") or ():
            link = reference.get_object()
            action = link["/A"]
            found.append((number, str(action.get("/D", action.get("/URI"))), link["/Contents"]))
    return found


def _volumes(book: SmallBook) -> list[Pdf]:
    return [read_pdf(file) for file in sorted(book.out.glob("*.pdf"))]
