"""Each bad input ends with status 2 and one line that says what to do, and writes nothing."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from articles.adding import Adder, article
from books import ROOT

BAD = ROOT / "tests/sources/bad_articles"
EXPECTED: dict[str, str] = tomllib.loads((BAD / "expected.toml").read_text(encoding="utf-8"))


def assert_refused(adder: Adder, says: str, *arguments: str | Path) -> None:
    before = adder.tree()
    done = adder.run(*arguments)
    assert (done.status, done.out, done.err) == (2, "", f"briefbook: {says}\n")
    assert adder.tree() == before


def test_every_bad_file_has_its_message() -> None:
    assert set(EXPECTED) == {path.name for path in BAD.iterdir()} - {"expected.toml"}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_bad_file_is_refused(adder: Adder, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("PATH", "")  # no program for OCR, whatever is installed here
    assert_refused(adder, f"{BAD / name}: {EXPECTED[name]}", BAD / name)


def test_a_pipe_a_socket_or_a_device_is_refused_at_once(adder: Adder, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    says = (
        "is a pipe, a socket or a device, not a file; save the article to a file, or give it as -"
    )
    assert_refused(adder, f"{pipe}: {says}", pipe)
    assert_refused(adder, f"/dev/zero: {says}", "/dev/zero")
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind(str(tmp_path / "s"))
        assert_refused(adder, f"{tmp_path / 's'}: {says}", tmp_path / "s")
    assert adder.add(article()).key == "k", "the book is held no longer"


def test_what_is_no_readable_file_is_refused(adder: Adder, tmp_path: Path) -> None:
    assert_refused(adder, "nothing.txt: no such file; check the name", "nothing.txt")
    address = "https://paper.example/a.html"
    says = (
        f"{address}: is an address, and nothing is fetched; save the page from your browser, then "
        "give the file, and the address as --url"
    )
    assert_refused(adder, says, address)
    assert_refused(adder, f"{tmp_path}: is a folder; name the files in it", tmp_path)
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    says = f"{loop}: cannot be read (Too many levels of symbolic links); check its permissions"
    assert_refused(adder, says, loop)


def test_a_file_without_permission_is_refused(adder: Adder) -> None:
    locked = adder.file("locked.txt", article())
    locked.chmod(0)
    if os.geteuid() != 0:
        says = f"{locked}: cannot be read (Permission denied); check its permissions"
        assert_refused(adder, says, locked)
        return
    # Root may read everything, so read as nobody, in the same code.
    code = (
        "import os\n"
        "from briefbook.sources.readers.choose import open_original\n"
        "from briefbook.sources.errors import InputError\n"
        "os.setuid(65534)\n"
        "try: open_original('locked.txt')\n"
        "except InputError as error: print(error)\n"
    )
    locked.parent.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=locked.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    said = "locked.txt: cannot be read (Permission denied); check its permissions\n"
    assert done.stdout == said, done.stderr


def test_a_file_over_the_limit_is_refused(adder: Adder) -> None:
    path = adder.file("a.txt", article())
    says = f"{path}: is larger than 100 bytes; raise the limit with --max-bytes if that is right"
    assert_refused(adder, says, path, "--max-bytes", "100")


def test_an_empty_standard_input_is_refused(adder: Adder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert_refused(adder, "-: is empty; save the article again", "-")


@pytest.mark.parametrize(
    ("name", "again"),
    [("same.txt", article()), ("crlf.txt", article().replace("\n", "\r\n")), ("b.md", article())],
)
def test_a_text_already_added_is_refused_and_its_key_is_named(
    adder: Adder, name: str, again: str
) -> None:
    adder.add(article())
    path = adder.file(name, again)
    if name == "b.md":
        path.write_text(again.replace("Officials on", "# Officials on"), encoding="utf-8")
    assert_refused(
        adder,
        f"{path}: this text was added already, as k; use --update to renew it from a changed file",
        path,
    )


@pytest.mark.parametrize(
    "key", ["Yoon", "2024", "a_b", "a b", "ключ", "../x", "a/b", "-a", "x" * 99]
)
def test_what_is_no_key_or_prefix_is_refused(adder: Adder, key: str) -> None:
    path = adder.file("a.txt", article())
    for option, what in (("--key", "key"), ("--prefix", "prefix")):
        before = adder.tree()
        done = adder.run(path, f"{option}={key}")
        assert done.status == 2
        assert done.err.startswith(f"briefbook: {key}: is not a {what}; use small letters")
        assert adder.tree() == before


def test_a_key_or_a_chapter_that_exists_is_refused(adder: Adder) -> None:
    adder.add(article())
    other = adder.file("b.txt", article(start=7))
    says = f"{other}: the key k exists in sources/k.toml; choose another with --key"
    assert_refused(adder, says, other, "--key", "k")
    (adder.root / "references.bib").write_text("@misc{taken,}\n", encoding="utf-8")
    says = f"{other}: the key taken exists in references.bib; choose another with --key"
    assert_refused(adder, says, other, "--key", "taken")
    (adder.root / "docs/chapters/mine.md").write_text("My words.\n", encoding="utf-8")
    says = (
        f"{other}: docs/chapters/mine.md exists; choose another name for the chapter with --prefix"
    )
    assert_refused(adder, says, other, "--prefix", "mine")


@pytest.mark.parametrize(
    ("bib", "says"),
    [
        (
            "@misc{a,\n  title = {x}\n@misc{b,\n}\n",
            "1: a: column 6: no brace closes the entry; write }; fix it first",
        ),
        ("\n\n@misc{a,\n", "3: a: column 6: no brace closes the entry; write }; fix it first"),
        (
            b"@misc{a,\n title = {\xff},\n}\n",
            (
                "2: not UTF-8 (byte 0xFF); save it as UTF-8 in the editor, or run "
                "`iconv -f WINDOWS-1252 "
                "-t UTF-8 references.bib > references.bib.new "
                "&& mv references.bib.new references.bib`"
                ", if it was saved on Windows or as Latin-1"
            ),
        ),
    ],
)
def test_a_bibliography_that_does_not_parse_names_its_line(
    adder: Adder, bib: str | bytes, says: str
) -> None:
    path = adder.root / "references.bib"
    path.write_bytes(bib.encode() if isinstance(bib, str) else bib)
    assert_refused(adder, f"{path.relative_to(adder.root)}:{says}", adder.file("a.txt", article()))


def test_a_folder_that_is_no_book_is_refused(adder: Adder) -> None:
    (adder.root / "conf.py").unlink()
    done = adder.run(adder.file("a.txt", article()))
    assert done.status == 2
    assert "is not a book (it has no conf.py)" in done.err
    assert not (adder.root / "sources").exists()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--date", "soon"], "--date: 'soon' is not a date; expected"),
        (["--date", "2024-13"], "--date: '2024-13': there is no month 13"),
        (["--date", "2024-11~"], "--date 2024-11~: say how it is known; add --date-basis"),
        (["--url", "javascript:x"], "--url javascript:x: give an http(s) address"),
        (["--from-bib", "none.bib"], "none.bib: cannot be read"),
        (
            ["--from-bib", "none.doc"],
            (
                "none.doc: expected .bib, .ris, .json (CSL-JSON), .xml (EndNote), .rdf or .csv "
                "(Zotero)"
            ),
        ),
    ],
)
def test_a_wrong_option_is_refused(adder: Adder, options: list[str], says: str) -> None:
    done = adder.run(adder.file("a.txt", article()), *options)
    assert done.status == 2
    assert done.err.startswith(f"briefbook: {says}")
    assert done.err.count("\n") == 1
    assert not list((adder.root / "sources").glob("*"))


def test_of_many_files_the_good_are_added_and_the_bad_listed(adder: Adder) -> None:
    good = [adder.file(f"{n}.txt", article(start=3 * n, title=f"Title {n}")) for n in range(6)]
    bad = [BAD / "empty.txt", BAD / "encrypted.pdf", good[0]]
    done = adder.run(*good[:3], bad[0], *good[3:], *bad[1:])
    assert done.status == 1
    assert len(list((adder.root / "sources").glob("*.toml"))) == 6
    assert done.out.count(": added: ") == 6
    lines = done.err.splitlines()
    assert [line.split(": ")[1] for line in lines[:3]] == [str(path) for path in bad]
    assert lines[3] == "briefbook: 6 added, 3 not"


def test_paths_cannot_leave_the_book(adder: Adder, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (adder.root / "docs/chapters").symlink_to(outside)
    done = adder.run(adder.file("a.txt", article()))
    assert done.status == 2
    assert "is outside the book" in done.err
    assert not list(outside.iterdir())
