"""Sphinx is loaded once for all outputs of a build, and each run of it starts clean."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from books import EPOCH, SMALL_CONF, SMALL_INDEX, build_book, write_files
from briefbook.building.running import loaded_sphinx
from briefbook.building.running.loaded_sphinx import LoadedSphinx
from briefbook.core.files.cache import VARIABLE
from briefbook.domain.incremental import forked_sphinx

CONF = """\
import os, pathlib, sys
with pathlib.Path("runs.txt").open("a") as runs:
    left = "left" in sys.modules
    print(os.getppid(), "matplotlib" in sys.modules, left, file=runs)
sys.modules["left"] = sys
"""
BOOK = {
    "conf.py": CONF + SMALL_CONF,
    "references.bib": "",
    "docs/index.md": SMALL_INDEX,
    "docs/one.md": "# One\n\nFirst words.\n",
}


def runs(root: Path) -> list[tuple[int, bool, bool]]:
    """Return, of each run of Sphinx, its parent, and whether it drew or found what one left."""
    lines = (root / "runs.txt").read_text("utf-8").splitlines()
    return [(int(p), drew == "True", left == "True") for p, drew, left in map(str.split, lines)]


def test_outputs_are_forked_from_one_process(tmp_path: Path) -> None:
    write_files(tmp_path, BOOK)
    build_book(tmp_path)
    (site, *site_found), (pdf, *pdf_found) = runs(tmp_path)
    assert site == pdf != os.getpid()
    assert site_found == pdf_found == [False, False]


def test_what_cannot_be_loaded_is_no_matter_where_it_is_not_needed(tmp_path: Path) -> None:
    # The book has another theme. A command that begins warm would have loaded the real one.
    write_files(tmp_path, {**BOOK, "pydata_sphinx_theme.py": "raise OSError('no theme')\n"})
    build_book(tmp_path, cold=True)
    assert len(runs(tmp_path)) == 2


@pytest.fixture
def sphinx(tmp_path: Path) -> Iterator[LoadedSphinx]:
    """Yield what runs Sphinx over a book in which a link leads nowhere."""
    write_files(tmp_path, {**BOOK, "docs/one.md": "# One\n\n[](#nowhere)\n"})
    with LoadedSphinx(tmp_path, EPOCH) as opened:
        yield opened


def run(sphinx: LoadedSphinx, doctrees: str) -> str:
    """Return what Sphinx warns of."""
    list(sphinx.run(["-q", "-b", "dummy", "-c", ".", "-d", doctrees, "docs", "out"]))
    return sphinx.complained()


def test_each_run_has_its_own_warnings_and_status(sphinx: LoadedSphinx) -> None:
    assert "nowhere" in run(sphinx, "one")
    assert sphinx.status == 0
    list(sphinx.run(["-b", "dummy", "-c", ".", "no-such-folder", "out"]))
    assert "no-such-folder" in (said := sphinx.complained())
    assert "nowhere" not in said
    assert sphinx.status == 2
    assert "nowhere" in run(sphinx, "two")
    assert sphinx.status == 0


def test_code_that_has_changed_is_loaded_anew(
    sphinx: LoadedSphinx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # An output is recorded as made from the code that is there when its run begins.
    for version in (1, 1, 2):
        monkeypatch.setattr(loaded_sphinx, "_code", lambda v=version: [("extension.py", v)])
        assert "nowhere" in run(sphinx, f"doctrees{len(list(tmp_path.iterdir()))}")
    first, second, third = (parent for parent, _drew, _left in runs(tmp_path))
    assert first == second != third


def test_all_files_of_the_package_count_as_code() -> None:
    code = dict(loaded_sphinx._code())
    package = Path(loaded_sphinx.__file__).parents[2]
    assert {str(package / "extension.py"), str(package / "core/locators/kinds.toml")} <= code.keys()
    assert any(name.endswith(".dist-info") for name in code)
    assert not any(name.endswith(".pyc") for name in code)


@pytest.mark.parametrize(
    ("page", "drawn", "loads"),
    [
        ("```{map}\nRiverton | 51.5, -0.12 |\n```\n", "", True),
        ("```{map}\nRiverton | 51.5, -0.12 |\n```\n", "map-0a.print.svg", False),
        ("No map here.\n", "", False),
    ],
    ids=["draws", "has drawn", "has none"],
)
def test_what_draws_is_loaded_where_something_is_to_be_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, drawn: str, loads: bool
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    write_files(tmp_path, {"docs/a/one.md": page, **({f"cache/{drawn}": ""} if drawn else {})})
    loaded = set(forked_sphinx.loaded_by_all(tmp_path / "docs"))
    assert "briefbook.extension" in loaded
    assert ("matplotlib.figure" in loaded) is loads
