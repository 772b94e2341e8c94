"""A layout is repeated until the pages that it prints are so."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from books import MakeBook
from briefbook.pdf.layout.feedback import DocumentFeedback, Flaws, make_feedback_json
from briefbook.pdf.layout.print_run import Printed
from briefbook.pdf.layout.typesetter import Typesetter

SHEET = DocumentFeedback("main.json", "one", ["one#a"])
END = '\n#metadata((anchor: "one#a"))\n#metadata((end: true))\n'


def _typesetter(folder: Path, before: str) -> Typesetter:
    code = f'#let found = json("main.json")\n#let page = found.pages.at("one#a").last()\n{before}'
    (folder / "main.typ").write_text(code + END, encoding="utf-8")
    return Typesetter(folder, "main", [])


def test_pages_that_were_guessed_wrong_are_right_in_the_end(tmp_path: Path) -> None:
    typesetter = _typesetter(tmp_path, "#page #pagebreak() more")
    layout = typesetter.lay_out([SHEET], {"one#a": (0, 17)})
    assert layout.settled
    assert [(at.label, at.page) for at in layout.positions] == [("one#a", 2)]
    assert '"one#a": [0, 2]' in (tmp_path / "main.json").read_text(encoding="utf-8")


def test_pages_that_never_settle_are_told(tmp_path: Path) -> None:
    # Where it stands depends on where it stood: on the second page if that was the first.
    typesetter = _typesetter(tmp_path, "x#if page == 1 { pagebreak() }")
    assert not typesetter.lay_out([SHEET], {"one#a": (0, 1)}).settled


def test_a_list_of_pages_waits_for_the_first_layout() -> None:
    def waits(sheet: DocumentFeedback, *, first: bool) -> bool:
        told = json.loads(make_feedback_json(sheet, {"one#a": (0, 1)}, Flaws(), first=first))
        return bool(told["waits"])

    after_chapters = replace(SHEET, after_chapters=True)
    assert waits(after_chapters, first=True)
    assert not waits(after_chapters, first=False)
    assert not waits(SHEET, first=True)
    assert not waits(replace(after_chapters, pages_of=[]), first=True)


def test_a_pdf_whose_pages_did_not_settle_comes_with_a_warning(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsettled(_run: object) -> list[Printed]:
        return [Printed("book.pdf", b"%PDF", 3, settled=False)]

    monkeypatch.setattr("briefbook.pdf.printing.print_volumes", unsettled)
    book = make_book({"docs/index.md": "# A\n"}, builder="briefpdf", clean=False)
    assert "some references may name a page next to theirs" in book.messages


def test_a_draft_has_the_pages_of_the_layout_before(tmp_path: Path) -> None:
    (tmp_path / "main.typ").write_text("", encoding="utf-8")
    typesetter = _typesetter(tmp_path, "#page #pagebreak() more")
    typesetter.lay_out_draft([SHEET], {"one#a": (0, 17)})
    told = tmp_path / "main.json"
    # The first draft is laid out twice: nothing is known before it.
    assert '"one#a": [0, 2]' in told.read_text(encoding="utf-8")
    code = (tmp_path / "main.typ").read_text(encoding="utf-8")
    (tmp_path / "main.typ").write_text(f"#pagebreak()\n{code}", encoding="utf-8")
    for page in (2, 3):
        typesetter.lay_out_draft([SHEET], {"one#a": (0, 17)})
        assert f'"one#a": [0, {page}]' in told.read_text(encoding="utf-8")
