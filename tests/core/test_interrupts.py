"""Signals wait until a change to the book is whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from books import SMALL_CONF, SMALL_INDEX, run_briefbook, write_files
from briefbook.core.files.writing import begun, clear_unfinished, write_whole
from briefbook.core.processes import interrupts
from briefbook.core.processes.interrupts import (
    Interrupted,
    catch_signals,
    is_changed,
    uninterrupted,
)
from killing import PATIENCE, started

SMALL_BOOK = {"conf.py": SMALL_CONF, "references.bib": "", "docs/index.md": SMALL_INDEX}


@pytest.fixture
def _caught(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # Commands of other tests, in this process too, may have changed their books.
    monkeypatch.setattr(interrupts, "_state", interrupts._State())
    before = {number: signal.getsignal(number) for number in interrupts.SIGNALS}
    catch_signals()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("_caught")
def test_a_signal_ends_what_runs() -> None:
    with pytest.raises(Interrupted) as caught:
        os.kill(os.getpid(), signal.SIGTERM)
    assert caught.value.args == (signal.SIGTERM,)
    assert not is_changed()


@pytest.mark.usefixtures("_caught")
def test_a_signal_waits_for_a_change_to_be_whole() -> None:
    done = []

    def change() -> None:
        with uninterrupted(), uninterrupted(changes_book=True):
            os.kill(os.getpid(), signal.SIGINT)
            done.append("all")

    with pytest.raises(Interrupted):
        change()
    assert done == ["all"]
    assert is_changed()


def test_who_is_interrupted_in_a_change_is_told_that_it_is_made(tmp_path: Path) -> None:
    write_files(tmp_path, {"conf.py": "", "docs/index.md": "# A book\n"})
    chapters = {f"docs/{n}.md": f"---\nprefix: c{n}\n---\n\n# C\n\nWords.\n" for n in "ab"}
    write_files(tmp_path, chapters)
    # The signal comes after the first of the two chapters was written.
    code = (
        "import os, signal, sys\n"
        "from briefbook.anchors.ids import mint_command\n"
        "from briefbook.__main__ import main\n"
        "write = mint_command.write_whole\n"
        "def write_and_signal(path, text):\n"
        "    write(path, text)\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "mint_command.write_whole = write_and_signal\n"
        "sys.exit(main())\n"
    )
    with started(tmp_path, ["-c", code, "anchors"]) as run:
        _out, said = run.process.communicate(timeout=PATIENCE)
    assert said == "briefbook: interrupted; all of its change is made\n"
    assert run.process.returncode == 143
    for name in chapters:
        assert "{#c" in (tmp_path / name).read_text(encoding="utf-8")


def test_what_a_killed_process_left_of_a_file_is_gone_with_the_next(tmp_path: Path) -> None:
    write_files(tmp_path, {".a.md.tmp": "ha"})
    write_whole(tmp_path / "a.md", "half")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_folders_are_kept_unless_they_were_left_half_written(tmp_path: Path) -> None:
    mark, folder = tmp_path / "unfinished", tmp_path / "folder"
    write_files(folder, {"file": ""})
    with begun(mark):
        pass
    clear_unfinished(mark, folder)
    assert folder.exists()
    mark.touch()  # As a process leaves it that is killed in between.
    clear_unfinished(mark, folder)
    assert not folder.exists()
    assert not mark.exists()


@pytest.mark.parametrize("arguments", ["schema source", "check", "book html"])
def test_who_stops_reading_ends_a_command_in_silence(tmp_path: Path, arguments: str) -> None:
    write_files(tmp_path, SMALL_BOOK)
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "briefbook", *arguments.split()]
    ended = subprocess.run(
        command, cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (128 + signal.SIGPIPE, b"")


def test_a_terminal_that_lacks_a_letter_gets_its_code(tmp_path: Path) -> None:
    write_files(tmp_path, {**SMALL_BOOK, "docs/a.md": "# A\n\n[](#дім)\n"})
    ended = run_briefbook(tmp_path, "check", environment={"PYTHONIOENCODING": "ascii"}, cold=True)
    assert ended.stderr == ""
    assert r"#\u0434\u0456\u043c" in ended.stdout
