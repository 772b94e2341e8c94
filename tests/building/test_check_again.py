"""A second `briefbook check` reads what has changed, and finds what a first one would."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from books import KeptFolder, run_briefbook
from harbour import copy_harbour

STRIKE = "docs/chapters/strike.md"


@pytest.fixture(scope="module")
def checked_once(tmp_path_factory: pytest.TempPathFactory) -> KeptFolder:
    """Check a book that has nothing wrong; its receipts are made by that."""
    root = tmp_path_factory.mktemp("checked") / "book"
    copy_harbour(root)
    check(root)
    return KeptFolder(root)


@pytest.fixture
def root(checked_once: KeptFolder) -> Path:
    return checked_once.restored()


def check(root: Path) -> object:
    run_briefbook(root, "check", environment={"BRIEFBOOK_TEXTS": "sources/texts"})
    kept = (root / "build/check/findings.json").read_text(encoding="utf-8")
    return json.loads(kept)["findings"]


def check_from_nothing(root: Path) -> object:
    shutil.rmtree(root / "build/check")
    return check(root)


def read_times(root: Path) -> dict[str, int]:
    """Return when each document was read, by its name."""
    trees = (root / "build/check/doctrees").rglob("*.doctree")
    return {path.stem: path.stat().st_mtime_ns for path in trees}


def read_since(root: Path, before: dict[str, int]) -> set[str]:
    return {name for name, time in read_times(root).items() if time != before.get(name)}


def write(root: Path, name: str, more: str) -> None:
    with (root / name).open("a", encoding="utf-8") as file:
        file.write(more)


def test_only_a_changed_document_is_read_and_its_finding_is_that_of_a_first_check(
    root: Path,
) -> None:
    before = read_times(root)
    assert len(before) > 4
    write(root, STRIKE, "\nIt had 7,777 reasons (see {cite:p}`quill2025{¶ 3}`).\n")
    found = check(root)
    # Beside it the first page: Sphinx looks at the whole book only after it has read one.
    assert read_since(root, before) == {"strike", "index"}
    assert "7,777" in json.dumps(found)
    assert found == check_from_nothing(root)


def test_a_warning_of_reading_is_said_at_each_check_until_it_is_fixed(root: Path) -> None:
    whole = (root / STRIKE).read_text(encoding="utf-8")
    write(root, STRIKE, "\n```{nonsense}\n```\n")
    found = check(root)
    assert "nonsense" in json.dumps(found)
    assert check(root) == found
    write(root, "docs/index.md", "\nAnother page.\n")
    assert "nonsense" in json.dumps(check(root))
    (root / STRIKE).write_text(whole, encoding="utf-8")
    fixed = check(root)
    assert "nonsense" not in json.dumps(fixed)
    assert fixed == check_from_nothing(root)


@pytest.mark.parametrize(
    ("name", "more"),
    [("references.bib", "\n@book{other, title = {Other}}\n"), ("conf.py", "\nauthor = 'Ada'\n")],
)
def test_whatever_else_changes_everything_is_read(root: Path, name: str, more: str) -> None:
    before = read_times(root)
    write(root, name, more)
    found = check(root)
    assert read_since(root, before) == before.keys()
    assert found == check_from_nothing(root)


def test_what_was_read_is_not_trusted_when_it_was_tampered_with(root: Path) -> None:
    before = read_times(root)
    (root / "build/check/doctrees/environment.pickle").write_bytes(b"")
    check(root)
    assert read_since(root, before) == before.keys()
