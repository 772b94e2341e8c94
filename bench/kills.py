"""Commands killed at random moments: nothing is left at work, and the next run is as a first one.

    python bench/kills.py --rounds 300 --seed 1 [--book FOLDER] [--only book check]

Each round starts a command in the same book, kills it, looks whether a process of it is left two
seconds later, runs the command again and compares what is there with what a run makes that nobody
disturbed. Killed are the command alone, its whole process group, one process that it started, or
all of them in a random order. Needs Linux: processes are found by their environment in /proc.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_MARK = "BRIEFBOOK_KILLS"
_PATIENCE = 300.0
"""Seconds after which a command counts as one that hangs."""
_END = 2.0
"""Seconds that the processes of a command may take to end."""
_COMMANDS = {
    "book": ("build/html", "build/pdf"),
    "check": ("build/check/checks.json",),
    "reader": ("build/reader",),
    "live": ("build/live/pdf", "build/live/html"),
    "add": ("sources", "docs", "references.bib"),
    "anchors": ("docs",),
    "edition": ("editions",),
}
"""Each command, and what it makes."""
_OF_A_RUN = re.compile(
    # Sphinx's own search index keeps a word that is on no page any more, with an empty list.
    rb'^added = .*$|^\.buildinfo$|"\w+":\[\],?',
    re.MULTILINE,
)
_SOURCES = ("docs", "sources", "editions", "references.bib", "conf.py")
_BOOK = {
    "conf.py": 'project = "A small book"\nauthor = "Nobody"\nextensions = ["briefbook"]\n'
    'bibtex_bibfiles = ["references.bib"]\nhtml_theme = "basic"\nbrief_date = "2026-01-01"\n',
    "references.bib": "",
    "docs/index.md": "# A small book\n\n```{toctree}\n:glob:\nchapters/*\n```\n\n"
    "```{bibliography}\n```\n",
}
_STARTING = re.compile(r"init_import_site|Could not import runpy|_get_module_details")
"""Ctrl-C before Python has begun to run anything of ours: it knows no better."""
_PARAGRAPH = "\n\n{{#{prefix}-900}}\nThis edition says {word}.\n"


@dataclass(slots=True)
class Run:
    """A command at work in a book; ``said`` is a file with what it prints."""

    command: Sequence[str]
    root: Path
    mark: str
    temporary: Path
    process: subprocess.Popen[bytes] = field(init=False)
    said: Path = field(init=False)

    def start(self) -> None:
        """Start it in a process group of its own, as a shell would."""
        self.said = self.temporary.with_name("said.txt")
        self.temporary.mkdir(exist_ok=True)
        environment = {
            **os.environ,
            _MARK: self.mark,
            "SOURCE_DATE_EPOCH": "1767225600",
            "TMPDIR": str(self.temporary),
            "BRIEFBOOK_TEXTS": str(self.root.parent / "articles"),
        }
        with self.said.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "briefbook", *self.command],
                cwd=self.root, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
                start_new_session=True,
            )  # fmt: skip

    def processes(self) -> list[int]:
        """Return every process of this run that is alive."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                mine = f"{_MARK}={self.mark}".encode() in (folder / "environ").read_bytes()
                if mine and (folder / "stat").read_text().rpartition(")")[2].split()[0] != "Z":
                    found.append(int(folder.name))
            except OSError:
                continue
        return found

    def output(self) -> str:
        """Return what it has said."""
        return self.said.read_text(encoding="utf-8", errors="replace")


