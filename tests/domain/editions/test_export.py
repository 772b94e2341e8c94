"""``anchors.json`` beside the HTML: every anchor, what it draws on and what draws on it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from books import MakeBook
from briefbook.anchors.listing.anchor_list import (
    AnchorListError,
    read_anchor_list,
    write_anchor_list,
)
from chapters import book, chapter

A = chapter(
    "alpha",
    "{#alpha-1}\nAbout {term}`Kursk` {cite:p}`kontur2025{¶ 3},yoon2024`.[^n] See [](#beta-1).",
    "- loose {cite:p}`cnn2025`",
    "{#alpha-2}\n| a |\n|---|\n| b |",
    "```{withdrawn} alpha-3\nWrong.\n```",
    "[^n]: Comment: seen {cite:p}`kontur2025{headline}`.",
    source="kontur2025",
)
B = chapter("beta", "{#beta-1}\nWords[^m] and [those](#alpha-1).", "[^m]: Source: x.")
PLACES = "# Places\n\n:::{glossary} places\n\nKursk | ru: Курск\n: A city.\n:::\n"
FILES = book(a=A, b=B, back_places=PLACES)


def anchors(text: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(text)["anchors"]
    return found


def test_an_anchor_has_its_place_its_text_and_what_it_draws_on(make_book: MakeBook) -> None:
    made = make_book(FILES)
    found = anchors(made.text("anchors.json"))
    assert found["alpha-1"] == {
        "kind": "paragraph",
        "page": "chapters/a",
        "uri": "chapters/a.html#alpha-1",
        "label": "chapter\N{NO-BREAK SPACE}1, ¶\N{NO-BREAK SPACE}1",
        "number": "1",
        "text": "About Kursk. See beta-1.",
        "citations": [{"key": "kontur2025", "locator": "¶ 3"}, {"key": "yoon2024"}],
        "notes": ["alpha-n-n"],
        "terms": ["term-places-kursk"],
        "links": ["beta-1"],
        "used_by": ["beta-1"],
    }
    assert found["alpha-n-n"]["used_by"] == ["alpha-1"]
    assert found["term-places-kursk"]["used_by"] == ["alpha-1"]
    assert found["ref-kontur2025"]["used_by"] == ["alpha-1", "alpha-n-n"]
    assert found["ref-cnn2025"]["related"] == "kontur2025"
    assert found["ref-cnn2025"]["related_locator"] == "¶ 8"
    assert found["alpha-3"]["withdrawn"]
    assert {found[id_]["kind"] for id_ in ("alpha", "alpha-2", "alpha-3")} == {
        "chapter",
        "paragraph",
    }


def test_a_page_has_what_stands_outside_any_anchor(make_book: MakeBook) -> None:
    data = json.loads(make_book(FILES).text("anchors.json"))
    page = data["pages"]["chapters/a"]
    assert (page["prefix"], page["source"]) == ("alpha", "kontur2025")
    assert page["citations"] == [{"key": "cnn2025"}]
    assert "docs/chapters/a.md" in data["inputs"]
    assert "references.bib" in data["inputs"]


def test_every_id_of_the_list_is_on_its_page(make_book: MakeBook) -> None:
    made = make_book(FILES)
    for id_, anchor in anchors(made.text("anchors.json")).items():
        page = made.page(anchor["page"])
        assert len(page.find_all(id=id_)) == 1, id_


def test_the_list_is_the_same_after_an_incremental_build(make_book: MakeBook) -> None:
    first = make_book(FILES).text("anchors.json")
    make_book({"docs/chapters/b.md": B.replace("Words", "Other words")})
    again = make_book({"docs/chapters/b.md": B})
    assert again.text("anchors.json") == first
    assert make_book(FILES, name="clean").text("anchors.json") == first


def test_reading_is_the_inverse_of_writing(make_book: MakeBook) -> None:
    text = make_book(FILES).text("anchors.json")
    assert write_anchor_list(read_anchor_list(text)) == text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not an anchor list"),
        ("[]", "not an anchor list"),
        ("{}", "'format' is missing"),
        ('{"format": "x", "version": 1}', "the format is 'x'"),
        ('{"format": "briefbook-anchors", "version": 2}', "the version is 2"),
    ],
)
def test_what_is_no_list_is_said(text: str, says: str) -> None:
    with pytest.raises(AnchorListError, match=says):
        read_anchor_list(text)


def test_other_builders_leave_no_list(make_book: MakeBook) -> None:
    made = make_book(FILES, "text")
    assert not (made.out / "anchors.json").exists()
