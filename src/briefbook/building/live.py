"""``briefbook live``: the site and the PDF again whenever something is saved."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

from briefbook.core.bookfolder import require_book
from briefbook.core.errors import BriefbookError

_WATCHED = ("conf.py", "references.bib", "sources", "src/briefbook")
"""What the site is made from beside ``docs/``."""


def live(root: Path, port: int, only: str | None = None) -> int:
    """Serve the site on ``port`` and keep the PDF in ``build/live/pdf/``, until interrupted.

    ``only`` is ``html`` or ``pdf``. Returns the exit status of what ended first.
    """
    require_book(root)
    if only != "pdf" and find_spec("sphinx_autobuild") is None:
        raise BriefbookError(
            "the package sphinx-autobuild is missing, which serves the site; install it with "
            "pip install sphinx-autobuild, or say --only pdf"
        )
    watched = [name for name in _WATCHED if (root / name).exists()]
    commands = {
        "html": [
            *(sys.executable, "-m", "briefbook.html.live", "-q", "-n", "-c", "."),
            *("-d", "build/live/doctrees", "docs", "build/live/html", "--port", str(port)),
            *(part for name in watched for part in ("--watch", name)),
        ],
        "pdf": [sys.executable, "-m", "briefbook.pdf.live"],
    }
    with suppress(KeyboardInterrupt), _ended_together() as running:
        for name, command in commands.items():
            if only in (None, name):
                running.append(subprocess.Popen(command, cwd=root))
        return running[0].wait()
    return 0


@contextmanager
def _ended_together() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Yield a list for processes, none of which outlives this one."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, stop)
    running: list[subprocess.Popen[bytes]] = []
    try:
        yield running
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()
        signal.signal(signal.SIGTERM, before)
