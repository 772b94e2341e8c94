"""``briefbook anchors``, as an editor runs it."""

from __future__ import annotations

from pathlib import Path

from books import MakeBook, call_briefbook, run_briefbook, write_files
from chapters import book, chapter

FILES = {
    "conf.py": 'myst_enable_extensions = ["dollarmath"]\n',
    "docs/index.md": "# No chapter\n\nNo number.\n",
    "docs/chapters/a.md": "---\nprefix: alpha\n---\n# Title\n\nOne.\n\n$$\nx\n$$\n",
    "docs/chapters/b.md": "---\nprefix: beta\n---\n\n{#beta}\n# B\n\n{#alpha-4}\nMoved here.\n",
}
A = "---\nprefix: alpha\n---\n{#alpha}\n# Title\n\n{#alpha-5}\nOne.\n\n$$\nx\n$$\n"


def test_chapters_are_minted_and_nothing_else_is_touched(tmp_path: Path) -> None:
    write_files(tmp_path, FILES)
    done = run_briefbook(tmp_path, "anchors", cold=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "docs/chapters/a.md: alpha, alpha-5\n2 ids minted\nnext: briefbook check\n"
    )
    for name, text in (FILES | {"docs/chapters/a.md": A}).items():
        assert (tmp_path / name).read_text(encoding="utf-8") == text
    again = run_briefbook(tmp_path, "anchors")
    assert again.stdout.startswith("nothing to mint: every paragraph and heading has its id\n")


def test_a_dry_run_shows_the_diff_and_writes_nothing(tmp_path: Path) -> None:
    write_files(tmp_path, FILES)
    done = call_briefbook(tmp_path, "anchors", "--dry-run")
    assert done.stdout.startswith("--- docs/chapters/a.md\n+++ docs/chapters/a.md\n@@")
    added = [line for line in done.stdout.splitlines()[2:] if line.startswith("+")]
    assert added == ["+{#alpha}", "+{#alpha-5}"]
    assert done.stderr == "2 ids would be minted\n"
    path = tmp_path / "docs/chapters/a.md"
    assert path.read_text(encoding="utf-8") == FILES["docs/chapters/a.md"]


def test_a_mark_before_the_text_and_permissions_stay(tmp_path: Path) -> None:
    write_files(tmp_path, FILES)
    path = tmp_path / "docs/chapters/a.md"
    path.write_bytes(b"\xef\xbb\xbf" + FILES["docs/chapters/a.md"].encode())
    path.chmod(0o640)
    assert call_briefbook(tmp_path, "anchors").returncode == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + A.encode()
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_number_that_an_edition_promised_is_not_given_again(make_book: MakeBook) -> None:
    made = make_book(book(a=chapter("alpha", "{#alpha-1}\nOne.", "{#alpha-2}\nTwo.")))
    assert (
        run_briefbook(made.root, "edition", "first", "--despite", "it cites nothing").returncode
        == 0
    )
    path = made.root / "docs/chapters/a.md"
    path.write_text(chapter("alpha", "{#alpha-1}\nOne.", "Three."), encoding="utf-8")
    assert "a.md: alpha-3\n" in call_briefbook(made.root, "anchors").stdout


def test_what_cannot_be_minted_is_one_line_and_nothing_is_written(tmp_path: Path) -> None:
    write_files(tmp_path, FILES | {"docs/chapters/c.md": "---\nprefix: Not good\n---\nWords.\n"})
    done = call_briefbook(tmp_path, "anchors")
    assert done.returncode == 2
    assert done.stderr.startswith("briefbook: docs/chapters/c.md:2: the prefix 'Not good' is not")
    assert (tmp_path / "docs/chapters/a.md").read_text(encoding="utf-8") == (
        FILES["docs/chapters/a.md"]
    )
    (tmp_path / "docs/chapters/c.md").write_bytes(b"---\nprefix: c\n---\n\xff\n")
    done = call_briefbook(tmp_path, "anchors")
    assert done.stderr.startswith("briefbook: docs/chapters/c.md:")
    assert "not UTF-8 (byte 0xFF); save it as UTF-8" in done.stderr


def test_a_page_in_rest_is_named_until_it_has_a_number(tmp_path: Path) -> None:
    page = ":own: true\n:prefix: ferry\n\nThe ferry\n=========\n\nIt runs.\n"
    write_files(tmp_path, {"conf.py": "", "docs/index.md": "# T\n", "docs/a.rst": page})
    done = run_briefbook(tmp_path, "anchors")
    named = (
        "docs/a.rst:2: this command numbers Markdown alone; write .. _ferry-1: and an empty line"
    )
    assert done.returncode == 0 and done.stderr.startswith(named)
    assert done.stdout.startswith("nothing to mint in Markdown\n")
    write_files(tmp_path, {"docs/a.rst": page.replace("It runs", ".. _ferry-1:\n\nIt runs")})
    assert run_briefbook(tmp_path, "anchors").stderr == ""


def test_a_folder_without_a_book_is_said(tmp_path: Path) -> None:
    done = call_briefbook(tmp_path, "anchors")
    assert done.returncode == 2
    assert "no conf.py with a folder docs/ beside it" in done.stderr


def test_what_is_minted_is_what_the_book_reads(make_book: MakeBook) -> None:
    """The parser of the command and that of the build agree on where a paragraph begins."""
    text = chapter(
        "alpha",
        "Words {term}`x`[^n].\n\n[^n]: Comment: a note.\n\n    Its second paragraph.",
        "% comment\nAfter a comment.",
        "[r]: https://example.org\nAfter a [reference][r].",
        ":::{note}\nInside.\n:::\nAfter a directive.",
        "> quoted\n\n- listed\n\nLast.",
        "## A **bold** heading, 2025\n\nIts text.",
    ).replace("{term}`x`", "here")
    made = make_book(book(a=text))
    before = made.page("chapters/a").select("section > p")
    assert call_briefbook(made.root, "anchors").returncode == 0
    minted = (made.root / "docs/chapters/a.md").read_text(encoding="utf-8")
    made = make_book({"docs/chapters/a.md": minted})
    page = made.page("chapters/a")
    numbers = [a.get_text() for a in page.select("a.brief-number")]
    assert numbers == [str(number) for number in range(1, len(before) + 1)]
    assert page.find(id="alpha-a-bold-heading-2025") is not None
