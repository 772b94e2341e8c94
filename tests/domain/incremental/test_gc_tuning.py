"""Garbage collection: off while the environment is loaded, rare in a build, as before after it."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from books import MakeBook
from briefbook.domain.incremental.gc_tuning import PausedCollection

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
    before = gc.get_threshold()
    yield
    gc.enable()
    gc.set_threshold(*before)


def test_garbage_waits_while_the_environment_is_loaded(make_book: MakeBook) -> None:
    made = make_book({"docs/a.md": "# A\n"}, conf=TELLS)
    assert made.text("told") == "[False, True]"


def test_a_build_looks_for_garbage_seldom_and_leaves_the_thresholds_as_they_were(
    make_book: MakeBook,
) -> None:
    gc.set_threshold(701, 11, 12)
    tells = TELLS.replace("told.append(gc.isenabled()), priority=1)", "0)").replace(
        '"build-finished", lambda app, _:',
        '"env-updated", lambda *_: told.append(gc.get_threshold()))\n'
        '    app.connect("build-finished", lambda app, _:',
    )
    made = make_book({"docs/a.md": "# A\n"}, conf=tells)
    assert made.text("told") == "[False, (200000, 20, 100)]"
    assert gc.get_threshold() == (701, 11, 12)


def test_collection_that_was_off_stays_off() -> None:
    gc.disable()
    paused = PausedCollection()
    paused.begin()
    paused.end()
    assert not gc.isenabled()
