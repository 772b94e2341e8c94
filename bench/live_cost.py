"""``make live``: how long after a save the draft of the PDF is there again.

Two edits of one chapter in the middle: a few words, and so many that a page is added and every
page after it moves.
"""

# scripts side by side, not a package

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from books import write_book

NAME = "live"
HELP = "edit one chapter of a generated book while `make live` runs"
#: What is held at a hundred chapters: seconds from the save to the PDF.
SECONDS, JUDGED = 2.0, 100
_REPEATS = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``bench/run.py live``."""
    parser.add_argument("--chapters", type=int, nargs="+", default=[2, 100])


def run(arguments: argparse.Namespace) -> None:
    """Measure, print the quickest of a few tries, then what holds of the target."""
    print(f"{'chapters':>8} {'edit':12} {'wall s':>8}")
    for chapters in arguments.chapters:
        with tempfile.TemporaryDirectory() as folder:
            for edit, seconds in _edits(Path(folder), chapters):
                print(f"{chapters:8} {edit:12} {seconds:8.1f}", flush=True)
                if chapters == JUDGED:
                    verdict = "ok " if seconds <= SECONDS else "NOT"
                    print(f"{verdict} {edit}: {seconds:.1f} s (at most {SECONDS:g})")


def _edits(root: Path, chapters: int) -> Iterator[tuple[str, float]]:
    write_book(root, chapters, plain=False)
    path = root / f"docs/chapters/chapter{chapters // 2:04}.md"
    text = path.read_text("utf-8")
    with _live(root) as said:
        _wait_for_pdf(said)
        for edit, words in (("few words", "Edited. "), ("one page", "Added at length. " * 250)):
            times = []
            for number in range(_REPEATS):
                path.write_text(f"{text}\n{words}{number}\n", "utf-8")
                started = time.monotonic()
                _wait_for_pdf(said)
                times.append(time.monotonic() - started)
                path.write_text(text, "utf-8")
                _wait_for_pdf(said)
            yield edit, min(times)


@contextmanager
def _live(root: Path) -> Iterator[IO[str]]:
    """Run what ``make live`` runs for the PDF; yield what it prints."""
    source = str(Path(__file__).resolve().parent.parent / "src")
    environment = {**os.environ, "PYTHONPATH": source, "SOURCE_DATE_EPOCH": "1767225600"}
    command = [sys.executable, "-m", "briefbook.pdf.live"]
    with subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            yield process.stdout
        finally:
            process.terminate()


def _wait_for_pdf(said: IO[str]) -> None:
    for line in said:
        if line.startswith("the PDF:"):
            return
    raise SystemExit("the PDF was not made")
