"""What cannot be cut safely, and mistakes in packs.toml, are refused with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefbook.packs.plan import read_plan
from packing.cutting import refusal
from packing.pack_book import (
    GLOSSARY,
    HARBOUR,
    RIVER,
    write_book,
)


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        (
            {"river": RIVER.replace("say.[^amber]", 'say.[^amber]\n{handling="TLP:RED"}\nMore.')},
            "docs/chapters/river.md:18: this mark is not above a block",
        ),
        (
            {"river": RIVER.replace("knew it", 'knew `it` and [Sas]{handling="TLP:RED"}')},
            "docs/chapters/river.md:11: this mark is not above a block",
        ),
        (
            {"river": RIVER + '\n| a |\n|---|\n| [Sas]{handling="TLP:RED"} |\n'},
            "this mark is not above a block",
        ),
        (
            {"river": RIVER.replace("{#river-3}", '{#river-3\nhandling="TLP:RED"}')},
            "docs/chapters/river.md:17: this mark is not above a block",
        ),
        (
            {"river": RIVER.replace("{#river-3}", ":::{tip}\n:handling: TLP:RED\nSas.\n:::\n")},
            "docs/chapters/river.md:16: handling is not an option of {tip}",
        ),
        (
            {"harbour": HARBOUR.replace("prefix:", "handling: TLP:RED\nprefix: [:")},
            "front matter that is not YAML may hold a mark",
        ),
        (
            {"river": RIVER.replace("TLP:AMBER", "TLP:ORANGE")},
            "docs/chapters/river.md:14: 'TLP:ORANGE' is not a mark; use one of TLP:CLEAR,",
        ),
        (
            {"glossary": GLOSSARY + "\n```{include} other.md\n```\n"},
            "docs/glossary.md:12: {include} includes another file",
        ),
        (
            {"glossary": GLOSSARY + "\n```{changes} first\n```\n"},
            "docs/glossary.md:12: {changes} compares the whole book with an edition",
        ),
    ],
)
def test_what_cannot_be_cut_safely_is_refused_with_its_line(
    tmp_path: Path, pages: dict[str, str], said: str
) -> None:
    assert said in refusal(write_book(tmp_path / "b", **pages))


@pytest.mark.parametrize(
    ("packs", "said"),
    [
        ("[public]\nmark = 'TLP:BLUE'\n", "docs/packs.toml:2: 'TLP:BLUE' is not a mark; the marks"),
        ("[public]\n\nmark = 'TLP:RED'\ncuts = 1\n", "docs/packs.toml:4: 'cuts' is unknown"),
        ("[public\n", "docs/packs.toml:1: not TOML"),
        ("[other]\nmark = 'TLP:RED'\n", "no pack is called 'public'; there are: other"),
        ("[public]\ntitle = 'x'\n", "docs/packs.toml:1: the pack 'public' has no mark"),
        (
            "unmarked = 'TLP:CLEAR'\n[public]\nmark = 'TLP:RED'\nadd = ['river-99']\n",
            "docs/packs.toml: nothing in the book has the id 'river-99'",
        ),
    ],
)
def test_a_slip_in_packs_toml_is_named_with_its_line(tmp_path: Path, packs: str, said: str) -> None:
    assert said in refusal(write_book(tmp_path / "b", packs))


def test_the_packs_toml_that_is_advised_works(tmp_path: Path) -> None:
    book = write_book(tmp_path / "b")
    file = book / "docs/packs.toml"
    file.unlink()
    file.write_text(refusal(book).partition("into it: ")[2].replace(", ", "\n"), "utf-8")
    plan = read_plan(book)
    assert plan.unmarked == plan.pack("public").mark == "TLP:CLEAR"
