"""A heading's id comes from its own words and its chapter, and from nothing else."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from books import MakeBook
from briefbook.domain.reporting.refusal import BookRefusedError
from chapters import book, chapter


def ids(page: BeautifulSoup) -> dict[str, str]:
    """Return the id of each section below the title, by its heading."""
    return {
        str(section.find(["h2", "h3"]).get_text()).rstrip("¶").split(". ")[-1]: str(section["id"])  # type: ignore[union-attr]
        for section in page.select("section section")
    }


def test_a_new_heading_never_takes_over_an_old_link(make_book: MakeBook) -> None:
    before = chapter("alpha", "## 2024 figures", "Words.")
    after = chapter("alpha", "## 2025 figures", "New.", "## 2024 figures", "Words.")
    old = ids(make_book(book(a=before), name="before").page("chapters/a"))
    new = ids(make_book(book(a=after), name="after").page("chapters/a"))
    assert old == {"2024 figures": "alpha-2024-figures"}
    assert new == {"2025 figures": "alpha-2025-figures", **old}


def test_the_order_of_headings_changes_no_id(make_book: MakeBook) -> None:
    parts = ["## Losses", "### Of men", "## Gains", "### Of arms"]
    one = ids(make_book(book(a=chapter("alpha", *parts)), name="one").page("chapters/a"))
    turned = parts[2:] + parts[:2]
    other = ids(make_book(book(a=chapter("alpha", *turned)), name="other").page("chapters/a"))
    assert one == other


def test_no_other_id_stands_beside_a_headings_own(make_book: MakeBook) -> None:
    """Not docutils' own (``figures``, ``id1``) nor MyST's slugs: both depend on the order."""
    a = chapter("alpha", "## Figures", "Words.", "## Losses", "### Detail", "x")
    made = make_book(book(a=a), conf="myst_heading_anchors = 3\n")
    page = made.page("chapters/a")
    found = [str(tag["id"]) for tag in page.select_one("div.body").find_all(id=True)]  # type: ignore[union-attr]
    assert found == ["alpha", "alpha-figures", "alpha-losses", "alpha-detail"]


@pytest.mark.parametrize("heading", ["## Figures", "### Figures"])
def test_the_same_heading_twice_is_an_error(make_book: MakeBook, heading: str) -> None:
    a = chapter("alpha", "## Figures", "Words.", heading, "More.")
    made = make_book(book(a=a), clean=False)
    assert "makes the id 'alpha-figures'" in made.messages
    assert "write {#another-id} above one of them" in made.messages


def test_an_id_of_the_authors_own_settles_it(make_book: MakeBook) -> None:
    a = chapter("alpha", "## Figures", "x", "{#alpha-figures-again}\n## Figures", "y")
    made = make_book(book(a=a))
    sections = made.page("chapters/a").select("section section")
    assert [section["id"] for section in sections] == ["alpha-figures", "alpha-figures-again"]


def test_headings_that_read_like_numbers_or_notes_are_set_apart(make_book: MakeBook) -> None:
    a = chapter("alpha", "{#alpha-7}\nWords.", "## 7", "x", "## N drones", "y")
    made = make_book(book(a=a))
    assert set(ids(made.page("chapters/a")).values()) == {
        "alpha-section-7", "alpha-section-n-drones"
    }  # fmt: skip


def test_a_heading_without_a_latin_letter_needs_an_id(make_book: MakeBook) -> None:
    a = chapter("alpha", "## 김정은", "x", "{#alpha-leader}\n## Курск", "y")
    made = make_book(book(a=a), clean=False)
    assert "the heading '김정은' has no Latin letter to make an id from" in made.messages
    assert "Курск" not in made.messages


@pytest.mark.parametrize("prefix", ["Alpha", "a b", "term", "1st"])
def test_a_prefix_that_makes_no_ids_is_reported(make_book: MakeBook, prefix: str) -> None:
    text = f"---\nprefix: {prefix}\n---\n\n# Title\n\nWords.\n"
    with pytest.raises(BookRefusedError, match=f"docs/chapters/a.md:2: the prefix {prefix!r}"):
        make_book(book(a=text), clean=False)


def test_two_chapters_with_one_prefix_are_reported(make_book: MakeBook) -> None:
    one, two = chapter("alpha", "{#alpha-1}\nx"), chapter("alpha", "{#alpha-2}\ny")
    made = make_book(book(a=one, b=two), clean=False)
    assert "the id 'alpha' is used a second time" in made.messages
