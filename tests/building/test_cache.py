"""What was drawn or read from the same inputs is taken from the cache, by any book."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from books import SMALL_CONF, build_book, run_briefbook, write_files

BOOK = {
    "conf.py": SMALL_CONF.replace("basic", "sphinx_book_theme"),
    "references.bib": "",
    "docs/index.md": "# A book\n\n```{map}\nRiverton | 51.5, -0.12\n```\n",
}
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
        file.write_text(file.read_text("utf-8").replace(RED, GREEN), "utf-8")
    build_book(tmp_path / "two", "--only", "html")
    assert GREEN in drawing(tmp_path / "two")
    assert made.keys() == {file.name for file in cache.iterdir()}
    # What was left empty is made again, by a book that has none of its own.
    for file in cache.iterdir():
        file.write_bytes(b"")
    write_files(tmp_path / "four", BOOK)
    build_book(tmp_path / "four", "--only", "html")
    assert RED in drawing(tmp_path / "four")
    # Another place, another drawing.
    index = BOOK["docs/index.md"].replace("51.5", "52.5")
    write_files(tmp_path / "three", {"docs/index.md": index})
    build_book(tmp_path / "three", "--only", "html")
    assert RED in drawing(tmp_path / "three")


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
