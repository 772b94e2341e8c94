"""``make live``: the page that is open, and the PDF, follow the file that is saved."""

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
from briefbook.cli import main
from pdf_reader import dense, read_pdf

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
    # The environment is there already: that of the tests.
    ready = tmp_path / ".ci" / "environment"
    write_files(tmp_path, {".ci/environment": "#!/bin/sh\n"})
    ready.chmod(0o755)
    arguments = [f"RUN={sys.executable}", f"PORT={port}"]
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


def test_the_pdf_follows_too(live: Path) -> None:
    pdf = live / "build/live/pdf/a-small-book.pdf"
    wait_for_pdf("First words.", pdf)
    write_files(live, {"docs/one.md": "# One\n\nOther words.\n"})
    wait_for_pdf("Other words.", pdf)
    # The settings are read anew, in a process that takes the place of the old one.
    write_files(live, {"conf.py": SMALL_CONF + 'brief_subtitle = "With a subtitle"\n'})
    wait_for_pdf("With a subtitle", pdf)
    # What cannot be printed leaves the last good one; fixed, it follows again.
    write_files(live, {"docs/one.md": "# One\n\nRunes: \u16a0.\n"})
    write_files(live, {"docs/one.md": "# One\n\nNo runes.\n"})
    wait_for_pdf("No runes.", pdf)


def test_what_is_missing_is_said_with_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path, {"conf.py": SMALL_CONF, "docs/index.md": "# A book\n"})
    monkeypatch.setattr("briefbook.html.output.find_spec", lambda _name: None)
    monkeypatch.chdir(tmp_path)
    assert main(["live"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("briefbook: the package sphinx-autobuild is missing")
    assert "pip install 'briefbook[live]'" in said


def wait_for_pdf(words: str, path: Path) -> None:
    """Wait until the PDF holds the words."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if path.exists() and dense(words) in read_pdf(path).text():
            return
        time.sleep(0.2)
    pytest.fail(f"{words!r} did not appear within {PATIENCE} s")


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
