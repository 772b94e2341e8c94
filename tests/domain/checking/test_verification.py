"""What the reader sees of the verification: marks, the page, checks.json."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from books import run_briefbook, run_sphinx
from briefbook.checks.evidence.items import RULES
from harbour import copy_harbour, run_check

PAGE = "# How this book was verified\n\n```{verification}\n```\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    book = tmp_path / "book"
    copy_harbour(book)
    (book / "docs" / "verification.md").write_text(PAGE, encoding="utf-8")
    index = book / "docs" / "index.md"
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace("\nbibliography\n", "\nbibliography\nverification\n"), "utf-8")
    monkeypatch.setenv("BRIEFBOOK_TEXTS", "sources/texts")
    assert run_check(book, {}) == 0
    # From here on as on a fresh clone: pages are made from the receipts alone.
    monkeypatch.setenv("BRIEFBOOK_TEXTS", "nowhere")
    return book


def build(root: Path, builder: str = "html") -> None:
    book = run_sphinx(root, builder)
    assert book.messages == ""


def page(root: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((root / "build" / "html" / name).read_text(encoding="utf-8"), "lxml")


def marks(root: Path, name: str) -> dict[str, str]:
    found = page(root, name).select("span.brief-verified")
    return {mark.get_text(): str(mark["title"]) for mark in found}


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_verified_quotation_has_a_quiet_mark(root: Path) -> None:
    build(root)
    found = marks(root, "chapters/strike.html")
    assert found["“asked for bread”"] == "verified word for word in ¶\u00a03"
    assert found["“A quiet town”"] == "verified word for word in heading\u00a01"
    assert found["“called the hiring”"] == "verified word for word in Brand 2025, ¶\u00a04"
    assert "“the long quiet”" not in found
    text = page(root, "chapters/strike.html").get_text()
    assert "said they had “asked for bread” and got “a brochure”" in text


def test_a_quotation_across_markup_is_marked_whole(root: Path) -> None:
    build(root)
    assert "“a slap with a velvet glove”" in marks(root, "chapters/ferry.html")


def test_an_edited_quotation_loses_its_mark(root: Path) -> None:
    build(root)
    edit(root, "docs/chapters/strike.md", '"asked for bread"', '"asked for cake"')
    build(root)
    found = marks(root, "chapters/strike.html")
    assert "“asked for cake”" not in found
    assert "“a brochure”" in found


def test_new_receipts_are_shown_though_no_document_changed(root: Path) -> None:
    receipts = root / "sources" / "receipts.json"
    kept = receipts.read_text(encoding="utf-8")
    receipts.unlink()
    build(root)
    assert marks(root, "chapters/strike.html") == {}
    assert "0 of 12 quotations" in page(root, "verification.html").get_text()
    receipts.write_text(kept, encoding="utf-8")
    build(root)
    assert marks(root, "chapters/strike.html")
    assert "12 of 12 quotations" in page(root, "verification.html").get_text()


def test_a_tick_is_counted_though_no_document_changed(root: Path) -> None:
    build(root)
    before = page(root, "verification.html").get_text()
    done = run_briefbook(root, "check", "--tick", "strike-4", "--by", "Ada Smith")
    assert done.returncode == 0, done.stdout
    build(root)
    assert "a person has read 0 of these" in before
    assert "a person has read 1 of these" in page(root, "verification.html").get_text()


def test_the_page_gives_counts_by_source_and_what_is_not_verified(root: Path) -> None:
    build(root)
    text = " ".join(page(root, "verification.html").get_text(" ").split())
    assert f"Rules version {RULES}" in text
    assert "Nothing that the checks look at is unverified." in text
    rows = [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("td")]
        for row in page(root, "verification.html").select("tbody tr")
    ]
    assert rows[0][:2] == ["Brand 2025", "3 of 3"]
    assert rows[-1][:3] == ["Quill 2025", "16 of 16", "–"]
    edit(root, "docs/chapters/strike.md", '"asked for bread"', '"asked for cake"')
    build(root)
    listed = [" ".join(item.get_text().split()) for item in page(root, "verification.html").select(
        ".body li, article li"
    )]  # fmt: skip
    assert (
        "chapter 1, ¶ 2: quotation “asked for cake”, new or edited since the text was last at hand."
        in listed
    )


def test_the_same_figures_stand_in_checks_json(root: Path) -> None:
    build(root)
    data = json.loads((root / "build/html/checks.json").read_text(encoding="utf-8"))
    quill = next(source for source in data["sources"] if source["key"] == "quill2025")
    assert (quill["needed"], quill["cited"], quill["rights"]) == (16, 16, "restricted")
    assert data["totals"]["quotation"] == {
        "kind": "quotation", "claims": 12, "verified": 12, "normalised": 0,
    }  # fmt: skip
    assert data["rules"] == RULES


def test_pages_are_the_same_with_and_without_the_texts(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(root)
    without = (root / "build/html/verification.html").read_bytes()
    for path in (root / "build").rglob("*.html"):
        path.unlink()
    monkeypatch.setenv("BRIEFBOOK_TEXTS", "sources/texts")
    build(root)
    assert (root / "build/html/verification.html").read_bytes() == without


def test_other_builders_show_the_words_alone(root: Path) -> None:
    build(root, "text")
    text = (root / "build/text/chapters/strike.txt").read_text(encoding="utf-8")
    assert "“asked for bread”" in " ".join(text.split())
