"""The environment is loaded without garbage collection, which is on again afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from books import MakeBook
from briefbook.domain.loading import PausedCollecting

#: Tells what the state is when Sphinx loads the environment, and when the builder begins.
TELLS = """
import gc, pathlib
def setup(app):
    told = []
    app.connect("config-inited", lambda *_: told.append(gc.isenabled()), priority=1000)
    app.connect("builder-inited", lambda *_: told.append(gc.isenabled()), priority=1)
    app.connect("build-finished", lambda app, _: (app.outdir / "told").write_text(str(told)))
"""


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    yield
    gc.enable()


def test_garbage_waits_while_the_environment_is_loaded(make_book: MakeBook) -> None:
    made = make_book({"docs/a.md": "# A\n"}, conf=TELLS)
    assert made.text("told") == "[False, True]"


def test_collection_that_was_off_stays_off() -> None:
    gc.disable()
    paused = PausedCollecting()
    paused.begin()
    paused.end()
    assert not gc.isenabled()
