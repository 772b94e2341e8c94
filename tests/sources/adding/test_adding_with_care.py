"""What ``add`` shows before and says after, and what it does so that the next command works."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from articles.adding import Adder, article, paragraph
from books import ROOT
from briefbook.core.files.transactions import exclusive

#: Nothing is said of author, publisher, date and rights.
UNKNOWN = "\n\n\n\n"
SHARE = "\n\nShare this article\n"


def on_a_terminal(adder: Adder, answer: str, *arguments: str | Path) -> tuple[int, str]:
    """Run the command as a person does, who answers its question."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "briefbook", "add", *map(str, arguments)],
        cwd=adder.root, stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERM": "dumb"},
    ) as running:  # fmt: skip
        os.close(theirs)
        os.write(ours, answer.encode())
        said = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            said += part
    os.close(ours)
    return running.returncode, said.decode().replace("\r\n", "\n")


def test_a_person_sees_the_blocks_and_confirms_them(adder: Adder) -> None:
    path = adder.file("a.txt", article() + SHARE)
    status, said = on_a_terminal(adder, f"{UNKNOWN}y\n", path, "--key", "k")
    assert status == 0
    assert f"  ¶ 2       {paragraph(2)[:50]}" in said
    assert "  left out, sharing line: 'Share this article'" in said
    assert "Add this article? The numbers of its blocks are permanent then. [Y/n]" in said
    assert adder.record("k").words


def test_a_person_is_asked_for_what_the_file_does_not_say(adder: Adder) -> None:
    answers = ("Ada Smith; Bo Lind", "The Post", "May", "2025-05-01", "open", "CC-BY-4.0", "y")
    path = adder.file("a.txt", article())
    status, said = on_a_terminal(adder, "".join(f"{it}\n" for it in answers), path)
    assert status == 0
    assert "Date of Officials on the road (2024-11-05, 2024-11, 2024): " in said
    assert "'May' is not a date" in said
    record = adder.record("smith2025")
    assert (record.authors, record.publisher) == (("Ada Smith", "Bo Lind"), "The Post")
    assert (record.date, record.date_basis) == ("2025-05-01", "stated")
    assert (record.rights, record.license) == ("open", "CC-BY-4.0")
    # What the file and the options say is not asked for.
    stated = ("--author", "A", "--publisher", "P", "--date", "2024", "--rights", "restricted")
    other = adder.file("b.txt", article(title="Another road", start=9))
    status, said = on_a_terminal(adder, "y\n", other, "--key", "k", *stated)
    assert status == 0
    assert " of Another road" not in said


def test_a_person_can_say_no_and_the_book_is_as_it_was(adder: Adder) -> None:
    before = adder.tree()
    status, said = on_a_terminal(
        adder, f"{UNKNOWN}n\n", adder.file("a.txt", article()), "--key", "k"
    )
    assert status == 1
    assert said.endswith("[Y/n] nothing was added\n")
    assert adder.tree() == before


@pytest.mark.parametrize(("answer", "added"), [("y\n", True), ("n\n", False)])
def test_a_person_confirms_the_entries_of_an_export(adder: Adder, answer: str, added: bool) -> None:
    export = adder.file("export.bib", "@book{lake2001, title={The Lake}, date={2001}}\n")
    before = adder.tree()
    status, said = on_a_terminal(adder, answer, "--from-bib", export)
    assert "lake2001: @book: The Lake\nAdd 1 entry to references.bib? [Y/n]" in said
    assert (status == 0) is (adder.tree() != before) is added
    done = "1 entry added to references.bib" if added else "nothing was added"
    assert f"[Y/n] {done}\n" in said


@pytest.mark.parametrize(("answer", "added"), [("y\n", True), ("n\n", False)])
def test_a_person_confirms_a_work_without_its_text(adder: Adder, answer: str, added: bool) -> None:
    before = adder.tree()
    stated = ("--kind", "book", "--title", "The Lake", "--key", "lake")
    status, said = on_a_terminal(adder, answer, *stated)
    assert "lake: to be added: The Lake (book, no text of it)\n" in said
    assert "Add this work? It has no text whose words can be checked. [Y/n]" in said
    assert (status == 0) is (adder.tree() != before) is added


def test_a_script_is_not_asked(adder: Adder) -> None:
    path = adder.file("a.txt", article())
    status, said = on_a_terminal(adder, "", path, "--key", "k", "--yes")
    assert status == 0
    assert "[Y/n]" not in said


def test_what_is_left_out_is_named_for_each_of_several_files(adder: Adder) -> None:
    files = [adder.file(f"{n}.txt", article(start=5 * n, title=f"Word{n}") + SHARE) for n in (1, 2)]
    done = adder.run(*files)
    lacking = "  no author, date or publisher found: add them to references.bib"
    assert done.out.splitlines()[:6] == [
        "word1: added: Word1 (3 paragraphs)",
        "  left out, sharing line: 'Share this article'",
        lacking,
        "word2: added: Word2 (3 paragraphs)",
        "  left out, sharing line: 'Share this article'",
        lacking,
    ]


def test_a_long_list_of_omissions_is_counted_by_reason(adder: Adder) -> None:
    lines = "\n\n".join([article(20), *["Captcha"] * 15])
    said = adder.run(adder.file("a.txt", lines), "--key", "k").out
    assert said.count("left out, captcha: 'Captcha'\n") == 12
    assert "left out, captcha: 3 more words, listed in the record\n" in said
    assert len(adder.record("k").left_out) == 15


def test_the_text_is_at_hand_for_the_checks_at_once(adder: Adder) -> None:
    (adder.root / ".git").mkdir()
    adder.add(article())
    folder = adder.root / "sources/texts"
    assert (folder / "k.txt").read_text(encoding="utf-8") == article()
    assert (folder / ".gitignore").read_text(encoding="ascii") == "*\n"
    from briefbook.sources.records.texts import find_texts, text_folders

    texts = find_texts({"k": adder.record("k")}, text_folders(adder.root))
    assert texts["k"]["¶ 1"] == paragraph(1)


