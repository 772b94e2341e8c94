"""Every command ends with what fits next, by what it found and what the book has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from books import call_briefbook
from briefbook.building.next_step import after_book, after_changes, after_check

PAGE = "---\nprefix: ferry\n---\n\n{#ferry}\n# Ferry\n\n{#ferry-1}\nIt sails.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "conf.py").write_text('extensions = ["briefbook"]\n')
    (tmp_path / "docs" / "index.md").write_text(PAGE)
    (tmp_path / "sources").mkdir()
    return tmp_path


def checked(root: Path, *places: str, summary: str = "") -> None:
    findings = [{"path": it, "line": 3, "code": "brief.quote_near"} for it in places]
    kept = root / "build/check/findings.json"
    kept.parent.mkdir(parents=True)
    kept.write_text(json.dumps({"findings": findings, "summary": summary}))


def test_after_a_check_the_first_finding_and_its_remedy(root: Path) -> None:
    checked(root, "docs/a.md", "docs/b.md")
    assert after_check(root) == (
        "fix docs/a.md:3, the first of 2: Take the source's words; mark words left out with … and "
        "words put in with [ ]; then briefbook check"
    )
    assert after_check(root, ("a.md",)).endswith("; then briefbook check a.md")


def test_after_a_clean_check_the_book_goes_on(root: Path) -> None:
    checked(root)
    assert after_check(root) == "briefbook book"
    (root / "docs/index.md").write_text(f"{PAGE}\nAnd it lands.\n")
    assert after_check(root) == "briefbook anchors: a paragraph or heading has no id yet"


def test_what_nothing_was_compared_of_is_to_be_read(root: Path) -> None:
    checked(root, summary="2 statements without a figure, name or quotation: read them")
    assert after_check(root).startswith("briefbook check --show puts those statements beside")


def test_after_a_build_what_to_open_and_what_the_book_lacks(root: Path) -> None:
    def after(*arguments: object) -> str:
        return after_book(root, *arguments).partition("build/html/index.html; ")[2]  # type: ignore[arg-type]

    assert after(0) == "briefbook add ARTICLE.html adds an article"
    (root / "sources" / "smith2025.toml").touch()
    assert after(0) == "then briefbook check"
    checked(root)
    assert after(0).startswith("when it goes out, briefbook edition 20")
    (root / "editions").mkdir()
    (root / "editions" / "2025-01.json").touch()
    assert after(0) == "briefbook changes 2025-01 says what is new since that edition"
    assert after_book(root, 2) == "fix the first warning above, then run the same command again"
    assert after_book(root, 0, ["epub"]).startswith("open the files in build/epub/; ")


def test_after_changes_what_is_gone_comes_first(root: Path) -> None:
    assert "write {withdrawn} with its id" in after_changes(
        root, "2025-01", frozenset({"new", "gone"})
    )
    assert after_changes(root, "2025-01", frozenset({"new"})).startswith("when they go out: ")
    assert after_changes(root, "2025-01", frozenset()) == (
        "write on; briefbook changes 2025-01 then lists what is new"
    )


def test_what_is_for_a_program_ends_with_nothing(root: Path) -> None:
    (root / "docs/index.md").write_text(PAGE.replace("{#ferry-1}\n", ""))
    diff = call_briefbook(root, "anchors", "--dry-run").stdout
    assert "+{#ferry-1}" in diff
    assert "next: " not in diff
    assert call_briefbook(root, "anchors").stdout.endswith("\nnext: briefbook check\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_commands_and_options(tmp_path: Path, shell: str) -> None:
    done = call_briefbook(tmp_path, "completion", shell)
    for word in ("impact", "dry-run", "locator"):
        assert word in done.stdout
    assert done.stderr.startswith("next: write it to ")
