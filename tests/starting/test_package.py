"""The package stands alone: a wheel, without this repository, makes a book from nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from books import EPOCH, ROOT

#: What only this repository has: the book, its sources, how both are tested.
NOT_PACKED = ("docs", "sources", "editions", "references.bib", "conf.py", "tests", "bench")
ARTICLE = """\
<html lang="en"><head><title>The ferry stops in winter</title>
<meta name="author" content="Ada Smith">
<meta property="article:published_time" content="2025-03-01T08:00:00Z"></head>
<body><article><h1>The ferry stops in winter</h1>
<p>The council of Riverton closed three bridges on Monday, and two of them open again in June.</p>
<p>"We cannot wait for the ministry," the mayor, Ben Okoro, told the council after the vote.</p>
<p>The ferry carried 1,200 people on Tuesday, about four times as many as on any usual day.</p>
</article></body></html>
"""
WRITTEN = """\
{#ferry-1}
Three bridges were closed, the council says {cite:p}`smith2025{¶ 1}`.

{#ferry-2}
The mayor "cannot wait for the ministry" {cite:p}`smith2025{¶ 2}`.

{#ferry-3}
On the Tuesday the ferry took 1,200 people {cite:p}`smith2025{¶ 3}`.
"""


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


def test_the_installed_package_makes_a_book_adds_an_article_builds_and_checks_it(
    installed: Path, tmp_path: Path
) -> None:
    def briefbook(folder: Path, *arguments: str) -> str:
        surroundings = {**os.environ, "PYTHONPATH": str(installed), "SOURCE_DATE_EPOCH": EPOCH}
        command = [sys.executable, "-m", "briefbook", *arguments]
        done = subprocess.run(
            command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
        return done.stdout

    where = "import briefbook; print(briefbook.__file__)"
    surroundings = {**os.environ, "PYTHONPATH": str(installed)}
    found = subprocess.run(
        [sys.executable, "-c", where],
        cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(found.stdout.strip()).is_relative_to(installed)

    (tmp_path / "saved.html").write_text(ARTICLE, encoding="utf-8")
    said = briefbook(tmp_path, "new", "riverton", "--title", "Riverton", "--author", "Ann Bell")
    assert said.splitlines()[-1].startswith("next: cd riverton, then briefbook add ")
    book = tmp_path / "riverton"
    said = briefbook(book, "add", "../saved.html", "--prefix", "ferry", "--publisher", "The Post")
    assert said.splitlines()[-1] == (
        "next: write docs/chapters/ferry.md in your own words, then briefbook check"
    )
    chapter = book / "docs" / "chapters" / "ferry.md"
    head = chapter.read_text(encoding="utf-8").partition("\n%")[0]
    chapter.write_text(f"{head}\n{WRITTEN}", encoding="utf-8")
    record = book / "sources" / "smith2025.toml"
    text = record.read_text(encoding="utf-8")
    headline = text.index('locator = "headline"')
    end = text.index("\n\n", headline)
    record.write_text(f'{text[:end]}\nleft_out = "it is the title"{text[end:]}', encoding="utf-8")

    said = briefbook(book, "check", "--strict")
    assert "verified against the texts of 1 of 1 sources: 1 quotations, 2 figures" in said
    said = briefbook(book, "book")
    assert "site: build/html/index.html" in said
    assert "PDF:  build/pdf/riverton.pdf" in said
    assert 'id="ferry-2"' in (book / "build/html/chapters/ferry.html").read_text(encoding="utf-8")
