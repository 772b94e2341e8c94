"""Books as sphinx-quickstart lays them out, and commands that are run elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from books import SMALL_CONF, call_briefbook, run_briefbook, write_files
from chapters import chapter

PAGES = {
    "index.md": "# A book\n\n```{toctree}\nchapters/a\n```\n",
    "chapters/a.md": "---\nprefix: alpha\n---\n# Title\n\nOne.\n",
}
LAYOUTS = {  # where conf.py stands, and the pages
    "docs beside conf.py": (".", "docs"),
    "source beside conf.py": (".", "source"),
    "all in one folder": (".", "."),
    "all in source": ("source", "source"),
    "all in docs": ("docs", "docs"),
    "all in docs/source": ("docs/source", "docs/source"),
}


def lay_out(root: Path, conf: str, pages: str, text: str = SMALL_CONF) -> Path:
    """Write a book; return the folder of conf.py."""
    files = {f"{pages}/{name}": page for name, page in PAGES.items()}
    write_files(root, {f"{conf}/conf.py": text, f"{conf}/references.bib": "", **files})
    return root / conf


@pytest.mark.parametrize(("conf", "pages"), LAYOUTS.values(), ids=LAYOUTS)
def test_a_command_finds_the_pages_from_anywhere(tmp_path: Path, conf: str, pages: str) -> None:
    root = tmp_path / "a book"
    folder = lay_out(root, conf, pages)
    # Neither the sources' texts nor what was built is a page.
    write_files(folder, {"sources/texts/k.md": "---\nprefix: k\n---\n# K\n\nTheirs.\n"})
    done = call_briefbook(tmp_path, "anchors", "--book", "a book")
    page = (root / pages / "chapters/a.md").relative_to(folder).as_posix()
    assert done.stdout == f"{page}: alpha, alpha-1\n2 ids minted\nnext: briefbook check\n"
    again = call_briefbook(tmp_path, "--book", "a book", "anchors")
    assert again.stdout.startswith("nothing to mint: every paragraph and heading has its id\n")
    assert again.stderr == f"briefbook: in {folder.resolve()}\n"


def test_a_book_with_conf_py_beside_its_pages_is_built_checked_and_added_to(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "b", "docs/source", "docs/source")
    page = {"chapters/a.md": chapter("alpha", "{#alpha-1}\nOne.")}
    write_files(folder, {**page, "sources/texts/k.md": "# Theirs\n"})
    done = run_briefbook(tmp_path, "book", "--only", "html", "--book", "b")
    assert done.returncode == 0, done.stderr
    assert "site: build/html/index.html" in done.stdout
    assert 'id="alpha-1"' in (folder / "build/html/chapters/a.html").read_text(encoding="utf-8")
    again = run_briefbook(tmp_path, "book", "--only", "html", "--book", "b")
    assert "nothing has changed since it was built" in again.stdout
    file = "b/docs/source/chapters/a.md"
    checked = run_briefbook(tmp_path, "check", file, "--book", "b/docs")
    assert checked.returncode == 1
    assert "chapters/a.md:9: ¶ 1 (alpha-1) cites no source" in checked.stdout
    write_files(tmp_path, {"article.txt": "A headline\n\nBy Ada Smith\n\nSome words of it.\n"})
    added = call_briefbook(tmp_path, "add", "article.txt", "--key", "k1", "--book", "b")
    assert added.returncode == 0, added.stderr
    assert "chapter  chapters/k1.md" in added.stdout
    assert (folder / "chapters/k1.md").is_file()


def test_a_folder_that_is_no_book_is_named(tmp_path: Path) -> None:
    done = call_briefbook(tmp_path, "book", "--book", "nowhere")
    assert done.stderr == "briefbook: nowhere: no such folder; name the book's with --book\n"
    empty = call_briefbook(tmp_path, "check")
    assert empty.stderr == (
        f"briefbook: {tmp_path}: no conf.py with a folder docs/ beside it; run this in the "
        "book's folder, name it with --book, or make a book: briefbook new FOLDER\n"
    )


def test_a_draft_is_verified_where_it_lies_though_a_book_is_below(tmp_path: Path) -> None:
    lay_out(tmp_path, "docs/source", "docs/source")
    write_files(tmp_path, {"draft.md": "He said so.\n", "texts/a.txt": "He said so.\n"})
    done = call_briefbook(tmp_path, "verify", "draft.md", "--sources", "texts")
    assert "draft.md" not in done.stderr, done.stderr
    assert "briefbook: in" not in done.stderr
