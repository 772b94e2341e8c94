"""Each book with one thing wrong is reported in one line, with its file and what to do."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import sphinx.cmd.build

from books import ROOT, SMALL_CONF, write_files
from briefbook.building.running.sphinx_failure import without_traceback

#: MyST's include asks Sphinx in a way that Sphinx calls old.
pytestmark = pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app'")

BAD: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "tests/building/bad_books.toml").read_text(encoding="utf-8")
)["bad"]
CONF = "".join(line for line in SMALL_CONF.splitlines(True) if "bibtex" not in line)
SOUND = {
    "conf.py": CONF.replace("nitpicky = True", 'exclude_patterns = ["parts", "data"]'),
    "references.bib": "@misc{kontur2025, author = {Kontur}, title = {T}, date = {2025}}\n",
    "docs/index.md": "# A book\n\n```{toctree}\nchapters/one\nchapters/two\nglossary/places\n"
    "sources\n```\n",
    "docs/chapters/one.md": "---\nprefix: one\n---\n\n{#one}\n# One\n\n{#one-1}\nWords.\n",
    "docs/chapters/two.md": "---\nprefix: two\n---\n\n{#two}\n# Two\n\n{#two-1}\n"
    "Words “so” {cite:p}`kontur2025{p. 3}`.\n\n```{include} /parts/part.md\n```\n",
    "docs/parts/part.md": "A part.\n",
    "docs/glossary/places.md": "# Places\n",
    "docs/sources.md": "# Sources\n\n```{bibliography}\n```\n",
}


def spoil(root: Path, case: Mapping[str, Any]) -> None:
    """Do to the sound book what the case says."""
    if "remove" in case:
        (root / case["remove"]).unlink()
        return
    if "page" in case:
        page, more = case["page"]
        write_files(root, {page: SOUND[page] + more})
    path = root / case["file"]
    text = case.get("text", path.read_text(encoding="utf-8") if path.exists() else "")
    text += case.get("append", "")
    if "replace" in case:
        old, new = case["replace"]
        assert old in text, "the table and the book have grown apart"
        text = text.replace(old, new, 1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(case.get("encoding", "utf-8")))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    write_files(tmp_path / "book", SOUND)
    monkeypatch.chdir(tmp_path / "book")
    path = sys.path.copy()
    yield tmp_path / "book"
    sys.path[:] = path
    os.chdir(ROOT)


def said_of(root: Path, monkeypatch: pytest.MonkeyPatch, builder: str) -> tuple[int, list[str]]:
    """Run Sphinx as ``briefbook book`` does, in this process; return its status and lines."""
    complaints = StringIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", complaints)
        patch.setattr("sphinx._cli.util.errors.handle_exception.__kwdefaults__", {
            "stderr": complaints, "use_pdb": False, "print_traceback": False,
            "message_log": (), "extensions": (),
        })  # fmt: skip
        status = sphinx.cmd.build.main(
            [
                *("-q", "-W", "-n", "--keep-going", "--no-color", "-b", builder),
                *("-c", ".", "-d", "build/doctrees", "docs", f"build/{builder}"),
            ]
        )
    said = complaints.getvalue().replace(f"{root.resolve()}/", "")
    return status, [line for line in without_traceback(root, said).splitlines() if line]


def test_the_sound_book_gives_no_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said_of(root, monkeypatch, "html") == (0, [])


@pytest.mark.parametrize("case", BAD, ids=[case["name"] for case in BAD])
def test_a_bad_book_is_one_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, case: Mapping[str, Any]
) -> None:
    spoil(root, case)
    status, lines = said_of(root, monkeypatch, "html")
    assert status, lines
    assert len(lines) == 1, "\n".join(lines)
    assert lines[0].replace("WARNING: ", "").startswith(case["says"]), lines[0]
