"""The site: CPU, wall time and memory of cold, unchanged and touched builds, plain and ours."""

# scripts side by side, not a package

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from books import write_book

NAME = "site"
HELP = "build generated books as HTML, with the plain stack and with briefbook"
#: What is held: cost per chapter at the largest size against the smallest, ours against the
#: plain stack, and two processes against one.
GROWTH, AGAINST_PLAIN, PARALLEL = 1.1, 1.0, 0.75


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU and wall seconds of a build and all its processes, and its largest one in MB."""

    cpu: float
    wall: float
    memory: float

    def __str__(self) -> str:
        return f"{self.cpu:8.1f} {self.wall:8.1f} {self.memory:8.0f}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``bench/run.py site``."""
    parser.add_argument("--chapters", type=int, nargs="+", default=[100, 500, 1000])
    parser.add_argument("--jobs", nargs="+", default=["1", "auto"], help="as sphinx-build -j")
    parser.add_argument("--only", choices=("plain", "ours"), help="one of the two stacks")
    parser.add_argument("--profile", type=Path, help="write a profile of our cold -j 1 build here")


def run(arguments: argparse.Namespace) -> None:
    """Measure, print a table, then what holds of the targets."""
    print(f"{'chapters':>8} {'stack':6} {'build':14} {'CPU s':>8} {'wall s':>8} {'MB':>8}")
    costs: dict[tuple[int, str, str], Cost] = {}
    for chapters in arguments.chapters:
        for stack in ("plain", "ours"):
            if arguments.only in {None, stack}:
                for build, cost in _measure(chapters, stack, arguments.jobs, arguments.profile):
                    costs[chapters, stack, build] = cost
                    print(f"{chapters:8} {stack:6} {build:14} {cost}", flush=True)
    _judge(costs, min(arguments.chapters), max(arguments.chapters))


def _measure(
    chapters: int, stack: str, jobs: Sequence[str], profile: Path | None
) -> list[tuple[str, Cost]]:
    found = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_book(root, chapters, plain=stack == "plain")
        for each in reversed(jobs):
            shutil.rmtree(root / "build", ignore_errors=True)
            cold = build_site(root, each, profile if stack == "ours" and each == "1" else None)
            found.append((f"cold -j {each}", cold))
        found.append(("unchanged", build_site(root, jobs[0])))
        path = root / "docs/chapters/chapter0007.md"
        path.write_text(path.read_text("utf-8") + "\nOne more paragraph.\n", "utf-8")
        found.append(("one touched", build_site(root, jobs[0])))
    return found


def build_site(root: Path, jobs: str, profile: Path | None = None) -> Cost:
    """Build the book in ``root`` to ``root/build``; return what it cost."""
    module = ["-m", "cProfile", "-o", str(profile), "-m"] if profile else ["-m"]
    command = [
        sys.executable, *module, "sphinx", "-q", "-j", jobs, "-c", str(root),
        str(root / "docs"), str(root / "build"),
    ]  # fmt: skip
    source = str(Path(__file__).resolve().parent.parent / "src")
    environment = {**os.environ, "PYTHONPATH": source, "SOURCE_DATE_EPOCH": "1767225600"}
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    # A process of its own, so that the largest of its processes can be told from earlier ones.
    watcher = subprocess.run(
        [sys.executable, "-c", _WATCH, *command], env=environment, check=True,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, wall, int(watcher.stdout.split()[-1]) / 1024)


_WATCH = (
    "import resource, subprocess, sys\n"
    "code = subprocess.run(sys.argv[1:]).returncode\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    "sys.exit(code)\n"
)


def _judge(costs: dict[tuple[int, str, str], Cost], small: int, large: int) -> None:
    def ratio(label: str, limit: float, top: float, bottom: float) -> None:
        value = top / bottom
        print(f"{'ok ' if value <= limit else 'NOT'} {label}: {value:.2f} (at most {limit})")

    cold = {(c, s): cost for (c, s, build), cost in costs.items() if build == "cold -j 1"}
    if small < large and (large, "ours") in cold and (small, "ours") in cold:
        ratio(f"per chapter at {large} against {small}", GROWTH,
              cold[large, "ours"].cpu / large, cold[small, "ours"].cpu / small)  # fmt: skip
    for (chapters, stack), cost in cold.items():
        if stack == "ours" and (chapters, "plain") in cold:
            ratio(f"ours against plain at {chapters}", AGAINST_PLAIN,
                  cost.cpu, cold[chapters, "plain"].cpu)  # fmt: skip
        auto = costs.get((chapters, stack, "cold -j auto"))
        if stack == "ours" and auto:
            ratio(f"-j auto against -j 1 at {chapters}, wall", PARALLEL, auto.wall, cost.wall)
