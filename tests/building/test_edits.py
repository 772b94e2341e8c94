"""After any edits of a book, what ``briefbook book`` built is what it builds from nothing.

``EDITS=300 pytest tests/building/test_edits.py`` tries three hundred histories; ``EDITS_FROM``
begins at another one, as a failure names it. What grows is built by commands that begin warm (see
:mod:`commands.ready`), in one order of sets; what is built from nothing begins cold, in another
order each time. Every tenth history grows cold too.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from books import build_book, output_files, write_files
from edits import EDITS, first_book

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


@pytest.mark.parametrize("seed", range(FIRST, FIRST + HISTORIES))
def test_what_grew_by_edits_is_what_is_built_from_nothing(kept: Path, seed: int) -> None:
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
        build_book(root, cold=seed % 10 == 9)
    grown = {folder: output_files(root / "build" / folder) for folder in ("html", "pdf")}
    shutil.rmtree(root / "build")
    build_book(root, cold=True)
    for folder, files in grown.items():
        clean = output_files(root / "build" / folder)
        assert sorted(files) == sorted(clean), history
        assert [name for name in clean if files[name] != clean[name]] == [], history
