"""Commands that are killed, and whether anything that they started is left."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from books import EPOCH, ROOT, SMALL_CONF, SMALL_INDEX

PATIENCE = 120
"""Seconds after which something is broken rather than slow."""

WAITING = """\
import os, pathlib, time
if pathlib.Path("wait").exists():
    pathlib.Path("group.new").write_text(str(os.getpgid(0)))
    pathlib.Path("group.new").rename("group")
    while pathlib.Path("wait").exists():
        time.sleep(0.05)
"""
WAITING_BOOK = {
    "conf.py": WAITING + SMALL_CONF,
    "references.bib": "",
    "docs/index.md": SMALL_INDEX,
    "docs/one.md": "# One\n\nFirst words.\n",
    "wait": "",
}
"""A book in whose conf.py Sphinx waits while there is a file ``wait``; then there is ``group``,
with the number of its process group."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command at work; ``_alive`` reads a pipe that each of its processes could write to."""

    process: subprocess.Popen[str]
    root: Path
    _alive: int

    def group(self) -> int:
        """Wait until Sphinx waits in the book's conf.py; return its process group."""
        wait_until((self.root / "group").exists)
        return int((self.root / "group").read_text(encoding="utf-8"))

    def end(self, signal_number: int) -> tuple[int, str]:
        """Send a signal to the command alone; return its status, and what it said was wrong."""
        self.process.send_signal(signal_number)
        _out, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said

    def is_over(self, seconds: float = PATIENCE) -> bool:
        """Tell whether all processes have ended, or do so within some seconds."""
        readable, _, _ = select.select([self._alive], [], [], seconds)
        return bool(readable)


@contextmanager
def started(root: Path, arguments: Sequence[str]) -> Iterator[Command]:
    """Start Python in a folder, with these arguments."""
    alive, held = os.pipe()
    os.set_inheritable(held, True)
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=root,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        pass_fds=(held,),
    )
    os.close(held)
    try:
        yield Command(process, root, alive)
    finally:
        (root / "wait").unlink(missing_ok=True)
        process.kill()
        process.communicate()
        os.close(alive)


def wait_until(done: object) -> None:
    """Wait until a function says so."""
    deadline = time.monotonic() + PATIENCE
    assert callable(done)
    while not done():
        assert time.monotonic() < deadline, f"not within {PATIENCE} s"
        time.sleep(0.02)
