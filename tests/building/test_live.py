"""``make live``: the page that is open follows the file that is saved."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from books import ROOT, SMALL_CONF, SMALL_INDEX, write_files

PATIENCE = 120
"""Seconds after which something is broken rather than slow."""


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def live(tmp_path: Path, port: int) -> Iterator[Path]:
    """Run what ``make live`` runs, in a small book."""
    write_files(
        tmp_path,
        {
            "conf.py": SMALL_CONF,
            "references.bib": "",
            "docs/index.md": SMALL_INDEX,
            "docs/one.md": "# One\n\nFirst words.\n",
        },
    )
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    (tmp_path / "ready").mkdir()
    # Without the environment's files make has nothing to set up.
    arguments = ["--old-file=ready/.tests", "VENV=ready", f"RUN={sys.executable}", f"PORT={port}"]
    (tmp_path / "ready" / ".tests").touch()
    with subprocess.Popen(
        ["make", "--silent", "live", *arguments], cwd=tmp_path, stdout=subprocess.DEVNULL
    ) as process:
        yield tmp_path
        process.terminate()


def test_a_saved_file_is_on_the_page(live: Path, port: int) -> None:
    wait_for("First words.", port)
    write_files(live, {"docs/one.md": "# One\n\nOther words.\n"})
    page = wait_for("Other words.", port)
    assert "websocket" in page.lower(), "nothing on the page would reload it"


def wait_for(words: str, port: int) -> str:
    """Return the page as soon as it holds the words."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/one.html") as answer:
                page = str(answer.read(), "utf-8")
        except urllib.error.URLError:
            page = ""
        if words in page:
            return page
        time.sleep(0.2)
    pytest.fail(f"{words!r} did not appear within {PATIENCE} s")
