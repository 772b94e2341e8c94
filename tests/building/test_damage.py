"""Outputs are checked, not only present; and no state of ``build/`` ends in a traceback."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest

from books import EPOCH, SMALL_CONF, SMALL_INDEX, output_files, run_briefbook, write_files
from briefbook.anchors.listing import pdf_pages
from briefbook.building import book as building
from briefbook.building.running.full_disk import full_disk
from briefbook.building.running.run import Ran
from briefbook.cli import main
from briefbook.output.protocol import Output

NOTHING = "nothing has changed since it was built"
BOOK = {
    "conf.py": SMALL_CONF,
    "references.bib": "",
    "docs/index.md": SMALL_INDEX,
    "docs/one.md": "---\nprefix: one\n---\n\n{#one}\n# One\n\n{#one-1}\nFirst words.\n",
}
PDF = "build/pdf/a-small-book.pdf"
PAGE = "build/html/one.html"
LIST = "build/html/anchors.json"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a book whose site and PDF were built once."""
    root = tmp_path_factory.mktemp("damage") / "book"
    write_files(root, BOOK)
    done = run_briefbook(root, "book")
    assert done.returncode == 0, done.stderr
    assert '"pdf_page": ' in (root / LIST).read_text("utf-8")
    shutil.copytree(root / "build", root.parent / "good")
    return root


