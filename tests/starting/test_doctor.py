"""`briefbook doctor` and the help: what is there, what is missing, and how each command is used."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from books import call_briefbook, write_files
from briefbook.cli import command_parsers
from briefbook.starting import doctor


def said(folder: Path) -> tuple[int, list[str]]:
    done = call_briefbook(folder, "doctor")
    return done.returncode, done.stdout.splitlines()


def test_without_a_book_it_speaks_of_the_machine(tmp_path: Path) -> None:
    status, lines = said(tmp_path)
    assert status == 0
    assert lines[0].startswith("ok       briefbook: ")
    assert "ok       packages: all that the site and the PDF need" in lines
    assert "without  book: none in this folder; make one: briefbook new FOLDER" in lines


def test_of_a_book_it_names_missing_texts_and_scripts_without_a_font(tmp_path: Path) -> None:
    call_briefbook(tmp_path, "new", "light", "--example")
    book = tmp_path / "light"
    status, lines = said(book)
    assert (status, lines[-1]) == (0, "next: briefbook --help lists the commands")
    assert "ok       texts: the texts of 2 sources are on this disk" in lines
    assert "ok       fonts: for every script of the pages" in lines
    shutil.rmtree(book / "sources" / "texts")
    # Russian, Korean, Chinese and Greek are in the fonts that come along; cuneiform is not.
    write_files(book, {"docs/more.md": "# More\n\nМир 조선 中国 λόγος 𒀀𒁀\n"})
    lines = said(book)[1]
    assert (
        "without  texts: none of coastoffice2025, holm2025 in sources/texts: what they say is not "
        "compared" in lines
    )
    assert (
        "without  fonts: none for Cuneiform; put one in a folder and name it in brief_fonts"
        in lines
    )


def test_a_package_without_which_nothing_works_is_grave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "find_mismatches", lambda _names: [_Missing()])
    status, lines = said(tmp_path)
    assert (status, lines[-1]) == (1, "next: fix what is MISSING")
    assert "MISSING  package: typst<1, which is not installed; run: pip install 'typst<1'" in lines


class _Missing:
    wanted = "typst<1"

    def __str__(self) -> str:
        return f"{self.wanted}, which is not installed"


def test_every_commands_help_has_an_example_that_it_can_read() -> None:
    parsers = command_parsers()
    assert {"new", "init", "add", "book", "check", "doctor"} <= parsers.keys()
    for name, parser in parsers.items():
        words = shlex.split((parser.epilog or "").removeprefix("example: "))
        assert words[:2] == ["briefbook", name]
        parser.parse_args(words[2:])
