"""``briefbook edition`` and ``changes``, as an editor runs them on a built book."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from books import KeptFolder, MakeBook, call_briefbook, run_briefbook
from chapters import book, chapter

ONE = "The minister said that eleven thousand soldiers had arrived in the border region by May."
TWO = "A retired colonel doubts whether the new units can hold their ground against drones."
A = chapter("alpha", f"{{#alpha-1}}\n{ONE}", f"{{#alpha-2}}\n{TWO}[^n]", "[^n]: Comment: his own.")
B = chapter("beta", "{#beta-1}\nThe second chapter has one paragraph, which stays.")


@pytest.fixture(scope="module")
def published_once(make_shared_book: MakeBook) -> KeptFolder:
    root = make_shared_book(book(a=A, b=B)).root
    done = run_briefbook(root, "edition", "first", "--despite", "it cites nothing", cold=True)
    assert (done.returncode, done.stderr) == (0, "")
    said = done.stdout.splitlines()[-2]
    assert said.startswith("editions/first.json promises ")
    assert "3 paragraphs" in said
    assert said.endswith(", although the check has errors; commit it")
    return KeptFolder(root)


@pytest.fixture
def published(published_once: KeptFolder) -> Path:
    """The folder of a book of two chapters with the edition ``first``."""
    return published_once.restored()


def test_an_edition_holds_id_kind_page_text_and_digest(published: Path) -> None:
    data = json.loads((published / "editions/first.json").read_text(encoding="utf-8"))
    assert (data["format"], data["version"], data["number"]) == ("briefbook-edition", 1, 1)
    assert data["totals"]["paragraph"] == 3
    promise = data["anchors"]["alpha-1"]
    assert (promise["kind"], promise["page"], promise["text"]) == ("paragraph", "chapters/a", ONE)
    assert len(promise["sha256"]) == 64


def test_a_book_with_errors_is_frozen_only_with_the_reason(published: Path) -> None:
    done = run_briefbook(published, "edition", "third")
    assert done.returncode == 2
    assert (
        "the check has errors, so third was not frozen; fix them, or freeze it anyway and"
        in done.stderr
    )
    assert not (published / "editions/third.json").exists()
    first = json.loads((published / "editions/first.json").read_text(encoding="utf-8"))
    assert first["despite"] == "it cites nothing"


def test_an_edition_is_never_overwritten(published: Path) -> None:
    path = published / "editions/first.json"
    before = path.read_bytes()
    done = run_briefbook(published, "edition", "first", "--despite", "it cites nothing")
    assert done.returncode == 2
    assert "editions/first.json is published and stays as it is" in done.stderr
    assert path.read_bytes() == before
    assert (
        run_briefbook(published, "edition", "second", "--despite", "it cites nothing").returncode
        == 0
    )
    second = json.loads((published / "editions/second.json").read_text(encoding="utf-8"))
    assert second["number"] == 2


@pytest.mark.parametrize("name", ["../first", "a/b", "", ".hidden", "-x y"])
def test_a_name_that_is_no_file_name_is_refused(published: Path, name: str) -> None:
    done = call_briefbook(published, "edition", "--", name)
    assert done.returncode == 2
    assert "cannot name an edition" in done.stderr


def test_without_a_build_it_says_what_to_run(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "conf.py").write_text("extensions = ['briefbook']\n", encoding="utf-8")
    done = call_briefbook(tmp_path, "edition", "first", "--despite", "it cites nothing")
    assert done.returncode == 2
    assert done.stderr == (
        "briefbook: build/html/anchors.json is not there: run briefbook book first\n"
    )
    assert not (tmp_path / "editions").exists()


def test_a_build_that_is_older_than_the_book_is_refused(published: Path) -> None:
    path = published / "docs/chapters/a.md"
    path.write_text(A.replace("May", "June"), encoding="utf-8")
    done = call_briefbook(published, "edition", "second", "--despite", "it cites nothing")
    assert done.returncode == 2
    assert "older than the book: docs/chapters/a.md changed since; run briefbook" in done.stderr
    path.write_text(A, encoding="utf-8")
    new = published / "docs/chapters/new.md"
    new.write_text("# New\n", encoding="utf-8")
    later = (published / "build/html/anchors.json").stat().st_mtime + 10
    os.utime(new, (later, later))
    refused = call_briefbook(published, "edition", "second", "--despite", "it cites nothing")
    assert "docs/chapters/new.md changed since" in refused.stderr


def test_changes_are_those_of_the_book_as_it_is_also_where_it_does_not_build(
    published: Path,
) -> None:
    slip = "\n```{nonsense}\n```\n"
    path = published / "docs/chapters/a.md"
    path.write_text(A.replace("May", "June") + slip, encoding="utf-8")
    done = run_briefbook(published, "changes", "first")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\nchanged (1)\n" in done.stdout
    shutil.rmtree(published / "build")
    assert run_briefbook(published, "changes", "first").stdout == done.stdout


def test_a_folder_that_cannot_be_written_is_said(published: Path) -> None:
    """A file where the folder should be stops everybody, also who may write everywhere."""
    (published / "editions/first.json").unlink()
    (published / "editions").rmdir()
    (published / "editions").touch()
    done = run_briefbook(published, "edition", "first", "--despite", "it cites nothing")
    assert done.returncode == 2
    assert "editions/first.json: cannot be written: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def changed(make_shared_book: MakeBook, published_once: KeptFolder) -> Path:
    """The folder of the same book, changed after its edition and built again."""
    root = make_shared_book(book(a=A, b=B), name="changed").root
    shutil.copytree(published_once.restored() / "editions", root / "editions")
    moved = f"{{#alpha-2}}\n{TWO}"
    a = chapter(
        "alpha",
        f"{{#alpha-1}}\n{ONE.replace('eleven thousand', 'ten thousand')}",
        "{#alpha-3}\nA *new* one, with [brackets].",
        "```{withdrawn} alpha-n-n\nThe note was wrong.\n```",
    )
    b = chapter("beta", "```{withdrawn} beta-1\nIt was wrong.\n```", moved)
    files = {"docs/chapters/a.md": a, "docs/chapters/b.md": b}
    return make_shared_book(files, name="changed").root


def test_changes_are_listed(changed: Path) -> None:
    done = run_briefbook(changed, "changes", "first", "--format", "json", cold=True)
    data = json.loads(done.stdout)
    found = {name: [each["id"] for each in data[name]] for name in list(data)[2:]}
    assert found == {
        "new": ["alpha-3"],
        "changed": ["alpha-1"],
        "moved": ["alpha-2"],
        "withdrawn": ["alpha-n-n", "beta-1"],
        "gone": [],
    }
    # One word of fifteen is another.
    assert data["changed"][0]["changed"] == pytest.approx(1 / 15, abs=0.001)
    moved = data["moved"][0]
    assert (moved["page_before"], moved["page"]) == ("chapters/a", "chapters/b")


def test_changes_are_readable_as_text_and_markdown(changed: Path) -> None:
    text = call_briefbook(changed, "changes", "first").stdout
    assert text.startswith("Changes since first (2026-01-01)\n\nnew (1)\n  alpha-3  chapter")
    assert "(7 % of its words)" in text
    markdown = call_briefbook(changed, "changes", "first", "--format", "markdown").stdout
    assert "### New\n\n- [](#alpha-3): A new one, with \\[brackets\\]\\.\n" in markdown


def test_no_change_and_an_unknown_edition_are_said(published: Path) -> None:
    done = call_briefbook(published, "changes", "first")
    assert done.stdout == (
        "Changes since first (2026-01-01)\nnothing\n"
        "next: write on; briefbook changes first then lists what is new\n"
    )
    done = call_briefbook(published, "changes", "frist")
    assert done.returncode == 2
    assert "there is no edition 'frist' in editions/ (there is first)" in done.stderr


def test_changes_and_impact_leave_out_what_cannot_be_read_and_name_it(published: Path) -> None:
    """One page that stops every build does not hide what changed in the others."""
    broken = published / "docs/chapters/b.md"
    broken.write_text("---\nprefix: beta\n\n# No end\n", encoding="utf-8")
    done = run_briefbook(published, "changes", "first")
    assert done.returncode == 0
    assert "gone (1)\n  beta-1 " in done.stdout
    assert done.stderr == (
        "docs/chapters/b.md:1: the front matter never ends; close it with a line ---; left out "
        "here, so that what it holds counts as gone [brief.front_matter]\n"
    )
    assert run_briefbook(published, "impact", "alpha-1").returncode == 0
