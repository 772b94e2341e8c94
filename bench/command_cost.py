"""What a command costs that has little to do: its help, a build with nothing to do, a check.

Each is run a few times in a process of its own, as a person runs it; the least CPU time counts,
which the rest of the machine disturbs least.
"""

# scripts side by side, not a package

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from books import write_book

NAME = "command"
HELP = "`briefbook --help`, a build with nothing to do, a check, over a generated book"
#: What is held on a usual machine: CPU seconds.
SECONDS = {"--help": 0.15, "book, nothing to do": 0.15, "check, one changed": 1.0}
_REPEATS = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``bench/run.py command``."""
    parser.add_argument("--chapters", type=int, nargs="+", default=[1, 100])


def run(arguments: argparse.Namespace) -> None:
    """Measure, and print what each command costs beside what is held."""
    print(f"{'chapters':>8} {'command':22} {'CPU s':>8}")
    for chapters in arguments.chapters:
        with tempfile.TemporaryDirectory() as folder:
            for command, seconds in _costs(Path(folder), chapters):
                verdict = "ok " if seconds <= SECONDS[command] else "NOT"
                held = f"{verdict} at most {SECONDS[command]:g}"
                print(f"{chapters:8} {command:22} {seconds:8.2f}  {held}", flush=True)


def _costs(root: Path, chapters: int) -> Iterator[tuple[str, float]]:
    write_book(root, chapters, plain=False)
    yield "--help", min(_cost(root, "--help") for _ in range(_REPEATS))
    _cost(root, "book", "--only", "html")
    repeated = (_cost(root, "book", "--only", "html") for _ in range(_REPEATS))
    yield "book, nothing to do", min(repeated)
    _cost(root, "check")
    yield "check, one changed", min(_checked(root, number) for number in range(_REPEATS))


def _checked(root: Path, number: int) -> float:
    with (root / "docs/chapters/chapter0000.md").open("a", encoding="utf-8") as chapter:
        chapter.write(f"\nOne more paragraph, number {number}.\n")
    return _cost(root, "check")


def _cost(root: Path, *arguments: str) -> float:
    """Return the CPU seconds of a command and all its processes."""
    source = str(Path(__file__).resolve().parent.parent / "src")
    environment = {**os.environ, "PYTHONPATH": source, "SOURCE_DATE_EPOCH": "1767225600"}
    command: Sequence[str] = [sys.executable, "-m", "briefbook", *arguments]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # A check of a made-up book may find something; that costs no less.
    subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
