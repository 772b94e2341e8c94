"""``briefbook live``: the site and the PDF again whenever something is saved."""

from __future__ import annotations

import signal
import sys
from importlib.util import find_spec
from pathlib import Path

from briefbook.building.book import lock_build_folder
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import require_book
from briefbook.core.files.writing import clear_unfinished
from briefbook.core.processes.process_group import process_group

_WATCHED = ("conf.py", "references.bib", "sources", "src/briefbook")
"""What the site is made from beside ``docs/``."""
_DOCTREES = {"html": "doctrees", "pdf": "pdf-doctrees"}


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
    build = root / "build" / "live"
    try:
        with lock_build_folder(build), process_group(build / "tmp") as group:
            for name, command in commands.items():
                if only in (None, name):
                    kept = (build / name, build / _DOCTREES[name])
                    clear_unfinished(build / f"{name}-unfinished", *kept)
                    group.start(command, root)
            return group.processes[0].wait()
    except KeyboardInterrupt as interrupt:
        if interrupt.args not in ((), (signal.SIGINT,)):
            raise
    return 0  # Ctrl-C is how it ends.
