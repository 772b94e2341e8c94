"""A command that is ended takes with it whatever it started, and the next one finds order."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from books import SMALL_CONF, run_briefbook, write_files
from killing import PATIENCE, WAITING_BOOK, started

AS_IT_WAS = "briefbook: interrupted; the book is as it was\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "a book"
    write_files(folder, WAITING_BOOK)
    return folder


@pytest.mark.parametrize("command", ["book", "check", "live"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["kill", "term"])
def test_nothing_outlives_the_command(root: Path, command: str, number: int) -> None:
    with started(root, ["-m", "briefbook", command]) as run:
        run.group()
        status, said = run.end(number)
        assert run.is_over()
    killed = number == signal.SIGKILL
    assert (status, said) == ((-9, "") if killed else (143, AS_IT_WAS))


@pytest.mark.parametrize(
    ("command", "number", "status", "said"),
    [
        ("book", signal.SIGINT, 130, AS_IT_WAS),
        ("book", signal.SIGHUP, 129, AS_IT_WAS),
        ("live", signal.SIGINT, 0, ""),
    ],
    ids=["ctrl-c", "terminal closed", "ctrl-c ends live"],
)
def test_an_interrupted_command_says_so_in_one_line(
    root: Path, command: str, number: int, status: int, said: str
) -> None:
    with started(root, ["-m", "briefbook", command]) as run:
        run.group()
        assert run.end(number) == (status, said)
        assert run.is_over()


def test_ctrl_c_while_it_loads_is_one_line_too(root: Path) -> None:
    # The signal comes when the command line is about to be imported.
    code = (
        "import os, signal, sys\n"
        "class Now:\n"
        "    def find_spec(name, *_):\n"
        "        if name == 'briefbook.cli': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Now)\n"
        "from briefbook.__main__ import main\n"
        "sys.exit(main())\n"
    )
    with started(root, ["-c", code, "book"]) as run:
        _out, said = run.process.communicate(timeout=PATIENCE)
        assert (run.process.returncode, said) == (130, AS_IT_WAS)


def test_what_is_to_survive_the_terminal_does(root: Path) -> None:
    def nohup() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    before = signal.getsignal(signal.SIGHUP)
    nohup()
    try:
        with started(root, ["-m", "briefbook", "check"]) as run:
            run.group()
            run.process.send_signal(signal.SIGHUP)
            (root / "wait").unlink()
            run.process.communicate(timeout=PATIENCE)
            assert run.process.returncode in {0, 1}
    finally:
        signal.signal(signal.SIGHUP, before)


def test_the_lock_is_held_as_long_as_anything_is_at_work(root: Path) -> None:
    with started(root, ["-m", "briefbook", "book", "--only", "html"]) as first:
        guard = first.group()
        os.kill(guard, signal.SIGKILL)
        assert first.end(signal.SIGKILL)[0] == -signal.SIGKILL
        assert not first.is_over(0)
        with started(root, ["-m", "briefbook", "book", "--only", "html"]) as second:
            assert second.process.stderr
            assert second.process.stderr.readline() == "waiting for another build of this book…\n"
            # Sphinx, alone in the world, comes to its end; then it is the second one's turn.
            (root / "wait").unlink()
            out, said = second.process.communicate(timeout=PATIENCE)
            assert first.is_over(0)
    assert (second.process.returncode, said) == (0, "")
    assert "built in" in out


def test_what_sphinx_leaves_when_it_is_killed_keeps_nobody_waiting(root: Path) -> None:
    dying = (
        "import os, signal, time\n"
        "if os.fork() == 0:\n"
        "    time.sleep(600)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    write_files(root, {"conf.py": dying})
    with started(root, ["-m", "briefbook", "book"]) as run:
        _out, said = run.process.communicate(timeout=PATIENCE)
        assert run.is_over()
    assert run.process.returncode == 2
    assert said.startswith("Sphinx was killed by signal 9\nbriefbook: the site was not built")


def test_a_killed_run_leaves_nothing_that_the_next_one_keeps(root: Path) -> None:
    left = {
        "build/work/tmp/a.log": "",
        "build/work/html/half.css": "bo",
        "build/work/reader-doctrees/a": "",
    }
    write_files(root, {**left, "conf.py": "1 / 0\n"})
    done = run_briefbook(root, "book", "--only", "html")
    assert done.returncode == 2
    assert not [name for name in left if (root / name).exists()]


def test_what_was_just_taken_from_its_place_is_put_back(root: Path) -> None:
    # Killed between the two renames, with a fault in the book that keeps it from being built.
    write_files(
        root, {"build/work/html-before/index.html": "the last good one", "conf.py": "1 / 0\n"}
    )
    done = run_briefbook(root, "book", "--only", "html")
    assert "build/html/ still holds the last good one" in done.stderr
    assert (root / "build/html/index.html").read_text(encoding="utf-8") == "the last good one"


def test_a_check_after_a_killed_one_reads_all_anew(root: Path) -> None:
    with started(root, ["-m", "briefbook", "check"]) as run:
        run.group()
        run.end(signal.SIGKILL)
        assert run.is_over()
    write_files(root, {"build/check/doctrees/half": ""})
    assert run_briefbook(root, "check").returncode in {0, 1}
    assert not (root / "build/check/doctrees/half").exists()
    write_files(root, {"build/check/doctrees/half": ""})
    assert run_briefbook(root, "check").returncode in {0, 1}
    assert (root / "build/check/doctrees/half").exists(), "it reads all anew each time"


@pytest.mark.parametrize("only", ["html", "pdf"])
def test_live_after_a_kill_in_a_build_begins_anew(root: Path, only: str) -> None:
    (root / "wait").unlink()
    # Waits in the middle of the first build, with the mark of it on the disk.
    write_files(root, {"conf.py": SMALL_CONF + LATER, "wait": ""})
    half = root / "build/live" / only / "half"
    write_files(half.parent, {"half": ""})
    with started(root, ["-m", "briefbook", "live", "--only", only]) as run:
        run.group()
        assert half.exists()
        run.end(signal.SIGKILL)
        assert run.is_over()
    (root / "group").unlink()
    with started(root, ["-m", "briefbook", "live", "--only", only]) as run:
        run.group()
        assert not half.exists()
        run.end(signal.SIGTERM)


LATER = """
def setup(app):
    app.connect("env-before-read-docs", lambda *_: exec(WAITING))
WAITING = '''
import os, pathlib, time
pathlib.Path("group.new").write_text(str(os.getpgid(0)))
pathlib.Path("group.new").rename("group")
while pathlib.Path("wait").exists():
    time.sleep(0.05)
'''
"""


def test_a_crash_leaves_no_file_among_the_temporary_ones(root: Path, tmp_path: Path) -> None:
    crash = 'def setup(app):\n    raise RuntimeError("a fault of ours")\n'
    write_files(root, {"conf.py": SMALL_CONF + crash})
    (tmp_path / "temporary").mkdir()
    environment = {"TMPDIR": str(tmp_path / "temporary")}
    for command in ("book", "check"):
        done = run_briefbook(root, command, environment=environment)
        assert "RuntimeError: a fault of ours" in done.stderr
        # The report that Sphinx leaves there is kept, with the whole traceback.
        report = (root / "build/sphinx.log").read_text(encoding="utf-8")
        assert "in __init__" in report and "in setup" in report
        assert not (root / "build/check/tmp").exists()
        assert not (root / "build/work/tmp").exists()
    assert list((tmp_path / "temporary").iterdir()) == []
