"""``make live``: how long after a save the page loads again, and the draft of the PDF is there.

Two edits of one chapter in the middle: a few words, and so many that a page of the PDF is added
and every page after it moves.
"""

# scripts side by side, not a package

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from websockets.sync.client import ClientConnection, connect

from books import write_book

NAME = "live"
HELP = "edit one chapter of a generated book while `make live` runs"
#: What is held: seconds from the save, by output and number of chapters.
SECONDS = {("site", 100): 0.3, ("site", 1000): 1.0, ("PDF", 100): 2.0}
_REPEATS = 3
_EDITS = (("few words", "Edited. "), ("one page", "Added at length. " * 250))
_SOURCE = str(Path(__file__).resolve().parent.parent / "src")
_ENVIRONMENT = {**os.environ, "PYTHONPATH": _SOURCE, "SOURCE_DATE_EPOCH": "1767225600"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``bench/run.py live``."""
    parser.add_argument("--chapters", type=int, nargs="+", default=[2, 100])
    parser.add_argument("--only", choices=("site", "PDF"), help="one of the two outputs")


def run(arguments: argparse.Namespace) -> None:
    """Measure, print the quickest of a few tries, then what holds of the target."""
    print(f"{'chapters':>8} {'output':6} {'edit':12} {'wall s':>8}")
    for chapters in arguments.chapters:
        for output, edits in (("site", _site_edits), ("PDF", _pdf_edits)):
            if arguments.only in {None, output}:
                with tempfile.TemporaryDirectory() as folder:
                    write_book(Path(folder), chapters, plain=False)
                    path = Path(folder, f"docs/chapters/chapter{chapters // 2:04}.md")
                    for edit, seconds in edits(Path(folder), path):
                        _say(chapters, output, edit, seconds)


def _say(chapters: int, output: str, edit: str, seconds: float) -> None:
    held = SECONDS.get((output, chapters))
    verdict = f"  {'ok ' if seconds <= held else 'NOT'} at most {held:g}" if held else ""
    print(f"{chapters:8} {output:6} {edit:12} {seconds:8.2f}{verdict}", flush=True)


def _site_edits(root: Path, path: Path) -> Iterator[tuple[str, float]]:
    """Yield each edit, and the seconds until the server has the page loaded again."""
    text = path.read_text("utf-8")
    unfinished = root / "build/live/html-unfinished"
    with _live_site(root) as page:
        for edit, words in _EDITS:
            times = []
            for number in range(2 * _REPEATS):
                while unfinished.exists():  # Lists and search follow the pages.
                    time.sleep(0.1)
                path.write_text(f"{text}\n{words}{number}\n" if number % 2 == 0 else text, "utf-8")
                started = time.monotonic()
                page.recv()
                times.append(time.monotonic() - started)
            yield edit, min(times)


@contextmanager
def _live_site(root: Path) -> Iterator[ClientConnection]:
    """Run what ``make live`` runs for the site; yield what an open page listens to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "briefbook", "live", "--only", "html", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=root, env=_ENVIRONMENT, stdout=subprocess.DEVNULL
    ) as process:
        try:
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except ConnectionRefusedError:
                    time.sleep(0.2)
            with connect(f"ws://127.0.0.1:{port}/websocket-reload", ping_timeout=None) as page:
                yield page
        finally:
            process.terminate()


def _pdf_edits(root: Path, path: Path) -> Iterator[tuple[str, float]]:
    """Yield each edit, and the seconds until the draft is there."""
    text = path.read_text("utf-8")
    with _live_pdf(root) as said:
        _wait_for_pdf(said)
        for edit, words in _EDITS:
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
def _live_pdf(root: Path) -> Iterator[IO[str]]:
    """Run what ``make live`` runs for the PDF; yield what it prints."""
    command = [sys.executable, "-m", "briefbook.pdf.live"]
    with subprocess.Popen(
        command, cwd=root, env=_ENVIRONMENT, stdout=subprocess.PIPE, text=True
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
