"""`make check LINKS=1`: what a person sees of the addresses that the book gives."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from books import run_briefbook
from briefbook.checks.references.dead_links import Addresses, dead_links
from harbour import copy_harbour

pytestmark = pytest.mark.long

ANSWERS = {"/good": 200, "/moved": 301, "/detour": 302, "/copy": 200, "/shut": 403}
RECORD = "sources/quill2025.toml"
CORRECT = "correct it, or archive a copy [brief.link_dead]"
LOOK = "see in a browser whether people can open it [brief.link_dead]"
WRITE = "write that [brief.link_moved]"


class Web(BaseHTTPRequestHandler):
    """A web of five pages, of which one has moved for good and one sends elsewhere for now."""

    def do_GET(self) -> None:
        status = ANSWERS.get(self.path, 404)
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", "/good")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815  # the name that the standard library calls

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Web)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    book = tmp_path / "book"
    copy_harbour(book)
    return book


def check(root: Path) -> tuple[int, list[str]]:
    environment = {"BRIEFBOOK_TEXTS": "sources/texts", "NO_PROXY": "127.0.0.1"}
    done = run_briefbook(root, "check", "--links", environment=environment)
    assert done.stderr == ""
    *found, _summary, _next = done.stdout.splitlines()
    return done.returncode, found


def give_page(root: Path, words: str) -> None:
    path = root / "docs" / "bibliography.md"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")


def give(root: Path, web: str, address: str, archive: str = "", words: str = "") -> None:
    """Let the record and the bibliography have an address, and a page some links."""
    for name, old, new in (
        (RECORD, 'url = ""', f'url = "{web}{address}"'),
        (RECORD, 'archive_url = ""', f'archive_url = "{archive and web + archive}"'),
        ("references.bib", "https://courier.example/strike", f"{web}{address}"),
        ("docs/index.md", "The two things to know:", f"{words}\n\nThe two things to know:"),
    ):
        path = root / name
        text = path.read_text(encoding="utf-8")
        assert old in text, name
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_each_address_that_does_not_open_or_has_moved_is_a_line(root: Path, web: str) -> None:
    give(root, web, "/moved", words=f"[a]({web}/good), [b]({web}/detour),\n[c]({web}/gone).")
    give_page(root, f"See [d]({web}/shut).")
    assert check(root) == (
        1,
        [
            f"docs/index.md:15: {web}/gone does not open (404 Not Found); {CORRECT}",
            f"docs/bibliography.md:6: {web}/shut does not open (403 Forbidden); {LOOK}",
            f"references.bib:3: {web}/moved has moved for good to {web}/good; {WRITE}",
        ],
    )


def test_a_dead_source_with_an_archived_copy_is_a_warning(root: Path, web: str) -> None:
    give(root, web, "/gone", "/copy")
    says = f"references.bib:3: {web}/gone does not open (404 Not Found); cite the archived copy"
    assert check(root) == (0, [f"{says} {web}/copy [brief.link_dead]"])


def test_a_dead_copy_helps_nobody() -> None:
    source, copy = "https://a.example", "https://archive.example/a"
    addresses = Addresses({source: ("a.bib", 3), copy: ("a.toml", 0)}, {source: copy})
    gone = {"filename": "x.md", "lineno": 0, "status": "timeout", "code": 0, "info": ""}
    output = "\n".join(json.dumps({**gone, "uri": uri}) for uri in (source, copy))
    assert [str(found) for found in dead_links(output, "docs", addresses)] == [
        f"a.bib:3: {source} does not open (timeout); {CORRECT}",
        f"a.toml: {copy} does not open (timeout); archive the source again [brief.link_dead]",
    ]
