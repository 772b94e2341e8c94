"""Each build of a published book keeps its promises, or says which it breaks."""

from __future__ import annotations

import re

import pytest

from books import MakeBook, run_briefbook
from chapters import book, chapter, line_of

ONE = "The minister said that eleven thousand soldiers had arrived in the border region by May."
TWO = "A retired colonel doubts whether the new units can hold their ground against drones."
OTHER = "By May, so the ministry, the number of those who had come stood at 11,000."
A = chapter("alpha", f"{{#alpha-1}}\n{ONE}", f"{{#alpha-2}}\n{TWO}", "{#alpha-why}\n## Why")
B = chapter("beta", "{#beta-1}\nThe second chapter.[^n]", "[^n]: Comment: a note of some words.")


def publish(make_book: MakeBook) -> None:
    made = make_book(book(a=A, b=B))
    assert (
        run_briefbook(made.root, "edition", "first", "--despite", "it cites nothing").returncode
        == 0
    )


def test_a_book_that_keeps_its_promises_builds_without_a_word(make_book: MakeBook) -> None:
    publish(make_book)
    a = A.replace("May", "June").replace("{#alpha-2}\n" + TWO, "{#alpha-3}\nA new paragraph.")
    b = B.replace("[^n]: ", f"{{#alpha-2}}\n{TWO}\n\n[^n]: ")
    made = make_book({"docs/chapters/a.md": a, "docs/chapters/b.md": b})
    assert made.page("chapters/b").find(id="alpha-2") is not None


def test_a_missing_number_is_reported_where_it_was_promised(make_book: MakeBook) -> None:
    publish(make_book)
    a = A.replace(f"{{#alpha-2}}\n{TWO}", "")
    made = make_book({"docs/chapters/a.md": a}, clean=False)
    edition = (made.root / "editions/first.json").read_text(encoding="utf-8")
    assert made.messages.startswith(
        f"editions/first.json:{line_of(edition, 'alpha-2')}: WARNING: the edition 'first' "
        "promised alpha-2"
    )
    assert made.messages.rstrip().endswith("[brief.anchor_missing]")


@pytest.mark.parametrize(
    ("old", "withdrawn", "page"),
    [
        (f"{{#alpha-2}}\n{TWO}", "alpha-2", "chapters/a"),
        ("{#alpha-why}\n## Why", "alpha-why", "chapters/a"),
    ],
)
def test_what_is_withdrawn_is_a_promise_kept(
    make_book: MakeBook, old: str, withdrawn: str, page: str
) -> None:
    publish(make_book)
    a = A.replace(old, f"```{{withdrawn}} {withdrawn}\n:see: alpha-1\n\nIt was wrong.\n```")
    made = make_book({"docs/chapters/a.md": a})
    assert made.page(page).find(id=withdrawn) is not None


def test_a_note_can_be_withdrawn(make_book: MakeBook) -> None:
    publish(make_book)
    b = chapter("beta", "{#beta-1}\nThe second chapter.", "```{withdrawn} beta-n-n\nWrong.\n```")
    assert make_book({"docs/chapters/b.md": b}).page("chapters/b").find(id="beta-n-n")


def test_a_number_that_means_something_else_names_both(make_book: MakeBook) -> None:
    publish(make_book)
    a = chapter("alpha", f"{{#alpha-1}}\n{TWO}", f"{{#alpha-2}}\n{ONE}", "{#alpha-why}\n## Why")
    made = make_book({"docs/chapters/a.md": a}, clean=False)
    place = f"docs/chapters/a.md:{line_of(a, TWO)}"
    assert f"{place}: WARNING: alpha-1 now says what alpha-2 said" in made.messages
    assert "alpha-2 now says what alpha-1 said" in made.messages
    assert made.messages.count("[brief.anchor_reused]") == 2


def test_a_heavy_edit_is_confirmed_with_the_line_that_the_warning_gives(
    make_book: MakeBook,
) -> None:
    publish(make_book)
    edited = {"docs/chapters/a.md": A.replace(ONE, OTHER)}
    made = make_book(edited, clean=False)
    assert "[brief.anchor_edited]" in made.messages
    line = re.search(r"add the line '(\S+ [0-9a-f]+) <why>'", made.messages)
    assert line is not None
    make_book(
        {
            "docs/chapters/a.md": A.replace(ONE, OTHER) + "\n",
            "editions/confirmed.txt": f"{line[1]} shorter, the same figure\n",
        }
    )


def test_an_edition_that_was_changed_is_reported(make_book: MakeBook) -> None:
    publish(make_book)
    made = make_book(book(a=A + "\n", b=B))
    path = made.root / "editions/first.json"
    edited = path.read_text(encoding="utf-8").replace("eleven", "twelve")
    path.write_text(edited, encoding="utf-8")
    made = make_book({"docs/chapters/a.md": A}, clean=False)
    line = line_of(edited, '"alpha-1"')
    assert made.messages == (
        f"editions/first.json:{line}: WARNING: the text of alpha-1 was changed after publication; "
        "an edition is never edited: restore it from the history [brief.edition_damaged]\n"
    )
