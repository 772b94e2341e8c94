"""What the command line loads: a command that has little to do needs no library for it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from books import SMALL_CONF, SMALL_INDEX, build_book, write_files
from briefbook.anchors.editions.changes import FORMATS
from briefbook.cli import command_parsers

#: Each of them takes longer to load than the command line takes in all.
HEAVY = frozenset({
    "babel", "citeproc", "docutils", "jinja2", "latex2mathml", "lxml", "markdown_it", "matplotlib",
    "myst_parser", "numpy", "pikepdf", "pybtex", "requests", "sphinx", "trafilatura", "typst",
    "yaml",
})  # fmt: skip
ASK = """\
import json, sys
from briefbook.__main__ import main
sys.argv[0] = "briefbook"
try:
    status = main()
except SystemExit as ended:
    status = ended.code or 0
print(json.dumps([status, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


def loaded(root: Path, *arguments: str) -> frozenset[str]:
    """Return the packages that a process has loaded when a command has ended well."""
    command = [sys.executable, "-c", ASK, *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    status, modules = json.loads(done.stdout.splitlines()[-1])
    assert status == 0, done.stdout + done.stderr
    return frozenset(modules)


@pytest.mark.parametrize("arguments", [["--help"], ["book", "--help"], ["add", "--help"]])
def test_help_loads_no_library(tmp_path: Path, arguments: list[str]) -> None:
    modules = loaded(tmp_path, *arguments)
    assert "briefbook" in modules
    assert not HEAVY & modules


def test_a_build_with_nothing_to_do_loads_no_library(tmp_path: Path) -> None:
    files = {"conf.py": SMALL_CONF, "references.bib": "", "docs/index.md": SMALL_INDEX,
             "docs/page.md": "# A page\n"}  # fmt: skip
    write_files(tmp_path, files)
    first = build_book(tmp_path, "--only", "html").stdout
    assert not HEAVY & loaded(tmp_path, "book", "--only", "html")
    # It says the same of the output, and that it stands.
    second = build_book(tmp_path, "--only", "html").stdout
    assert "nothing has changed" in second
    assert [line for line in second.splitlines() if line.startswith("site:")] == [
        line for line in first.splitlines() if line.startswith("site:")
    ]


#: What a page needs that shows a check, a chart, a map, a letter of another script, or is printed.
NOT_AT_A_START = (
    "numpy", "matplotlib", "fontTools", "tinycss2", "pikepdf", "trafilatura", "segno",
    "briefbook.checks.engine", "briefbook.checks.figures", "briefbook.checks.names",
    "briefbook.pdf.layout", "briefbook.pdf.merge",
)  # fmt: skip


def test_a_start_of_sphinx_loads_what_every_page_needs_and_no_more(tmp_path: Path) -> None:
    ask = "import sys, briefbook.extension; print(*sys.modules)"
    command = [sys.executable, "-c", ask]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    modules = done.stdout.split()
    assert "briefbook.pdf.builder" in modules
    assert [name for name in modules if name.startswith(NOT_AT_A_START)] == []


def test_a_process_that_sets_pages_loads_no_sphinx(tmp_path: Path) -> None:
    ask = "import sys, briefbook.pdf.layout.tasks; print(*sys.modules)"
    command = [sys.executable, "-c", ask]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    packages = {name.partition(".")[0] for name in done.stdout.split()}
    assert "typst" in packages
    assert HEAVY & packages == {"typst"}


def test_changes_are_printed_in_each_form_that_there_is() -> None:
    (choices,) = (
        action.choices for action in command_parsers()["changes"]._actions if action.choices
    )
    assert sorted(choices) == sorted(FORMATS)
