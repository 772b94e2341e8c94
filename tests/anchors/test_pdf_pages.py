"""``anchors.json`` says on which page of the PDF each anchor stands."""

from __future__ import annotations

import json
from pathlib import Path

import pypdf
import pytest

from books import EPOCH, SMALL_CONF, run_briefbook, write_files
from chapters import book, chapter

FILES = book(
    a=chapter("alpha", "{#alpha-1}\nWords {cite:p}`kontur2025`.[^n]", "[^n]: Comment: a note."),
    b=chapter("beta", "{#beta-1}\nOther words.", "## A heading"),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("pages")
    write_files(root, {"conf.py": SMALL_CONF, **FILES})
    done = run_briefbook(root, "book")
    assert done.returncode == 0, done.stderr
    return root


def listed(root: Path) -> dict[str, int]:
    text = (root / "build/html/anchors.json").read_text(encoding="utf-8")
    return {id_: each.get("pdf_page", 0) for id_, each in json.loads(text)["anchors"].items()}


def test_each_page_is_that_of_the_destination(built: Path) -> None:
    (path,) = (built / "build/pdf").glob("*.pdf")
    pdf = pypdf.PdfReader(path)
    pages = listed(built)
    assert {"alpha-1", "alpha-n-n", "beta-1", "beta-a-heading", "ref-kontur2025"} <= set(pages)
    for id_, page in pages.items():
        found = pdf.get_destination_page_number(pdf.named_destinations[id_])
        assert found is not None
        assert page == found + 1, id_
    assert "Other words" in pdf.pages[pages["beta-1"] - 1].extract_text()


def test_a_second_run_changes_nothing_and_a_stale_pdf_gives_no_page(built: Path) -> None:
    path = built / "build/html/anchors.json"
    before = path.read_bytes()
    assert run_briefbook(built, "book", environment={"SOURCE_DATE_EPOCH": EPOCH}).returncode == 0
    assert path.read_bytes() == before
    chapter_file = built / "docs/chapters/b.md"
    text = chapter_file.read_text(encoding="utf-8")
    chapter_file.write_text(text + "\nMore.\n", encoding="utf-8")
    assert run_briefbook(built, "book", "--only", "html").returncode == 0
    assert set(listed(built).values()) == {0}
    chapter_file.write_text(text, encoding="utf-8")
    assert run_briefbook(built, "book", "--only", "html").returncode == 0
    assert path.read_bytes() == before
