"""Killed at any write, the book is as it was or as it should be; running again finishes."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from articles.adding import Adder, article
from books import ROOT
from briefbook.cli import main
from briefbook.core.errors import BriefbookError
from briefbook.core.files.transactions import (
    JOURNAL,
    FileChange,
    commit,
    exclusive,
    finish_interrupted,
)
from briefbook.sources.records.read_record import read_records
from killing import PATIENCE

pytestmark = pytest.mark.long

# A child that counts every call that changes the disk, and kills itself before the n-th.
# Half of a file's bytes are written first, so that a write is caught in the middle too.
CHILD = """
import os, signal, sys
from pathlib import Path
die_at = int(sys.argv[1]); seen = 0
def count():
    global seen
    seen += 1
    if seen == die_at:
        os.kill(os.getpid(), signal.SIGKILL)
def audit(event, args):
    changes = event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate")
    if event == "open":
        name, mode, flags = args
        changes = isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        changes = changes and str(book) in str(Path(str(name)).absolute())
    if changes:
        count()
from briefbook.core.files import transactions
from briefbook.cli import main
book = Path.cwd()
original = transactions._put
class Half:
    def __init__(self, file): self.file = file
    def write(self, data):
        self.file.write(data[: len(data) // 2]); self.file.flush(); count()
        self.file.write(data[len(data) // 2 :]); self.file.flush(); count()
    def __getattr__(self, name): return getattr(self.file, name)
    def __enter__(self): return self
    def __exit__(self, *error): self.file.close()
opened = Path.open
def open_half(self, mode="r", *args, **keys):
    file = opened(self, mode, *args, **keys)
    return Half(file) if "w" in mode else file
Path.open = open_half
sync = os.sync
def counted_sync(): count(); sync()
os.sync = counted_sync
sys.addaudithook(audit)
"""
ONCE = """
status = main(sys.argv[2:])
print("calls", seen)
sys.exit(status)
"""
# One process that has everything imported, and a copy of it for each n from 1 on, which dies.
AT_EACH = """
folders, command = sys.argv[2].split(os.pathsep), sys.argv[3:]
for number, folder in enumerate(folders, 1):
    pid = os.fork()
    if not pid:
        os.chdir(folder)
        book, die_at, seen = Path.cwd(), number, 0
        main(command)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""


def run_child(book: Path, die_at: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_python(book, CHILD + ONCE, str(die_at), "add", *arguments)


def kill_at_each(books: list[Path], *arguments: str) -> list[int]:
    """Run the command in each book, the n-th killed at its n-th call; return how each ended."""
    folders = os.pathsep.join(map(str, books))
    done = run_python(books[0].parent, CHILD + AT_EACH, "0", folders, "add", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return [int(line) for line in done.stdout.splitlines() if line.lstrip("-").isdigit()]


def run_python(folder: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def visible(book: Path) -> dict[str, bytes]:
    """The files of the book; what begins with a dot or stands in build/ is no part of it."""
    return {
        path.relative_to(book).as_posix(): without_time(path.read_bytes())
        for path in sorted(book.rglob("*"))
        if path.is_file() and path.name[0] != "." and book / "build" not in path.parents
    }


def without_time(data: bytes) -> bytes:
    return b"\n".join(line for line in data.split(b"\n") if not line.startswith(b"added ="))


def fresh(root: Path) -> Path:
    (root / "docs").mkdir(parents=True)
    (root / "conf.py").write_text("", encoding="utf-8")
    (root / "references.bib").write_text("@misc{old,\n}\n", encoding="utf-8")
    return root


def test_killed_at_every_write_the_book_is_before_or_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(article(), encoding="utf-8")
    two.write_text(article(start=9, title="Another title"), encoding="utf-8")
    files = [str(one), str(two)]
    whole = fresh(tmp_path / "whole")
    before = visible(whole)
    done = run_child(whole, 0, *files)
    assert done.returncode == 0, done.stderr
    calls = int(done.stdout.split("calls ")[1])
    assert calls > 20
    after = visible(whole)
    assert len(read_records(whole / "sources")) == 2
    books = [fresh(tmp_path / f"book{die_at}") for die_at in range(1, calls + 1)]
    assert set(kill_at_each(books, *files)) == {-signal.SIGKILL}
    seen = set()
    for die_at, book in enumerate(books, 1):
        committed = (book / JOURNAL).exists()
        if not committed:
            # Not begun, or over: there is nothing between.
            assert visible(book) in (before, after), die_at
        finish_interrupted(book)
        assert visible(book) == (after if committed else visible(book)), die_at
        seen.add(visible(book) == after)
        # Running it again finishes.
        monkeypatch.chdir(book)
        main(["add", *files])
        assert visible(book) == after, die_at
        assert not [path for path in book.glob("[!b]*/**/.*") if path.is_file()], die_at
    assert seen == {True, False}


def test_every_command_first_finishes_what_was_interrupted(adder: Adder) -> None:
    (adder.root / "sources").mkdir()
    plan = {"version": 1, "changes": [{"kind": "new", "path": "docs/a.md", "text": "x\n"}]}
    (adder.root / JOURNAL).write_text(json.dumps(plan), encoding="utf-8")
    done = adder.run(adder.file("a.txt", article()))
    assert "finished what was interrupted: docs/a.md" in done.err
    assert (adder.root / "docs/a.md").read_text(encoding="utf-8") == "x\n"
    assert not (adder.root / JOURNAL).exists()


def test_a_damaged_journal_is_named(adder: Adder) -> None:
    (adder.root / "sources").mkdir()
    (adder.root / JOURNAL).write_text("{", encoding="utf-8")
    done = adder.run(adder.file("a.txt", article()))
    assert done.status == 2
    assert f"{JOURNAL}: is damaged" in done.err


def test_nothing_changes_where_one_change_is_impossible(adder: Adder) -> None:
    before = adder.tree()
    changes = [FileChange("new", "docs/new.md", "x"), FileChange("new", "conf.py", "y")]
    with exclusive(adder.root), pytest.raises(BriefbookError, match="never overwritten"):
        commit(adder.root, changes)
    with exclusive(adder.root), pytest.raises(BriefbookError, match="changed meanwhile"):
        commit(adder.root, [FileChange("replace", "conf.py", "y", before="0" * 64)])
    assert adder.tree() == before


def test_two_commands_do_not_write_at_once(adder: Adder) -> None:
    path = adder.file("a.txt", article())
    with exclusive(adder.root):
        done = run_child(adder.root, 0, str(path))
    assert done.returncode == 2
    assert "another briefbook is adding to this book" in done.stderr
    assert run_child(adder.root, 0, str(path)).returncode == 0


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["kill", "term"])
def test_the_readers_of_many_files_end_with_the_command(tmp_path: Path, number: int) -> None:
    os.mkfifo(tmp_path / "readers")
    code = (
        "from briefbook.core.processes.interrupts import catch_signals\n"
        "from pathlib import Path\n"
        "from briefbook.sources.adding.parallel import read_in_parallel\n"
        "from articles.crashing import read_and_wait\n"
        "if __name__ == '__main__':\n"
        "    catch_signals()\n"
        "    list(read_in_parallel(['a'] * 9, read_and_wait, Path('temporary')))\n"
    )
    (tmp_path / "reading.py").write_text(code, encoding="utf-8")
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests/support")])
    reading = subprocess.Popen(
        [sys.executable, "reading.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": paths},
        stderr=subprocess.PIPE,
        text=True,
    )
    # Opens when the first reader has opened its end, and ends when the last one has.
    with (tmp_path / "readers").open("rb", buffering=0) as readers:
        assert readers.read(1) == b"."
        reading.send_signal(number)
        _out, said = reading.communicate(timeout=PATIENCE)
        while select.select([readers], [], [], PATIENCE)[0] and readers.read(1):
            pass
        assert select.select([readers], [], [], 0)[0], "a reader is still at work"
    assert said.count("Traceback") == (number != signal.SIGKILL), "the command's own alone"
