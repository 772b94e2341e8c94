"""The order of the book, from which document names which."""

from __future__ import annotations

from briefbook.core.toctrees import walk_toctrees

BOOK = {
    "index": [("Part one", ["a", "b"]), ("Part two", ["b", "c", "d"])],
    "b": [("", ["b1", "index"]), ("Below", ["b", "c1"])],
    "d": [("", ["a", "d1"])],
}


def test_a_document_stands_where_it_is_reached_first_before_what_is_below_it() -> None:
    assert list(walk_toctrees("index", lambda name: BOOK.get(name, ()))) == [
        ("index", 0, ""),
        ("a", 1, "Part one"),
        ("b", 1, ""),
        ("b1", 2, ""),
        ("c1", 2, "Below"),
        ("c", 1, "Part two"),
        ("d", 1, ""),
        ("d1", 2, ""),
    ]


def test_each_chapter_may_name_the_next_one() -> None:
    found = list(
        walk_toctrees("0", lambda name: [("", [str(int(name) + 1)])] if int(name) < 5000 else [])
    )
    assert found[-1] == ("5000", 5000, "")
