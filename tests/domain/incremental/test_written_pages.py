"""Which pages a build writes, and that how it was reached makes no difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from books import SMALL_CONF, MakeBook
from chapters import BIB, book, chapter

A = chapter("a", "{#a-1}\nSee [](#b-1) and [](#b-n-n).", "{#a-2}\nOn {term}`Kursk`.")
B = chapter("b", "{#b-1}\nWords[^n] {cite:p}`kontur2025{¶ 1}`.", "[^n]: Comment: short.")
C = chapter("c", "{#c-1}\nNothing of others.")
THINGS = "# Things\n\n:::{glossary} things\nKursk\n: A region.\n:::\n"
START = book(a=A, b=B, c=C, back_things=THINGS, back_notes="# Notes\n\n```{notes}\n```\n")
LISTING = {"index"}
#: What is edited, and the pages whose content it changes beside those that list the chapters.
EDITS = {
    "words": ({"docs/chapters/c.md": C.replace("Nothing", "Something")}, {"chapters/c"}),
    "a new call moves a note's number": (
        {"docs/chapters/b.md": B.replace("Words", "New[^m] words") + "\n[^m]: Comment: new.\n"},
        {"chapters/a", "chapters/b", "back/notes"},
    ),
    "a citation": (
        {"docs/chapters/c.md": C.replace("others.", "others {cite:p}`kontur2025{¶ 2}`.")},
        {"chapters/c", "back/sources"},
    ),
    "a term": (
        {"docs/chapters/c.md": C.replace("others.", "{term}`Kursk`.")},
        {"chapters/c", "back/things"},
    ),
    "a glossary entry's text": (
        {"docs/back/things.md": THINGS.replace("A region", "A place")},
        {"back/things"},
    ),
    "a source's name": (
        {"references.bib": BIB.replace("{{Kontur}}", "{{Contour}}")},
        {"chapters/b", "back/sources"},
    ),
    "a source's title": (
        {"references.bib": BIB.replace("A headline", "A head")},
        {"back/sources"},
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_only_pages_that_change_are_written(make_book: MakeBook, edit: str) -> None:
    files, expected = EDITS[edit]
    before = make_book(START)
    pages = {path: path.stat().st_mtime_ns for path in before.out.rglob("*.html")}
    texts = {path: path.read_text("utf-8") for path in pages}
    make_book(files)
    written = {_docname(before.out, p) for p, time in pages.items() if p.stat().st_mtime_ns != time}
    changed = {_docname(before.out, p) for p, old in texts.items() if p.read_text("utf-8") != old}
    assert changed == expected
    assert written - FRAME_PAGES <= expected | LISTING


#: Pages of the frame rather than of documents: each build writes them.
FRAME_PAGES = {"genindex", "search", "at"}


def _docname(out: Path, page: Path) -> str:
    return page.relative_to(out).as_posix().removesuffix(".html")


def test_a_build_without_an_edit_writes_no_page(make_book: MakeBook) -> None:
    before = make_book(START)
    pages = {path: path.stat().st_mtime_ns for path in before.out.rglob("*.html")}
    make_book({})
    written = {_docname(before.out, p) for p, time in pages.items() if p.stat().st_mtime_ns != time}
    assert written - FRAME_PAGES == set()


def test_a_build_by_another_builder_hides_no_change(make_book: MakeBook) -> None:
    make_book(START)
    make_book(EDITS["a new call moves a note's number"][0], "text")
    made = make_book({})
    assert "chapter\N{NO-BREAK SPACE}2, note\N{NO-BREAK SPACE}2" in made.text("chapters/a.html")


def test_a_build_that_broke_off_is_made_up_for(make_book: MakeBook) -> None:
    before = make_book(START)
    edited = EDITS["a new call moves a note's number"][0]
    broken = "def setup(app):\n    app.connect('write-started', lambda *_: 1 / 0)\n"
    with pytest.raises(Exception, match="division by zero"):
        make_book(edited, conf=broken)
    (before.root / "conf.py").write_text(SMALL_CONF, "utf-8")
    made = make_book({})
    assert "note\N{NO-BREAK SPACE}2" in made.text("chapters/a.html")


def test_the_page_of_a_removed_chapter_goes(make_book: MakeBook) -> None:
    made = make_book(START)
    assert (made.out / "chapters/c.html").exists()
    (made.root / "docs/chapters/c.md").unlink()
    make_book({})
    left = sorted(p.relative_to(made.out).as_posix() for p in made.out.rglob("c.*"))
    assert left == []
