"""Notes: numbered by first call, called twice, called from notes, referred to from afar."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from books import MakeBook
from chapters import book, chapter, line_of, words


def calls(page: BeautifulSoup, place: str) -> list[tuple[str, str]]:
    """Return (number, where it leads) of each call in a place."""
    found = page.find(id=place)
    assert found is not None
    return [(a.get_text(), str(a["href"])) for a in found.select("a.footnote-reference")]


def test_notes_are_numbered_by_first_call(make_book: MakeBook) -> None:
    a = chapter(
        "alpha",
        "{#alpha-1}\nOne[^z] and two[^a].",
        "[^a]: Comment: second.",
        "[^z]: Context: first.",
    )
    page = make_book(book(a=a)).page("chapters/a")
    assert calls(page, "alpha-1") == [("[1]", "#alpha-n-z"), ("[2]", "#alpha-n-a")]
    notes = page.select("aside.brief-note")
    assert [note["id"] for note in notes] == ["alpha-n-z", "alpha-n-a"]
    assert [words(note) for note in notes] == ["[1] Context: first.", "[2] Comment: second."]


def test_numbers_start_anew_in_each_chapter(make_book: MakeBook) -> None:
    notes = "{#%s-1}\nWords[^n].", "[^n]: Comment: x."
    a, b = (chapter(p, notes[0] % p, notes[1]) for p in ("alpha", "beta"))
    made = make_book(book(a=a, b=b))
    assert calls(made.page("chapters/b"), "beta-1") == [("[1]", "#beta-n-n")]


def test_a_note_called_twice_lists_both_calls(make_book: MakeBook) -> None:
    a = chapter(
        "alpha", "{#alpha-1}\nOne[^n].", "{#alpha-2}\nOther[^o].", "{#alpha-3}\nAgain[^n].",
        "[^n]: Comment: twice.", "[^o]: Comment: once.",
    )  # fmt: skip
    page = make_book(book(a=a)).page("chapters/a")
    assert calls(page, "alpha-3") == [("[1]", "#alpha-n-n")]
    note = page.find(id="alpha-n-n")
    assert note is not None
    back = [str(link["href"])[1:] for link in note.select("[role=doc-backlink]")]
    homes = [call.parent for id_ in back if (call := page.find(id=id_))]
    assert [home and home["id"] for home in homes] == ["alpha-1", "alpha-3"]


def test_a_note_called_only_inside_a_note_comes_after_those_of_the_text(
    make_book: MakeBook,
) -> None:
    a = chapter(
        "alpha", "{#alpha-1}\nOne[^a] and[^b].",
        "[^a]: Comment: see also[^inner].", "[^b]: Comment: b.",
        "[^inner]: Comment: inside, and[^deep].", "[^deep]: Comment: deep.",
    )  # fmt: skip
    page = make_book(book(a=a)).page("chapters/a")
    notes = page.select("aside.brief-note")
    assert [note["id"] for note in notes] == [f"alpha-n-{n}" for n in ("a", "b", "inner", "deep")]
    assert calls(page, "alpha-n-a") == [("[3]", "#alpha-n-inner")]


def test_notes_in_lists_tables_quotes_and_headings(make_book: MakeBook) -> None:
    a = chapter(
        "alpha", "- item[^l]", "| a[^h] |\n|---|\n| c[^c] |", "> quote[^q]", "## Head[^t]",
        *(f"[^{label}]: Comment: {label}." for label in "tqchl"),
    )  # fmt: skip
    page = make_book(book(a=a)).page("chapters/a")
    ids = [note["id"] for note in page.select("aside.brief-note")]
    assert ids == [f"alpha-n-{label}" for label in "lhcqt"]
    assert page.select("section section")[0]["id"] == "alpha-head"


def test_a_note_of_several_blocks_stays_whole(make_book: MakeBook) -> None:
    a = chapter(
        "alpha", "{#alpha-1}\nWords[^n].",
        "[^n]: Comment: first.\n\n    Second, {cite:p}`yoon2024{¶ 2}`.\n\n    - a list",
    )  # fmt: skip
    note = make_book(book(a=a)).page("chapters/a").find(id="alpha-n-n")
    assert words(note) == "[1] Comment: first. Second, (Yoon 2024, ¶ 2). a list"


def test_a_label_may_be_a_number(make_book: MakeBook) -> None:
    a = chapter(
        "alpha", "{#alpha-1}\nOne[^9] and two[^1] and three[^x].",
        "[^1]: Comment: one.", "[^9]: Comment: nine.", "[^x]: Comment: x.",
    )  # fmt: skip
    page = make_book(book(a=a)).page("chapters/a")
    assert calls(page, "alpha-1") == [
        ("[1]", "#alpha-n-9"), ("[2]", "#alpha-n-1"), ("[3]", "#alpha-n-x"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["Source", "Context", "Comment", "Correction", "Translation"])
def test_a_note_has_the_kind_of_its_leading_word(make_book: MakeBook, kind: str) -> None:
    a = chapter("alpha", "Words[^n].", f"[^n]: {kind}: x.")
    (note,) = make_book(book(a=a)).page("chapters/a").select("aside.brief-note")
    assert f"brief-kind-{kind.lower()}" in note["class"]
    assert words(note.select_one("strong.brief-note-kind")) == f"{kind}:"


def test_an_unused_note_is_reported_at_its_line(make_book: MakeBook) -> None:
    a = chapter("alpha", "Words.", "[^unused]: Comment: x.")
    made = make_book(book(a=a), clean=False)
    assert made.messages.startswith(f"docs/chapters/a.md:{line_of(a, 'unused')}: WARNING: ")
    assert "[^unused] is defined but never called" in made.messages
    assert made.messages.count("\n") == 1


def test_an_undefined_note_is_reported_at_its_line(make_book: MakeBook) -> None:
    a = chapter("alpha", "Words.\nMore words,\nand a call[^missing].", "Shown: `[^code]`.")
    made = make_book(book(a=a), clean=False)
    assert made.messages.startswith(f"docs/chapters/a.md:{line_of(a, 'missing')}: WARNING: ")
    assert "the note [^missing] is called but not defined" in made.messages
    assert made.messages.count("\n") == 1


def test_a_label_defined_twice_is_reported_at_its_line(make_book: MakeBook) -> None:
    a = chapter("alpha", "Words[^n].", "[^n]: Comment: x.", "[^n]: Comment: again.")
    made = make_book(book(a=a), clean=False)
    assert made.messages.startswith(f"docs/chapters/a.md:{line_of(a, 'again')}: WARNING: ")
    assert "'n'" in made.messages


def test_labels_that_make_one_id_are_reported(make_book: MakeBook) -> None:
    a = chapter("alpha", "One[^a-b] two[^a_b].", "[^a-b]: Comment: x.", "[^a_b]: Comment: y.")
    made = make_book(book(a=a), clean=False)
    assert "the id 'alpha-n-a-b' is used a second time" in made.messages


def test_the_list_of_notes(make_book: MakeBook) -> None:
    a = chapter(
        "alpha", "{#alpha-1}\nWords[^n] and[^m].", "{#alpha-2}\nAgain[^n].",
        "[^n]: Comment: as in [](#alpha-2){cite:p}`yoon2024{¶ 2}`.", "[^m]: Context: m.",
    )  # fmt: skip
    b = chapter("beta", "{#beta-1}\nSee [](#alpha-n-n)[^x].", "[^x]: Comment: x.")
    made = make_book(
        book(a=a, b=b, back_notes="# Notes\n\n```{notes}\n```\n",
             back_some="# Comments\n\n```{notes}\n:kind: comment\n```\n")
    )  # fmt: skip
    page = made.page("back/notes")
    titles = [words(title) for title in page.select(".brief-notes-chapter")]
    assert titles == ["Chapter 1: The alpha chapter", "Chapter 2: The beta chapter"]
    first = page.select("dl.brief-notes dd")[0]
    assert words(first) == (
        "Comment: as in chapter 1, ¶ 2(Yoon 2024, ¶ 2). Called in: chapter 1 ¶ 1, 2 "
        "Referred to in: chapter 2 ¶ 1"
    )
    assert first.select_one("a[href='../chapters/a.html#alpha-2']")
    assert page.select_one("dt a[href='../chapters/a.html#alpha-n-n']")
    some = made.page("back/some").select("dl.brief-notes dt")
    assert [words(term) for term in some] == ["Note 1", "Note 1"]


def test_an_unknown_kind_is_reported_with_the_known_ones(make_book: MakeBook) -> None:
    notes = "# Notes\n\n```{notes}\n:kind: joke\n```\n"
    made = make_book(book(a=chapter("alpha", "Words."), back_notes=notes), clean=False)
    assert "docs/back/notes.md:4: " in made.messages
    assert "joke" in made.messages
    assert "comment" in made.messages
