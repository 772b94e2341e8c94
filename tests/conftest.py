"""Fixtures for every room: small books, the real book, and the folder of source texts."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from books import (
    EPOCH,
    ROOT,
    MakeBook,
    RealBook,
    build_book,
    copy_book,
    maker,
)
from briefbook.core.files.cache import VARIABLE
from briefbook.core.words.labels import use_labels
from kept import kept_for_all_books
from reading_back.tabs import Tabs

#: What takes a browser, the book of this repository or a large one.
LONG = frozenset({"browser", "kitchen", "real_book", "texts"})
#: The real book, whole builds in processes of their own, and print.
LONG_ROOMS = frozenset({"book", "building", "pdf"})

# The same examples in every run, however slow the machine; HYPOTHESIS_PROFILE=search tries others.
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as ``long`` what ``make quick`` leaves out.

    A test is known by the fixtures that it asks for and by its folder, so that nobody has to
    think of the marker; a module elsewhere that starts many processes carries it itself.
    """
    for item in items:
        room = item.path.relative_to(ROOT / "tests").parts[0]
        if room in LONG_ROOMS or LONG.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("long")


@pytest.fixture(scope="session", autouse=True)
def kept() -> Iterator[None]:
    """Find once what is the same for every book; see :mod:`kept`."""
    with kept_for_all_books():
        yield


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[None]:
    """Let all books share what is made from the same inputs."""
    base = tmp_path_factory.getbasetemp()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str((base if worker_id == "master" else base.parent) / "cache"))
        yield


@pytest.fixture(autouse=True)
def in_english_again() -> Iterator[None]:
    """Let no test speak the language of the book before."""
    yield
    use_labels("en")


@pytest.fixture(scope="session", autouse=True)
def signals() -> None:
    """Let signals do what they do on a terminal, also where the tests run in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@pytest.fixture
def make_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeBook:
    """Return the function that makes small books; see :class:`books.MakeBook`."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    return maker(tmp_path)


@pytest.fixture(scope="module")
def make_shared_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeBook]:
    """Return ``make_book`` for fixtures of a module: its tests look at one book.

    Many inputs that do not touch each other are chapters of one book, built once.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        yield maker(tmp_path_factory.mktemp("shared"))


@pytest.fixture(scope="session")
def real_book(tmp_path_factory: pytest.TempPathFactory) -> RealBook:
    """Return the real book, built once for all the processes that the tests run in."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    root = shared / "real-book"
    with (shared / "real-book.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not root.exists():
            copy_book(root)
            build_book(root, cold=True)
    return RealBook(root)


@pytest.fixture(scope="session")
def texts() -> Path:
    """Return the folder of the articles' texts; skip, and say so, where there is none."""
    folder = os.environ.get("BRIEFBOOK_TEXTS", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("the articles' texts are not on this disk: set BRIEFBOOK_TEXTS to their folder")
    return Path(folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the distribution’s Chromium, once for all tests of a process."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for found in map(shutil.which, names) if found), None)
    assert path, "no Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        # No sandbox: the tests may run as root, and open pages of ours alone. What no card draws is
        # drawn with less work by the browser itself than by a card that is imitated.
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    """Return what opens tabs that share what a browser starts for a new visitor."""
    return Tabs(browser)
