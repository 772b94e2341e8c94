"""After any edits of a book, what ``briefbook book`` built is what it builds from nothing.

``EDITS=300 pytest tests/building/test_edits.py`` tries three hundred histories; ``EDITS_FROM``
begins at another one, as a failure names it. Nine of ten are then built by forked commands (see
:mod:`warm`), which take less than half of the time: what grows, in one order of sets, and what is
built from nothing, in another.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from books import build_book, output_files, write_files
from edits import EDITS, first_book
from warm import WarmCommands

HISTORIES = int(os.environ.get("EDITS", "1"))
FIRST = int(os.environ.get("EDITS_FROM", "0"))
STEPS = 3


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built book, from which each history begins."""
    root = tmp_path_factory.mktemp("histories") / "kept"
    write_files(root.with_name("book"), first_book())
    build_book(root.with_name("book"))
    root.with_name("book").rename(root)
    return root


Build = Callable[[Path], object]


@pytest.fixture(scope="module")
def warm(kept: Path) -> Iterator[tuple[Build, Build]]:
    """Return how to build what grows, and how to build from nothing, by forked commands."""
    if "EDITS" not in os.environ:
        yield build_book, build_book
        return
    commands = WarmCommands(1), WarmCommands(2)
    for each in commands:
        root = kept.with_name("book")
        write_files(root, first_book())
        each.learn(root)
        shutil.rmtree(root)
    yield commands[0].build, commands[1].build
    for each in commands:
        each.end()


@pytest.mark.parametrize("seed", range(FIRST, FIRST + HISTORIES))
def test_what_grew_by_edits_is_what_is_built_from_nothing(
    kept: Path, warm: tuple[Build, Build], seed: int
) -> None:
    grow, begin = warm if seed % 10 else (build_book, build_book)
    chance = random.Random(seed)  # noqa: S311  # no secret: the same edits in every run
    # Where it was built: in another folder, Sphinx would read everything again.
    root = kept.with_name("book")
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(kept, root, symlinks=True)
    history = []
    for _ in range(STEPS):
        for edit in chance.sample(EDITS, k=chance.randint(1, 3)):
            history.append(edit.__name__)
            edit(root, chance)
        grow(root)
    grown = {folder: output_files(root / "build" / folder) for folder in ("html", "pdf")}
    shutil.rmtree(root / "build")
    begin(root)
    for folder, files in grown.items():
        clean = output_files(root / "build" / folder)
        assert sorted(files) == sorted(clean), history
        assert [name for name in clean if files[name] != clean[name]] == [], history
