"""What the other tests stand on: a small book builds, and its warnings are seen."""

from __future__ import annotations

from books import MakeBook


def test_a_small_book_builds(make_book: MakeBook) -> None:
    book = make_book({"docs/one.md": "# One\n\nWords.\n"})
    assert "Words." in book.page("one").get_text()
    assert book.app.env.found_docs == {"index", "one"}


def test_a_warning_is_reported_with_its_place(make_book: MakeBook) -> None:
    book = make_book({"docs/one.md": "# One\n\n[x](#nowhere)\n"}, clean=False)
    assert book.messages.startswith("docs/one.md:3: WARNING:")
