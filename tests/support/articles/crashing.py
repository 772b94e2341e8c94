"""A reader that is killed by the system, as one that wants too much memory is."""

from __future__ import annotations

import os
import signal
import time

from briefbook.sources.adding.intake import Intake, read_article
from briefbook.sources.reading.article import Metadata


def read_or_die(name: str) -> Intake:
    """Read a file, or die where its name says so."""
    if "deadly" in name:
        os.kill(os.getpid(), signal.SIGKILL)
    return read_article(name, Metadata(), 10**8)


def read_and_wait(name: str) -> Intake:
    """Say in a named pipe that a file is being read, and read it for a long time."""
    pipe = os.open("readers", os.O_WRONLY)
    os.write(pipe, b".")
    time.sleep(600)
    os.close(pipe)
    return read_article(name, Metadata(), 10**8)
