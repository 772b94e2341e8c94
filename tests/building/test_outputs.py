"""Outputs of the book: ours, an EPUB, a part of it, and one that another package adds."""

from __future__ import annotations

import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from books import ROOT, SMALL_CONF, SMALL_INDEX, call_briefbook, run_briefbook, write_files

BOOK = {
    # Sphinx wants both for an EPUB.
    "conf.py": SMALL_CONF + 'copyright = "2026, the testers"\nversion = "1"\n',
    "references.bib": "",
    "docs/index.md": SMALL_INDEX,
    "docs/one.md": "# One\n\nFirst words.\n",
    "docs/two.md": "# Two\n\nOther words.\n",
}
NOTHING = "nothing has changed since it was built"

# All that a package needs to add an output; the builder is one of Sphinx's own.
PACKAGE = {
    "plain_words.py": """\
from dataclasses import dataclass

from briefbook.output.protocol import Output


@dataclass(frozen=True)
class TextOutput(Output):
    def report(self, root, files):
        words = sum(len((root / file).read_text().split()) for file in files)
        yield f"text: build/{self.place}/ ({words} words)"


TEXT = TextOutput("text", "text", "the plain text")
""",
    "plain_words-1.0.dist-info/METADATA": "Name: plain-words\nVersion: 1.0\n",
    "plain_words-1.0.dist-info/entry_points.txt": "[briefbook.outputs]\ntext = plain_words:TEXT\n",
}