def main() -> int:
    """Run the rounds; return 1 where one failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--book", type=Path, help="a book to copy; default a generated one")
    parser.add_argument("--only", nargs="+", choices=_COMMANDS, default=list(_COMMANDS))
    options = parser.parse_args()
    # What a shell starts in the background ignores Ctrl-C, and so would the commands.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    dice = random.Random(options.seed)  # noqa: S311  # chance, no secret
    counts: collections.Counter[str] = collections.Counter()
    end = time.monotonic() + 60 * options.minutes
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        campaign = Campaign(Path(folder), options.book, dice)
        for number in range(options.rounds):
            if time.monotonic() > end:
                break
            command = dice.choice(options.only)
            what, wrong = campaign.round(command, number)
            counts[what] += 1
            failures += bool(wrong)
            for line in wrong:
                print(f"round {number}: {what}: {line}", flush=True)
    for what, count in sorted(counts.items()):
        print(f"{count:4} {what}")
    print(f"{counts.total()} rounds, {failures} failed")
    return 1 if failures else 0


class Campaign:
    """One book, what its commands make undisturbed, and how long they take."""

    def __init__(self, folder: Path, book: Path | None, dice: random.Random) -> None:
        self._folder = folder
        self._dice = dice
        self._seconds: dict[str, float] = {}
        self._made: dict[tuple[str, int], dict[str, bytes]] = {}
        self._pristine = folder / "pristine"
        if book:
            for name in _SOURCES:
                if (book / name).is_dir():
                    shutil.copytree(book / name, self._pristine / name)
                elif (book / name).exists():
                    shutil.copy(book / name, self._pristine / name)
        else:
            for name, text in _BOOK.items():
                (self._pristine / name).parent.mkdir(parents=True, exist_ok=True)
                (self._pristine / name).write_text(text, "utf-8")
        articles = folder / "articles"
        articles.mkdir()
        for number in range(7):
            text = "\n\n".join(f"Report {number}.{n} says {n} things." for n in range(9))
            (articles / f"{number}.txt").write_text(f"Article {number}\n\n{text}\n", "utf-8")
        if not book:
            files = [str(articles / f"{number}.txt") for number in range(2)]
            options = ["--date", "2025", "--rights", "own", "--author", "Nobody"]
            self._undisturbed(["add", *files, *options], self._pristine)
        shutil.rmtree(self._pristine / "build", ignore_errors=True)
        self._chapters = sorted((self._pristine / "docs/chapters").glob("*.md"))
        self._reset("none", 0, folder / "book")

    def round(self, command: str, number: int) -> tuple[str, list[str]]:
        """Kill a command once; return what was done and what was wrong after it."""
        variant = number % 2
        made = self._made.get((command, variant)) or self._make(command, variant)
        book = self._folder / "book"
        self._reset(command, variant, book)
        if command == "edition":
            self._undisturbed(["book", "--only", "html"], book)
        run = self._run(command, book)
        run.start()
        time.sleep(self._dice.uniform(0, self._seconds[command]))
        number_of = self._dice.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
        victim = self._dice.choice(("alone", "group", "child", "all"))
        _kill(run, victim, number_of, self._dice)
        what = f"{command} {victim} {signal.Signals(number_of).name}"
        wrong = list(_what_is_left(run, forced=victim == "all"))
        if "Traceback" in run.output() and not _STARTING.search(run.output()):
            wrong.append(f"traceback: {run.output()[-3000:]}")
        said = self._finish(command, book)
        now = _files(book, _COMMANDS[command])
        if now != made:
            names = sorted(n for n in {*now, *made} if now.get(n) != made.get(n))
            wrong.append(f"differs after the next run: {names[:9]}: {said[-600:]}")
        left = [path for path in run.temporary.rglob("*") if "pymp-" not in path.name]
        left += [path for name in _SOURCES for path in (book / name).rglob(".*")]
        left += (book / "build" / "work").glob("*")
        if left:
            wrong.append(f"left behind: {left[:9]}")
        shutil.rmtree(run.temporary)
        return what, wrong

    def _make(self, command: str, variant: int) -> dict[str, bytes]:
        """Return what a command makes in a new book, undisturbed; note how long that takes."""
        clean = self._folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        self._reset(command, variant, clean)
        if command == "edition":
            self._undisturbed(["book", "--only", "html"], clean)
        started = time.monotonic()
        said = self._finish(command, clean)
        self._seconds[command] = time.monotonic() - started
        made = _files(clean, _COMMANDS[command])
        if not made:
            sys.exit(f"{command} makes nothing undisturbed: {said}")
        self._made[command, variant] = made
        return made

    def _reset(self, command: str, variant: int, book: Path) -> None:
        """Put the sources of a book back, with what the command has to do; keep its build."""
        for name in _SOURCES:
            (shutil.rmtree if (book / name).is_dir() else _unlink)(book / name)
            if (self._pristine / name).is_dir():
                shutil.copytree(self._pristine / name, book / name)
            elif (self._pristine / name).exists():
                shutil.copy(self._pristine / name, book / name)
        for chapter in self._chapters:
            path = book / chapter.relative_to(self._pristine)
            text = path.read_text("utf-8")
            prefix = re.search(r"^prefix: *(\S+)", text, re.MULTILINE)
            if prefix:
                added = _PARAGRAPH.format(prefix=prefix[1], word=("one thing", "another")[variant])
                if command == "anchors":
                    added += "\nA paragraph without a number.\n"
                path.write_text(text.rstrip() + added, "utf-8")

    def _finish(self, command: str, book: Path) -> str:
        """Run a command to its end; return what it says. It may have nothing to do any more."""
        run = self._run(command, book)
        if command != "live":
            return self._undisturbed(run.command, book)
        run.start()
        marks = [book / "build/live" / f"{name}-unfinished" for name in ("html", "pdf")]
        deadline = time.monotonic() + _PATIENCE
        quiet = 0
        while quiet < 10 and time.monotonic() < deadline:
            time.sleep(0.1)
            # The site is served when it was built.
            ready = "the PDF: " in run.output() and _is_open(int(run.command[-1]))
            quiet = quiet + 1 if ready and not any(mark.exists() for mark in marks) else 0
        run.process.send_signal(signal.SIGINT)
        run.process.wait()
        return run.output()

    def _run(self, command: str, book: Path) -> Run:
        words = {
            "live": ("--port", str(_free_port())),
            # The generated chapters cite nothing, which a check reports.
            "edition": ("first", "--despite", "only commands are tried here"),
            "add": tuple(str(self._folder / "articles" / f"{n}.txt") for n in range(2, 7)),
        }
        mark = str(self._dice.random())
        return Run([command, *words.get(command, ())], book, mark, self._folder / "tmp")

    def _undisturbed(self, command: Sequence[str], book: Path) -> str:
        run = Run(command, book, "undisturbed", self._folder / "tmp")
        run.start()
        run.process.wait(_PATIENCE)
        return run.output()


def _kill(run: Run, victim: str, number: int, dice: random.Random) -> None:
    """Send the signal to the command, its group, or what it started (those are always killed)."""
    others = [process for process in run.processes() if process != run.process.pid]
    if victim == "group":
        os.killpg(run.process.pid, number)
    elif victim == "alone" or not others:
        run.process.send_signal(number)
    elif victim == "child":
        _signal(dice.choice(others), signal.SIGKILL)
    else:
        for process in dice.sample([*others, run.process.pid], len(others) + 1):
            _signal(process, signal.SIGKILL)


def _what_is_left(run: Run, *, forced: bool) -> Iterator[str]:
    """Say what of a run goes on two seconds after its end."""
    if run.command[0] == "live" and not forced:
        # It goes on when one of its builds was killed.
        try:
            run.process.wait(_END)
        except subprocess.TimeoutExpired:
            run.process.terminate()
    try:
        run.process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        yield "hangs"
        run.process.kill()
    deadline = time.monotonic() + _END
    while (left := run.processes()) and time.monotonic() < deadline:
        time.sleep(0.05)
    for process in left:
        command = Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ")[:150]
        yield f"process {process} is left: {command!r}"


def _files(book: Path, names: Sequence[str]) -> dict[str, bytes]:
    found = {}
    for name in names:
        for path in (book / name, *(book / name).rglob("*")):
            if path.is_file() and path.name != ".buildinfo":
                content = _OF_A_RUN.sub(b"", path.read_bytes())
                found[path.relative_to(book).as_posix()] = content
    return found


def _signal(process: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, number)


def _unlink(path: Path) -> None:
    path.unlink(missing_ok=True)


def _is_open(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
