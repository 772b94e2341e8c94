"""The process that follows what is saved: what it builds is what is built from nothing."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest

from books import output_files, write_files
from briefbook.core.files.book_folder import page_files
from edits import CONF, Edit, alias, edition, first_book, older, prefix, topic, withdraw, words
from killing import PATIENCE
from resident_process import build_on_request

OF_PAGES: tuple[Edit, ...] = (words, older, alias, withdraw, prefix)
PICTURE = "![A picture](picture.svg)"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>A</title></svg>\n'
#: Each start of Sphinx runs conf.py, which leaves a letter here.
STARTS = "starts"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = first_book()
    files["conf.py"] = f'{CONF}with open("{STARTS}", "a") as starts:\n    starts.write("x")\n'
    files["docs/chapters/picture.svg"] = SVG
    files["docs/chapters/c03.md"] += f"\n{PICTURE}\n"
    write_files(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    return tmp_path


class InNewPython:
    """A resident of a Python that has built nothing yet, as that of ``briefbook live``."""

    def __init__(self) -> None:
        self._spawn = multiprocessing.get_context("spawn")
        self._pipe, self._there = self._spawn.Pipe()
        self._process: SpawnProcess | None = None

    def build(self, changed: list[Path]) -> bool:
        if self._process is None:
            self._process = self._spawn.Process(target=build_on_request, args=(self._there,))
            self._process.start()
        self._pipe.send(changed)
        assert self._pipe.poll(PATIENCE), "no answer"
        written: bool = self._pipe.recv()
        return written

    def end(self) -> None:
        self._pipe.send(None)
        if self._process is not None:
            self._process.join(PATIENCE)


@pytest.fixture
def resident(book: Path) -> Iterator[InNewPython]:
    assert book == Path.cwd()
    found = InNewPython()
    yield found
    found.end()


def save(resident: InNewPython, root: Path, edit: Edit, chance: random.Random) -> None:
    """Edit the book, and build as the server asks for it, to the end."""
    before = {path: path.read_bytes() for path in files_of(root)}
    edit(root, chance)
    now = {path: path.read_bytes() for path in files_of(root)}
    assert resident.build([path for path, _text in now.items() ^ before.items()])
    while (root / "unfinished").exists():
        time.sleep(0.05)


def files_of(root: Path) -> list[Path]:
    return [root / "conf.py", root / "references.bib", *page_files(root)]


def without_picture(root: Path, _chance: random.Random) -> None:
    for path in page_files(root):
        path.write_text(path.read_text("utf-8").replace(PICTURE, ""), "utf-8")


def test_what_followed_the_saves_is_what_is_built_from_nothing(
    book: Path, resident: InNewPython
) -> None:
    chance = random.Random(0)  # noqa: S311  # no secret: the same edits in every run
    assert resident.build([])
    for edit in (*OF_PAGES, without_picture, words):
        save(resident, book, edit, chance)
    starts = (book / STARTS).read_text("utf-8")
    assert starts == "x", "pages that were saved need no new start"
    for edit in (edition, topic, words):  # Settings and a new page do, and then pages again not.
        save(resident, book, edit, chance)
    assert (book / STARTS).read_text("utf-8") == "xxx"
    grown = output_files(book / "build/live/html")
    shutil.rmtree(book / "build")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-n",
            "-c",
            ".",
            "-d",
            "build/clean-doctrees",
            "docs",
            "build/clean",
        ],
        check=True,
    )
    clean = output_files(book / "build/clean")
    assert sorted(grown) == sorted(clean)
    assert [name for name in clean if grown[name] != clean[name]] == []


def test_a_build_that_fails_is_followed_by_one_that_does_not(
    book: Path, resident: InNewPython, capfd: pytest.CaptureFixture[str]
) -> None:
    assert resident.build([])
    path = book / "docs/chapters/c02.md"
    text = path.read_bytes()
    path.write_bytes(b"\xff\xfe")
    assert not resident.build([path])
    assert "c02.md" in capfd.readouterr().err
    path.write_bytes(text.replace(b"Plain.", b"Other."))
    assert resident.build([path])
    assert "Other." in (book / "build/live/html/chapters/c02.html").read_text("utf-8")


def test_a_bibliography_that_nobody_watches_is_seen_at_the_next_save(
    book: Path, resident: InNewPython
) -> None:
    (book / "references.bib").rename(book / "works.bib")
    conf = (book / "conf.py").read_text("utf-8")
    write_files(book, {"conf.py": conf.replace("references.bib", "works.bib")})
    assert resident.build([])
    bib = (book / "works.bib").read_text("utf-8").replace("Yoon", "Zielinski")
    time.sleep(0.05)
    write_files(book, {"works.bib": bib})
    os.utime(book / "works.bib")
    page = book / "docs/chapters/c01.md"
    page.write_text(page.read_text("utf-8").replace("Plain.", "Other."), "utf-8")
    assert resident.build([page])
    assert "Zielinski" in (book / "build/live/html/back/sources.html").read_text("utf-8")