def test_a_file_that_is_in_a_folder_of_texts_is_not_copied(
    adder: Adder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFBOOK_TEXTS", str(adder.root.parent))
    adder.add(article())
    assert not (adder.root / "sources/texts").exists()


def test_a_text_that_stands_in_the_way_stays(adder: Adder) -> None:
    there = adder.root / "sources/texts/k.txt"
    there.parent.mkdir(parents=True)
    there.write_text("mine", encoding="utf-8")
    done = adder.run(adder.file("a.txt", article()), "--key", "k")
    assert there.read_text(encoding="utf-8") == "mine"
    assert "  sources/texts/k.txt exists; copy a.txt there under another name\n" in done.out


INDEX = "# Book\n\n```{toctree}\n:numbered:\n\nchapters/old\n```\n\nWords.\n"


def test_a_new_chapter_is_named_after_the_others(adder: Adder) -> None:
    index = adder.root / "docs/index.md"
    index.write_text(INDEX, encoding="utf-8")
    done = adder.run(adder.file("a.txt", article()), "--key", "k")
    assert index.read_text(encoding="utf-8") == INDEX.replace("old\n", "old\nchapters/k\n")
    assert "  chapter  docs/chapters/k.md\n" in done.out
    assert done.out.endswith(
        "next: write docs/chapters/k.md in your own words, then briefbook check\n"
    )


TREE = "```{toctree}\n%s```\n"


@pytest.mark.parametrize(
    ("index", "after"),
    [
        ("# Book\n", "# Book\n\n" + TREE % "chapters/k\n"),
        ("# Book\n\n" + TREE % "", "# Book\n\n" + TREE % "chapters/k\n"),
        ("# Book\r\n", ("# Book\n\n" + TREE % "chapters/k\n").replace("\n", "\r\n")),
        ("# Book\n\n" + TREE % ":caption: A\n\nnotes\n" + "\nEnd.\n",
         "# Book\n\n" + TREE % ":caption: A\n\nnotes\nchapters/k\n" + "\nEnd.\n"),
        (TREE % "a\n" + TREE % ":numbered:\n",
         TREE % "a\n" + TREE % ":numbered:\n\nchapters/k\n"),
        (TREE % ":glob:\n\n**\n", TREE % ":glob:\n\n**\n"),
        (TREE % "a\n" + TREE % ":glob:\nchapters/*\n",
         TREE % "a\n" + TREE % ":glob:\nchapters/*\n"),
        (TREE % ":glob:\n\n*\n", TREE % ":glob:\n\n*\nchapters/k\n"),
    ],
    ids=["none", "empty", "other line ends", "other pages", "the empty one", "pattern", "folder",
         "not below"],
)  # fmt: skip
def test_a_book_whose_first_page_lists_no_chapter_yet_lists_it_now(
    adder: Adder, index: str, after: str
) -> None:
    path = adder.root / "docs/index.md"
    path.write_bytes(index.encode())
    done = adder.run(adder.file("a.txt", article()), "--key", "k", "--rights", "own")
    assert path.read_bytes().decode() == after
    assert "  chapter  docs/chapters/k.md\n" in done.out


@pytest.mark.parametrize(
    "index",
    [INDEX + INDEX.replace("old", "other"), TREE % "a\n" + TREE % "b\n"],
    ids=["two of chapters", "two of others"],
)
def test_where_it_is_not_clear_the_line_to_paste_is_said(adder: Adder, index: str) -> None:
    path = adder.root / "docs/index.md"
    path.write_text(index, encoding="utf-8")
    done = adder.run(adder.file("a.txt", article()), "--key", "k", "--rights", "own")
    assert path.read_text(encoding="utf-8") == index
    assert "add this line to a toctree of docs/index.md: chapters/k\n" in done.out
    assert done.out.endswith("next: annotate docs/chapters/k.md, then briefbook check\n")


def test_a_licence_is_recorded_for_a_text_that_may_be_given(adder: Adder) -> None:
    record = adder.add(article(), "--rights", "open", "--license", "CC-BY-4.0")
    assert record.license == "CC-BY-4.0"
    done = adder.run(adder.file("b.txt", article(start=7)), "--license", "CC-BY-4.0")
    assert done.status == 2
    assert (
        "--license CC-BY-4.0: a licence lets the text be published; add --rights open" in done.err
    )


def test_a_dry_run_waits_for_nobody(adder: Adder) -> None:
    path = adder.file("a.txt", article())
    with exclusive(adder.root):
        assert adder.run(path, "--dry-run").status == 0
        assert "another briefbook is adding" in adder.run(path).err


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("강의 다리", "gangui"),
        ("Мости через річку", "mosti"),
        ("الميناء القديم", "lmyn"),
        ("Locks of the river", "locks"),
    ],
)
def test_a_title_in_any_script_gives_a_readable_key(adder: Adder, title: str, key: str) -> None:
    adder.run(adder.file("a.txt", article(title=title)))
    assert [path.stem for path in (adder.root / "sources").glob("*.toml")] == [key]


def test_what_the_bibliography_will_lack_is_said(adder: Adder) -> None:
    done = adder.run(adder.file("a.txt", article()), "--key", "k", "--publisher", "The Post")
    assert "  entry    references.bib; no author or date found: add them\n" in done.out
    stated = ("--publisher", "P", "--author", "A B", "--date", "2025-01-01")
    done = adder.run(adder.file("b.txt", article(start=30)), "--key", "l", *stated)
    assert "  entry    references.bib\n" in done.out
