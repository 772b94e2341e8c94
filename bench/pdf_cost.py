"""The PDF: time, CPU, memory and size of the PDF step, beside LaTeX and WeasyPrint.

The PDF step is everything after reading: the documents of the generated book have been read
before, as they have when the site was just built. Memory is that of all its processes together.
"""

# scripts side by side, not a package

from __future__ import annotations

import argparse
import importlib.util
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from books import write_book

NAME = "pdf"
HELP = "print generated books, in one file and in volumes, beside latexpdf and WeasyPrint"
#: What is held at a thousand chapters: seconds and GB in one file, GB in volumes.
SECONDS, ONE_FILE, VOLUMES = 60.0, 8.0, 2.0
_JUDGED = 1000
_WEASYPRINT = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall and CPU seconds, peak memory of all processes in MB, size of the files in MB."""

    wall: float
    cpu: float
    memory: float
    size: float

    def __str__(self) -> str:
        return f"{self.wall:8.1f} {self.cpu:8.1f} {self.memory:8.0f} {self.size:8.1f}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``bench/run.py pdf``."""
    parser.add_argument("--chapters", type=int, nargs="+", default=[2, 100, 1000])
    parser.add_argument("--volumes", type=int, default=50, help="chapters in each volume")
    parser.add_argument("--only", choices=("file", "volumes"), help="one of our two ways")


def run(arguments: argparse.Namespace) -> None:
    """Measure, print a table, then what holds of the targets."""
    for name, there in (("latexpdf", _has_latex()), ("WeasyPrint", _has_weasyprint())):
        if not there:
            print(f"{name} is not installed here: nothing to compare with")
    print(f"{'chapters':>8} {'way':12} {'wall s':>8} {'CPU s':>8} {'MB':>8} {'file MB':>8}")
    for chapters in arguments.chapters:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            write_book(root, chapters, plain=False)
            _measure([*_sphinx("dummy"), str(root / "docs"), str(root / "dummy")], root)
            for way, cost in _ways(root, chapters, arguments.volumes, arguments.only):
                print(f"{chapters:8} {way:12} {cost}", flush=True)
                _judge(chapters, way, cost)


def _ways(root: Path, chapters: int, volume: int, only: str | None) -> Iterator[tuple[str, Cost]]:
    ours = [*_sphinx("briefpdf"), str(root / "docs"), str(root / "pdf")]
    if only in {None, "file"}:
        yield "one file", _measure(ours, root)
    if only in {None, "volumes"} and chapters > volume:
        yield f"by {volume}", _measure([*ours, "-D", f"brief_volumes={volume}"], root)
    if only is None and _has_latex():
        command = [sys.executable, "-m", "sphinx", "-M", "latexpdf", str(root / "docs"),
                   str(root), "-q", "-c", str(root), "-d", str(root / "doctrees")]  # fmt: skip
        yield "latexpdf", _measure(command, root)
    if only is None and _has_weasyprint():
        page = [*_sphinx("singlehtml"), str(root / "docs"), str(root / "one")]
        _measure(page, root)
        yield (
            "WeasyPrint",
            _measure(
                [sys.executable, "-c", _WEASYPRINT, str(root / "one/index.html"), "out.pdf"], root
            ),
        )


def _sphinx(builder: str) -> list[str]:
    base = [sys.executable, "-m", "sphinx", "-q", "-j", "auto", "-b", builder]
    return [*base, "-c", ".", "-d", "doctrees"]


def _has_latex() -> bool:
    return shutil.which("latexmk") is not None


def _has_weasyprint() -> bool:
    return importlib.util.find_spec("weasyprint") is not None


def _measure(command: Sequence[str], root: Path) -> Cost:
    for old in root.rglob("*.pdf"):
        old.unlink()
    source = str(Path(__file__).resolve().parent.parent / "src")
    environment = {**os.environ, "PYTHONPATH": source, "SOURCE_DATE_EPOCH": "1767225600"}
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    with subprocess.Popen(command, cwd=root, env=environment) as process:
        watch = _MemoryWatch(process.pid)
        watch.start()
        process.wait()
        watch.done.set()
    assert process.returncode == 0, f"{' '.join(command)} failed"
    wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # What Typst works on lies beside the doctrees; what counts is the book.
    made = [pdf for pdf in root.rglob("*.pdf") if "doctrees" not in pdf.parts]
    size = sum(pdf.stat().st_size for pdf in made)
    return Cost(wall, cpu, watch.peak, size / 1e6)


class _MemoryWatch(threading.Thread):
    """Looks ten times a second what a process and all below it hold in memory, in MB."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0
        self.done = threading.Event()
        self._pid = pid

    def run(self) -> None:
        while not self.done.wait(0.1):
            self.peak = max(self.peak, _memory(self._pid))


def _memory(pid: int) -> float:
    process = Path(f"/proc/{pid}")
    try:
        kilobytes = next(
            int(line.split()[1])
            for line in (process / "status").read_text("ascii", "replace").splitlines()
            if line.startswith("VmRSS")
        )
        below = (process / f"task/{pid}/children").read_text("ascii").split()
    except (OSError, StopIteration):
        return 0.0
    return kilobytes / 1024 + sum(_memory(int(child)) for child in below)


def _judge(chapters: int, way: str, cost: Cost) -> None:
    if chapters != _JUDGED:
        return
    limits = {"one file": (("s", cost.wall, SECONDS), ("GB", cost.memory / 1024, ONE_FILE))}
    volumes = (("GB", cost.memory / 1024, VOLUMES),) if way.startswith("by") else ()
    for unit, value, limit in limits.get(way, volumes):
        verdict = "ok " if value <= limit else "NOT"
        print(f"{verdict} {way} at {chapters}: {value:.1f} {unit} (at most {limit:g})")
