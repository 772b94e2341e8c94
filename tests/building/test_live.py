"""``make live``: the page that is open, and the PDF, follow the file that is saved."""

from __future__ import annotations

import shutil
import signal
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
from reading_back.pdf_reader import dense, read_pdf

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


def test_the_pdf_and_the_page_edited_last_are_on_the_same_port(live: Path, port: int) -> None:
    wait_for("First words.", port)
    wait_for_pdf("First words.", live / "build/live/pdf/a-small-book.pdf")
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/book.pdf") as answer:
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.read(5) == b"%PDF-"
    write_files(live, {"docs/one.md": "# One\n\nFirst words, once more.\n"})
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/last-edited") as answer:
        page = str(answer.read(), "utf-8")
        assert answer.url == f"http://127.0.0.1:{port}/one.html"
    # Behind a tunnel the page must ask where it came from.
    assert 'new WebSocket("ws://" + location.host + "/websocket-reload")' in page


def test_a_port_that_is_taken_is_said_before_anything_is_built(
    tmp_path: Path, port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path, {"conf.py": SMALL_CONF, "docs/index.md": SMALL_INDEX})
    monkeypatch.chdir(tmp_path)
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        assert main(["live", "--port", str(port)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"briefbook: the port {port} of 127.0.0.1 cannot be used (")
    assert f"; name another: briefbook live --port {port + 1}" in said


@pytest.mark.parametrize("typed", ["65536", "-1", "http"])
def test_what_is_no_port_is_said(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["live", f"--port={typed}"])
    assert f"{typed!r} is not a port; give a number up to 65535" in capsys.readouterr().err


def test_it_says_how_to_open_it_and_ends_with_ctrl_c(tmp_path: Path, port: int) -> None:
    write_files(tmp_path, {"conf.py": SMALL_CONF, "references.bib": "", "docs/index.md": "# A\n"})
    with subprocess.Popen(
        [sys.executable, "-m", "briefbook", "live", "--port", str(port), "--only", "html"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout
        first = [process.stdout.readline() for _line in range(3)]
        assert first[0].startswith(f"site: http://127.0.0.1:{port}/ ")
        assert f"ssh -L {port}:127.0.0.1:{port} " in first[1]
        process.send_signal(signal.SIGINT)
        _said, complained = process.communicate()
    assert process.returncode in (0, 130)
    assert "Traceback" not in complained


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
