"""What the other tests stand on: a small book builds, and its warnings are seen."""

from __future__ import annotations

from pathlib import Path

from books import MakeBook, run_sphinx, write_files


def test_a_small_book_builds(make_book: MakeBook) -> None:
    book = make_book({"docs/one.md": "# One\n\nWords.\n"})
    assert "Words." in book.page("one").get_text()
    assert book.app.env.found_docs == {"index", "one"}


def test_a_warning_is_reported_with_its_place(make_book: MakeBook) -> None:
    book = make_book({"docs/one.md": "# One\n\n[x](#nowhere)\n"}, clean=False)
    assert book.messages.startswith("docs/one.md:3: WARNING:")


def test_a_new_book_needs_three_settings_and_no_bibliography(tmp_path: Path) -> None:
    conf = 'project = "A new book"\nauthor = "The testers"\nextensions = ["briefbook"]\n'
    write_files(tmp_path, {"conf.py": conf, "docs/index.md": "# A new book\n\nWords.\n"})
    book = run_sphinx(tmp_path, "html")
    assert book.messages == ""
    assert "Words." in book.page("index").get_text()
    [title] = book.page("index").select(".brief-brand")  # Only our frame of the theme has one.
    assert title.get_text() == "A new book"
