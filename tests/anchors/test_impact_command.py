"""``briefbook impact``: what to revisit when a source is corrected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from books import KeptFolder, MakeBook, call_briefbook, run_briefbook
from chapters import book, chapter

A = chapter(
    "alpha",
    "- loose {cite:p}`kontur2025{¶ 4}`",
    "{#alpha-1}\nA {term}`Kursk` {cite:p}`kontur2025{¶¶ 11–13}`.",
    "{#alpha-2}\nB {cite:p}`cnn2025`.[^n]",
    "{#alpha-3}\nC {cite:p}`kontur2025`.",
    "{#alpha-4}\nD {cite:p}`yoon2024{¶ 12}`; see [](#alpha-1).",
    "[^n]: Comment: seen {cite:p}`kontur2025{caption 2}`.",
    source="kontur2025",
)
B = chapter("beta", "{#beta-1}\nSee [](#alpha-2) and {term}`Kursk`.")
PLACES = "# Places\n\n:::{glossary} places\n\nKursk\n: A city {cite:p}`yoon2024{¶ 12}`.\n:::\n"


@pytest.fixture(scope="module")
def made(make_shared_book: MakeBook) -> KeptFolder:
    return KeptFolder(make_shared_book(book(a=A, b=B, back_places=PLACES)).root)


@pytest.fixture
def root(made: KeptFolder) -> Path:
    return made.restored()


def impact(root: Path, *arguments: str) -> dict[str, Any]:
    done = call_briefbook(root, "impact", "--format", "json", "--", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    for name in ("direct", "through"):
        found[name] = [place["id"] or place["page"] for place in found[name]]
    return found


def test_a_source_a_block_a_note_a_term_and_a_paragraph(root: Path) -> None:
    source = impact(root, "kontur2025")
    assert source["direct"] == [
        *("ref-cnn2025", "chapters/a", "alpha-1", "alpha-2", "alpha-3", "alpha-n-n"),
    ]
    assert source["through"] == ["alpha-4", "beta-1"]
    assert source["pages"] == ["back/sources", "chapters/a", "chapters/b"]

    block = impact(root, "kontur2025¶12")
    assert block["target"] == "kontur2025 ¶ 12"
    # Whoever cites the source as a whole may mean this block.
    assert block["direct"] == ["alpha-1", "alpha-3"]
    assert block["through"] == ["alpha-4"]
    # What CNN said is known through ¶ 8.
    assert impact(root, "kontur2025 ¶ 8")["direct"] == ["ref-cnn2025", "alpha-2", "alpha-3"]

    assert impact(root, "alpha-n-n")["direct"] == ["alpha-2"]
    assert impact(root, "alpha-n-n")["through"] == ["beta-1"]
    assert impact(root, "kursk")["direct"] == ["alpha-1", "beta-1"]
    assert impact(root, "#alpha-1")["direct"] == ["alpha-4"]
    assert impact(root, "ref-yoon2024")["direct"] == ["term-places-kursk", "alpha-4"]


def test_a_locator_can_be_an_option(root: Path) -> None:
    done = run_briefbook(root, "impact", "kontur2025", "--locator", "caption 2", cold=True)
    assert done.stdout.startswith("kontur2025 caption 2: 4 places on 2 pages rest on it\n")
    assert "alpha-n-n  chapter\N{NO-BREAK SPACE}1, note\N{NO-BREAK SPACE}1: cites" in done.stdout
    assert "alpha-2" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["kontur2024"], "no source, anchor or term 'kontur2024'; did you mean kontur2025"),
        (["kontur2025b"], "no source, anchor or term 'kontur2025b'"),
        (["kontur2025", "--locator", "page one"], "'page one' is not a locator; expected"),
        (["kontur2025¶"], "'¶' is not a locator"),
        (["alpha-1", "--locator", "¶ 1"], "alpha-1 is not a source, so it has no ¶ 1"),
    ],
)
def test_what_is_not_there_is_said(root: Path, arguments: list[str], says: str) -> None:
    done = call_briefbook(root, "impact", *arguments)
    assert done.returncode == 2
    assert says in done.stderr


def test_the_book_as_it_is_counts_also_where_it_does_not_build(root: Path) -> None:
    """A paragraph that was never built, in a chapter with a slip, is found."""
    more = "\n{#alpha-9}\nMore.[^n]\n\n```{nonsense}\n```\n"
    (root / "docs/chapters/a.md").write_text(A + more, encoding="utf-8")
    done = run_briefbook(root, "impact", "alpha-n-n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "alpha-2" in done.stdout
    assert "alpha-9" in done.stdout