def run(
    root: Path, *arguments: str, package: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command with a package installed beside briefbook."""
    installed = root.with_name("installed")
    write_files(installed, package or {})
    path = os.pathsep.join([str(installed), str(ROOT / "src")])
    return run_briefbook(root, *arguments, environment={"PYTHONPATH": path})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "a book"
    write_files(folder, BOOK)
    return folder


def test_a_package_adds_an_output(root: Path) -> None:
    done = run(root, "book", "--only", "text", package=PACKAGE)
    assert done.returncode == 0, done.stderr
    assert "building the plain text…" in done.stdout
    assert "text: build/text/ (16 words)" in done.stdout
    assert "Other words." in (root / "build/text/two.txt").read_text("utf-8")
    assert NOTHING in run(root, "book", "--only", "text").stdout
    write_files(root, {"docs/two.md": "# Two\n\nOther words and more.\n"})
    assert "text: build/text/ (18 words)" in run(root, "book", "--only", "text").stdout


def test_an_output_that_is_made_otherwise_is_built_again(root: Path) -> None:
    assert run(root, "book", "--only", "text", package=PACKAGE).returncode == 0
    code = PACKAGE["plain_words.py"].replace(
        '"the plain text")', '"the plain text", settings=("text_newlines=windows",))'
    )
    assert run(root, "book", "--only", "text", package={"plain_words.py": code}).returncode == 0
    assert b"Other words.\r\n" in (root / "build/text/two.txt").read_bytes()


def test_a_command_of_its_own_finishes_an_output(root: Path) -> None:
    code = PACKAGE["plain_words.py"].replace(
        '"the plain text")', '"the plain text", finish=("sh", "-c", "cat one.txt two.txt >all"))'
    )
    done = run(root, "book", "--only", "text", package=PACKAGE | {"plain_words.py": code})
    assert done.returncode == 0, done.stderr
    assert "Other words." in (root / "build/text/all").read_text("utf-8")
    good = (root / "build/text/one.txt").read_bytes()
    failing = {"plain_words.py": code.replace("cat one.txt", "echo It broke; cat none.txt")}
    done = run(root, "book", "--only", "text", package=failing)
    assert done.returncode == 2
    assert "ended with status 1; what it said is in build/text.log" in done.stderr
    assert "the plain text was not built" in done.stderr
    assert "It broke" not in (root / "build/text/all").read_text("utf-8")
    assert "none.txt" in (root / "build/text.log").read_text("utf-8")
    assert (root / "build/text/one.txt").read_bytes() == good


@pytest.mark.parametrize(
    ("package", "said"),
    [
        (
            {"plain_words.py": "import nowhere\n"},
            (
                "briefbook: the package plain-words: its output “text” cannot be loaded "
                "(ModuleNotFoundError: No module named 'nowhere'); "
                "update or uninstall the package\n"
            ),
        ),
        (
            {"plain_words.py": "TEXT = 3\n"},
            (
                "briefbook: the package plain-words: plain_words:TEXT is 3, not a "
                "briefbook.output.protocol.Output; update or uninstall the package\n"
            ),
        ),
        (
            {
                "plain_words.py": "from briefbook.output.protocol import Output\n"
                'TEXT = Output("pdf", "text", "the plain text")\n'
            },
            (
                "briefbook: the package plain-words: the output “pdf” in build/pdf/ is taken by "
                "“pdf”; uninstall the package, or ask for another name\n"
            ),
        ),
    ],
    ids=["import", "no output", "a name that is taken"],
)
def test_a_package_that_does_not_fit_is_named(
    root: Path, package: dict[str, str], said: str
) -> None:
    done = run(root, "book", package=PACKAGE | package)
    assert (done.returncode, done.stderr) == (2, said)


def test_an_epub_is_an_output_like_the_others(root: Path) -> None:
    done = run_briefbook(root, "book", "--only", "epub")
    assert done.returncode == 0, done.stderr
    assert "EPUB: build/epub/a-small-book.epub" in done.stdout
    with zipfile.ZipFile(root / "build/epub/a-small-book.epub") as epub:
        assert b"Other words." in epub.read("two.xhtml")
    assert NOTHING in call_briefbook(root, "book", "--only", "epub").stdout
    # It shares what Sphinx has read, and neither the site nor what is known of it.
    assert not (root / "build/html").exists()
    # A fault is found again and the last good file is kept, as of any output.
    write_files(root, {"docs/one.md": "# One\n\nBad [link](#nowhere).\n"})
    for _ in range(2):
        done = run_briefbook(root, "book", "-W", "--only", "epub")
        assert done.returncode == 2
        assert "docs/one.md:3: WARNING:" in done.stderr
        assert "build/epub/ still holds the last good one" in done.stderr


def test_a_part_is_printed_beside_the_whole(root: Path) -> None:
    done = run_briefbook(root, "book", "--chapters", "one", "two")
    assert done.returncode == 0, done.stderr
    (pdf,) = (root / "build/parts/one+two").glob("*.pdf")
    assert f"PDF:  {pdf.relative_to(root)} (" in done.stdout
    assert not (root / "build/pdf").exists()
    assert (
        NOTHING in call_briefbook(root, "book", "--only", "pdf", "--chapters", "one", "two").stdout
    )
    done = call_briefbook(root, "book", "--chapters", "tree")
    assert done.returncode == 2
    assert "no document fits “tree”; there are index, one, two" in done.stderr
    assert "the PDF of tree was not built" in done.stderr
    assert pdf.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["book", "--only", "docx"],
            "briefbook: no output is called “docx”; there are html, pdf, brief, epub, latexpdf\n",
        ),
        (
            ["book", "--only", "html", "--chapters", "one"],
            (
                "briefbook: the site is always the whole book; leave out --chapters, or say --only "
                "pdf\n"
            ),
        ),
        (
            ["live", "--only", "epub"],
            (
                "briefbook: the EPUB cannot be rebuilt on save; build it with briefbook book "
                "--only epub\n"
            ),
        ),
        (
            ["book", "--only", "latexpdf"],
            (
                "briefbook: make is not installed: install a TeX distribution with latexmk, or say "
                "--only pdf, which needs none\n"
            ),
        ),
    ],
)
def test_what_there_is_not_is_said_before_anything_is_built(
    root: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.setattr("briefbook.output.others.shutil.which", lambda _program: None)
    done = call_briefbook(root, *arguments)
    assert (done.returncode, done.stderr) == (2, said)
    assert not (root / "build/doctrees").exists()
