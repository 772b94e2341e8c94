"""What a page is made from counts by its content: an older file that is put back is read."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from books import EPOCH, SMALL_CONF, SmallBook, output_files, run_sphinx, write_files
from chapters import BIB, BIBLIOGRAPHY, NUMBERED_INDEX, chapter

# MyST's {include} asks for it in a way that Sphinx will drop.
pytestmark = pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app'")

CONF = SMALL_CONF + 'templates_path = ["looks"]\nsuppress_warnings = ["brief"]\n'
ONE = chapter(
    "one",
    "{#one-1}\nFirst words {cite:p}`yoon2024{¶ 1}`.",
    "```{include} ../../shared/words.md\n```",
    "```{literalinclude} ../../shared/code.txt\n```",
    "![A dot](dot.svg) {download}`a table <../../shared/table.csv>`",
)
FILES = {
    "conf.py": CONF,
    "references.bib": BIB,
    "looks/layout.html": '{% extends "!layout.html" %}{% block footer %}First foot{% endblock %}',
    "shared/words.md": "First included words.\n",
    "shared/code.txt": "first code\n",
    "shared/table.csv": "first,table\n",
    "docs/index.md": NUMBERED_INDEX,
    "docs/back/sources.md": BIBLIOGRAPHY,
    "docs/chapters/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    "docs/chapters/one.md": ONE,
    "docs/chapters/two.md": chapter("two", "{#two-1}\nSee [](#one-1) and [one](#one)."),
}
EDITS = {
    "references.bib": ("Yoon", "Young"),
    "looks/layout.html": ("First foot", "Other foot"),
    "shared/words.md": ("First included", "Other included"),
    "shared/code.txt": ("first code", "other code"),
    "shared/table.csv": ("first,", "other,"),
    "docs/chapters/dot.svg": ('width="9"', 'width="8"'),
    "docs/chapters/one.md": ("First words", "Other words"),
}


@pytest.fixture(autouse=True)
def same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a book that was built once; each test grows a copy of it."""
    root = tmp_path_factory.mktemp("contents") / "book"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        write_files(root, FILES)
        assert not run_sphinx(root, "html").messages
    return root


def clean_build(root: Path) -> SmallBook:
    """Build the book as it is now without anything of before, in the same place."""
    kept = root.with_name(f"{root.name}-grown")
    (root / "build").rename(kept)
    clean = run_sphinx(root, "html")
    made = output_files(clean.out)
    shutil.rmtree(root / "build")
    kept.rename(root / "build")
    grown = output_files(root / "build/html")
    assert sorted(grown) == sorted(made)
    # With themes that are not ours Sphinx's own index of words grows in the order of reading.
    other = {name for name in made if grown[name] != made[name]}
    assert other <= {"searchindex.js"}
    return clean


def test_older_files_that_are_put_back_are_read(built: Path) -> None:
    for name, (old, new) in EDITS.items():
        path = built / name
        before = path.read_text("utf-8")
        assert old in before
        path.write_text(before.replace(old, new), "utf-8")
        # As `cp -p`, `rsync -t` and `tar` leave it.
        os.utime(path, (1_000_000_000, 1_000_000_000))
    grown = run_sphinx(built, "html")
    page = grown.text("chapters/one.html")
    for words in ("Other included", "Other words", "Young", "Other foot"):
        assert words in page
    clean_build(built)
    write_files(built, {name: FILES[name] for name in EDITS})


@pytest.mark.parametrize(
    ("old", "new"),
    [(":numbered:\n", ""), ("chapters/*", "chapters/t*")],
    ids=["not numbered", "one left out"],
)
def test_numbers_that_are_taken_away_are_gone(built: Path, old: str, new: str) -> None:
    write_files(built, {"docs/index.md": NUMBERED_INDEX.replace(old, new, 1)})
    run_sphinx(built, "html")
    clean_build(built)
    write_files(built, {"docs/index.md": NUMBERED_INDEX})


def test_a_document_that_a_toctree_names_is_missed_when_it_goes(tmp_path: Path) -> None:
    index = "# A book\n\n```{toctree}\none\ntwo\n```\n"
    write_files(
        tmp_path,
        {
            "conf.py": SMALL_CONF,
            "references.bib": "",
            "docs/index.md": index,
            "docs/one.md": "# One\n",
            "docs/two.md": "# Two\n",
        },
    )
    assert not run_sphinx(tmp_path, "html").messages
    (tmp_path / "docs/two.md").unlink()
    assert "nonexisting document 'two'" in run_sphinx(tmp_path, "html").messages
    write_files(tmp_path, {"docs/two.md": "# Two\n"})
    assert not run_sphinx(tmp_path, "html").messages
