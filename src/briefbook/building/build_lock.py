"""The lock of ``build/``: two runs do not write the same files."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefbook.building.build_folders import clear
from briefbook.core.errors import BriefbookError


@contextmanager
def lock_build_folder(build: Path) -> Iterator[None]:
    """Hold the lock of a build folder, so that two runs do not write the same files.

    Processes of a :mod:`~briefbook.core.processes.process_group` inherit it: it is free when all
    have ended.
    """
    for folder in (build, *build.parents):
        if folder.exists() and not folder.is_dir():
            said = f"{folder}: is not a folder; move it away and run the same command again"
            raise BriefbookError(said)
    build.mkdir(parents=True, exist_ok=True)
    if (build / "lock").is_dir():
        clear(build / "lock")
    with (build / "lock").open("w") as lock:
        os.set_inheritable(lock.fileno(), True)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("waiting for another build of this book…", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
