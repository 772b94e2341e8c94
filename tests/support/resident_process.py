"""A process of its own for a resident builder, which forks from what has built nothing yet."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from briefbook.html.resident import Resident

_FOLDERS = ("-d", "build/live/html-doctrees", "docs", "build/live/html")


def build_on_request(pipe: Connection) -> None:
    """Build what each message names as changed, in the folder that we are in; end at ``None``."""
    resident = Resident(["-q", "-n", "-j", "2", "-c", ".", *_FOLDERS], Path.cwd() / "unfinished")
    while (changed := pipe.recv()) is not None:
        pipe.send(resident.build(changed))
    resident.end()
