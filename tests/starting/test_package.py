"""The package stands alone: a wheel, without this repository, makes a book from nothing."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from books import EPOCH, ROOT

#: What only this repository has: the book, its sources, how both are tested.
NOT_PACKED = ("docs", "sources", "editions", "references.bib", "conf.py", "tests", "bench")
TUTORIAL = ROOT / "handbook" / "docs" / "tutorial.md"
STEP = re.compile(
    r"^```console\n\$ (?P<command>[^\n]+)\n```$"
    r"|^```\{code-block\} \w+\n:caption: (?P<file>\S+)\n\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sdist, and the wheel that was made of it."""
    folder = tmp_path_factory.mktemp("packed")
    left = shutil.ignore_patterns(".venv*", ".git", "build", "dist", "*_cache", "__pycache__")
    shutil.copytree(ROOT, folder / "clone", ignore=left)
    subprocess.run(
        ["uv", "build", "--no-build-isolation", "--python", sys.executable, "--offline",
         "--out-dir", folder / "dist", folder / "clone"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder / "dist"


@pytest.fixture(scope="module")
def installed(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the wheel's files are, as pip puts them: away from the repository."""
    folder = tmp_path_factory.mktemp("installed")
    shutil.unpack_archive(next(packed.glob("*.whl")), folder, "zip")
    return folder


def test_every_data_file_of_the_package_is_in_the_wheel(installed: Path) -> None:
    source = ROOT / "src"
    there = {path.relative_to(installed) for path in installed.rglob("*") if path.is_file()}
    needed = {
        path.relative_to(source)
        for path in (source / "briefbook").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert len([path for path in needed if path.suffix != ".py"]) > 60
    assert sorted(needed - there) == []


def test_neither_holds_anything_of_this_repositorys_book(packed: Path, installed: Path) -> None:
    with tarfile.open(next(packed.glob("*.tar.gz"))) as sdist:
        names = [Path(name).parts[1:] for name in sdist.getnames()]
    assert sorted({top for top, *_below in filter(None, names) if top in NOT_PACKED}) == []
    assert {path.name for path in installed.iterdir() if "dist-info" not in path.name} == {
        "briefbook"
    }


def test_the_installed_package_does_what_the_tutorial_says(installed: Path, tmp_path: Path) -> None:
    """From nothing to a promised paragraph: new, add, anchors, check, book and edition."""
    surroundings = {**os.environ, "PYTHONPATH": str(installed), "SOURCE_DATE_EPOCH": EPOCH}
    here = tmp_path

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words], cwd=here, env=surroundings,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
        return done.stdout

    where = run("-c", "import briefbook; print(briefbook.__file__)")
    assert Path(where.strip()).is_relative_to(installed)
    said: dict[str, str] = {}
    for step in STEP.finditer(TUTORIAL.read_text(encoding="utf-8")):
        if step["file"]:
            (here / step["file"]).write_text(step["text"], encoding="utf-8")
            continue
        command, *words = shlex.split(step["command"])
        if command == "cd":
            here /= words[0]
        else:
            assert command == "briefbook"
            said[words[0]] = run("-m", "briefbook", *words)
    assert said["new"].splitlines()[-1].startswith("next: cd riverton, then briefbook add ")
    assert said["add"].splitlines()[-1] == (
        "next: write docs/chapters/ferry.md in your own words, then briefbook check"
    )
    assert "verified against the texts of 1 of 1 source: 1 quotation," in said["check"]
    assert said["check"].startswith("no errors, no warnings; ")
    assert "site: build/html/index.html" in said["book"]
    assert "PDF:  build/pdf/the-bridges-of-riverton.pdf" in said["book"]
    assert 'id="ferry-2"' in (here / "build/html/chapters/ferry.html").read_text(encoding="utf-8")
    assert re.search(
        r"^editions/2025-03.json promises .*3 paragraphs", said["edition"], re.MULTILINE
    )
