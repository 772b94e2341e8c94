"""What was drawn or read from the same inputs is taken from the cache, by any book."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from hashlib import sha256
from itertools import cycle
from pathlib import Path

import pytest

from books import SMALL_CONF, build_book, run_briefbook, write_files
from briefbook.core.files import cache
from briefbook.core.files.cache import (
    VARIABLE,
    cache_environment,
    cached,
    prune_cache,
    shared_cache,
)

BOOK = {
    "conf.py": SMALL_CONF.replace("basic", "sphinx_book_theme"),
    "references.bib": "",
    "docs/index.md": "# A book\n\n```{map}\nRiverton | 51.5, -0.12\n```\n",
}


def put_folder_there(file: Path) -> None:
    file.unlink()
    file.mkdir()


SPOILT: tuple[Callable[[Path], object], ...] = (
    lambda file: file.write_bytes(b""),
    lambda file: file.write_bytes(file.read_bytes()[:-9]),
    lambda file: file.write_bytes(file.read_bytes().replace(b"e", b"\0")),
    put_folder_there,
)
RED, GREEN = "#8a1c1c", "#1c8a1c"


def drawing(book: Path) -> str:
    """Return the wide drawing of the map that the site shows."""
    (file,) = (book / "build/html/_images").glob("map-[0-9a-f]*.svg")
    return file.read_text("utf-8")


def test_books_share_a_cache_whose_files_are_named_by_what_they_were_made_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("BRIEFBOOK_CACHE", str(cache))
    for name in ("one", "two", "three"):
        write_files(tmp_path / name, BOOK)
    build_book(tmp_path / "one", "--only", "html")
    assert RED in drawing(tmp_path / "one")
    # A page names a drawing by its look: its address stays when other code draws the same.
    for file in (tmp_path / "one" / "build/html/_images").glob("map*.svg"):
        assert file.stem.endswith(f"-{sha256(file.read_bytes()).hexdigest()[:12]}")
    made = {file.name: file.stat().st_mtime_ns for file in cache.iterdir()}
    assert {name.partition("-")[0] for name in made} == {"map", "styles"}
    # The drawing of the second book is that of the first, not one of its own.
    for file in cache.glob("map-*.svg"):
        kept = file.read_bytes().partition(b"\n")[2].replace(RED.encode(), GREEN.encode())
        file.write_bytes(sha256(kept).hexdigest().encode() + b"\n" + kept)
    build_book(tmp_path / "two", "--only", "html")
    assert GREEN in drawing(tmp_path / "two")
    assert made.keys() == {file.name for file in cache.iterdir()}
    # What was spoilt is made again, by a book that has none of its own.
    for spoil, file in zip(cycle(SPOILT), sorted(cache.iterdir()), strict=False):
        spoil(file)
    write_files(tmp_path / "four", BOOK)
    build_book(tmp_path / "four", "--only", "html")
    assert RED in drawing(tmp_path / "four")
    # Another place, another drawing.
    index = BOOK["docs/index.md"].replace("51.5", "52.5")
    write_files(tmp_path / "three", {"docs/index.md": index})
    build_book(tmp_path / "three", "--only", "html")
    assert RED in drawing(tmp_path / "three")


@pytest.mark.parametrize("given", ["", "elsewhere"])
def test_one_folder_may_be_built_with_the_cache_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    if given:
        monkeypatch.setenv(VARIABLE, str(tmp_path / given))
    before = dict(os.environ)
    folder = str(tmp_path / (given or "book/build/cache"))
    with shared_cache(tmp_path / "book"):
        assert cache_environment(tmp_path / "tree") == {VARIABLE: folder}
    assert dict(os.environ) == before


def test_a_cache_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {**BOOK, "file": "none"})
    monkeypatch.setenv("BRIEFBOOK_CACHE", "file/cache")
    done = run_briefbook(tmp_path, "book", "--only", "html")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        "briefbook: BRIEFBOOK_CACHE is 'file/cache': Not a directory; name a folder, or unset it"
    )


def test_what_no_build_has_used_for_long_or_has_room_for_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keep(name: str, days: float) -> Path:
        before = set(tmp_path.iterdir())
        cached(tmp_path, name, [name], lambda: name.encode() * 100)
        (file,) = set(tmp_path.iterdir()) - before
        os.utime(file, (time.time() - days * 86400,) * 2)
        return file

    old, used, new = keep("old.svg", 90), keep("used.svg", 90), keep("new.svg", 2)
    other = tmp_path / "notes-of-mine.txt"
    other.write_text("kept")
    os.utime(other, (0, 0))
    left = tmp_path / f".{new.name}.123"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    assert cached(tmp_path, "used.svg", ["used.svg"], lambda: b"never") == b"used.svg" * 100
    prune_cache(tmp_path)
    assert {*tmp_path.iterdir()} == {used, new, other}
    monkeypatch.setattr(cache, "_LARGEST", 900)
    prune_cache(tmp_path)
    assert {*tmp_path.iterdir()} == {used, other}
    assert not old.exists()
    prune_cache(tmp_path / "none")