Run = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture
def run(built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return the function that runs ``briefbook book``: its status, its words, what it built.

    In place of Sphinx the good output is copied from beside the book, so that a run takes no time.
    """
    good = built.parent / "good"
    shutil.rmtree(built / "build")
    shutil.copytree(good, built / "build")
    write_files(built, BOOK)
    monkeypatch.chdir(built)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    started: list[str] = []

    def sphinx(
        root: Path, output: Output, out: Path, *_arguments: object, **_options: object
    ) -> Ran:
        started.append(output.builder)
        shutil.copytree(good / output.name, out)
        shutil.copytree(good / "doctrees", root / "build/doctrees", dirs_exist_ok=True)
        return Ran(whole=True)

    monkeypatch.setattr(building, "run_sphinx", sphinx)

    def command(*arguments: str) -> tuple[int, str, list[str]]:
        started.clear()
        try:
            status = main(arguments or ["book"])
        except KeyboardInterrupt:  # Said where the signals are caught: test_interrupts has that.
            status = 130
        said = capsys.readouterr()
        return status, said.out + said.err, list(started)

    return command


def test_nothing_is_damaged(run: Run) -> None:
    assert run() == (0, run()[1], [])


@pytest.mark.parametrize(
    ("name", "content", "rebuilt"),
    [
        (PDF, b"", "briefpdf"),
        (PDF, b"%PDF-1.7 and no more", "briefpdf"),
        (PAGE, b"", "html"),
        (PAGE, b"half a page", "html"),
        (LIST, b"{}", "html"),
        (PDF, None, "briefpdf"),
        (PAGE, None, "html"),
    ],
)
def test_what_is_damaged_is_built_again(
    built: Path, run: Run, name: str, content: bytes | None, rebuilt: str
) -> None:
    good = {folder: output_files(built / "build" / folder) for folder in ("html", "pdf")}
    facts = (built / name).stat()
    (built / name).unlink()
    if content is not None:
        (built / name).write_bytes(content)
        os.utime(built / name, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert run()[::2] == (0, [rebuilt])
    assert good == {folder: output_files(built / "build" / folder) for folder in good}
    assert NOTHING in run()[1]


def test_a_pdf_of_somebody_else_is_left_alone(built: Path, run: Run) -> None:
    strange = built / "build/pdf/strange.pdf"
    strange.write_bytes(b"no PDF")
    status, said, started = run()
    assert (status, started) == (0, [])
    assert "strange" not in said
    strange.unlink()


@pytest.mark.parametrize(
    ("name", "stands"),
    [
        *((name, stands) for name in ("html", "pdf", "work") for stands in ("file", "nowhere")),
        ("doctrees", "file"),
        *((name, "folder") for name in ("built.json", "built.new", "lock", "begun")),
        ("html/one.html", "folder"),
    ],
)
def test_whatever_stands_in_the_way_gives_way(
    built: Path, run: Run, name: str, stands: str
) -> None:
    path = built / "build" / name
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    if stands == "file":
        path.write_text("garbage", "utf-8")
    elif stands == "folder":
        path.mkdir()
        (path / "inside").touch()
    else:
        path.symlink_to("nowhere")
    # As after a change: every step is taken.
    write_files(built, {"docs/one.md": BOOK["docs/one.md"] + f"\n{name} {stands}\n"})
    status, said, started = run()
    assert (status, started) == (0, ["html", "briefpdf"]), said
    assert "Traceback" not in said
    assert NOTHING in run()[1]


def test_a_file_in_place_of_build_is_named(built: Path, run: Run) -> None:
    (built / "build").rename(built / "kept")
    (built / "build").write_text("a file of somebody", "utf-8")
    for command in ("book", "reader"):
        status, said, _started = run(command)
        assert status == 2
        assert len(said.splitlines()) == 1
    assert "build: is not a folder; move it away" in run("book")[1]
    (built / "build").unlink()
    (built / "kept").rename(built / "build")


@pytest.mark.parametrize(
    "text", ["[]", "{", '{"version": 4}', '{"version": 4, "outputs": 3}', "[" * 9999]
)
def test_a_record_of_garbage_means_a_build(built: Path, run: Run, text: str) -> None:
    (built / "build/built.json").write_text(text, "utf-8")
    assert run()[::2] == (0, ["html", "briefpdf"])
    assert NOTHING in run()[1]


def test_damaged_doctrees_are_not_used(
    built: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run()[0] == 0
    (built / "build/doctrees/one.doctree").write_bytes(b"no pickle")
    write_files(built, {"docs/one.md": BOOK["docs/one.md"] + "\nMore.\n"})
    seen: list[bool] = []
    copy = vars(building)["run_sphinx"]

    def look(root: Path, *arguments: object, **options: object) -> Ran:
        seen.append((root / "build/doctrees").exists())
        ran: Ran = copy(root, *arguments, **options)
        return ran

    monkeypatch.setattr(building, "run_sphinx", look)
    assert run()[0] == 0
    assert seen == [False, True]


def killed(*_arguments: object) -> NoReturn:
    raise KeyboardInterrupt


def module_of(step: str) -> ModuleType:
    """Return where a step is looked up; that of the PDF's pages is loaded when it is needed."""
    return pdf_pages if step == "add_pages" else building


@pytest.mark.parametrize("step", ["put_in_place", "write_build_record", "add_pages"])
@pytest.mark.parametrize("call", [1, 2, 3, 4])
def test_a_kill_between_any_two_steps_leaves_nothing_for_good(
    built: Path, run: Run, monkeypatch: pytest.MonkeyPatch, step: str, call: int
) -> None:
    good = {folder: output_files(built / "build" / folder) for folder in ("html", "pdf")}
    write_files(built, {"docs/one.md": BOOK["docs/one.md"] + f"\n{step} {call}\n"})
    real = getattr(module_of(step), step)
    calls = []

    def once(*arguments: object) -> object:
        calls.append(step)
        return killed() if len(calls) == call else real(*arguments)

    monkeypatch.setattr(module_of(step), step, once)
    run()
    monkeypatch.setattr(module_of(step), step, real)
    assert run()[0] == 0
    assert good == {folder: output_files(built / "build" / folder) for folder in good}
    assert '"pdf_page": ' in (built / LIST).read_text("utf-8")


def test_a_list_that_was_half_written_is_taken_away(built: Path, run: Run) -> None:
    left = built / "build/html/.anchors.json.abc"
    left.touch()
    (built / "build/html/one.html").write_bytes(b"")
    assert run()[0] == 0
    assert not left.exists()


@pytest.mark.parametrize("step", ["put_in_place", "write_build_record", "add_pages", "make_folder"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_what_the_disk_refuses_is_one_line(
    built: Path, run: Run, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    def refused(*_arguments: object) -> NoReturn:
        raise OSError(number, os.strerror(number), str(built / "build/x"))

    write_files(built, {"docs/one.md": BOOK["docs/one.md"] + f"\n{step} {number}\n"})
    monkeypatch.setattr(module_of(step), step, refused)
    status, said, _started = run()
    assert status == 2
    assert said.count("\n") == 1
    assert said.startswith(f"briefbook: build/x: cannot be written: {os.strerror(number)}; ")


def test_what_is_refused_outside_build_is_not_laid_to_build(
    built: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied", str(built / "docs/parts"))

    monkeypatch.setattr("briefbook.building.records.inputs.os.scandir", refused)
    status, said, _started = run()
    assert status == 2
    assert said.startswith("briefbook: docs/parts: cannot be opened: Permission denied; see that")


def test_a_full_disk_is_one_line_however_much_sphinx_says_of_it() -> None:
    said = "".join(
        f"WARNING: error writing file build/work/html/{page}.html: [Errno 28] No space left on "
        f"device: 'build/work/html/{page}.html'\n"
        for page in range(166)
    )
    assert full_disk(said) == (
        "No space left on device for build/work/html/0.html: free some space, and run the same "
        "command again"
    )
    assert full_disk("docs/one.md:3: WARNING: something else") is None
