"""Builds in several processes: the same pages and messages as with one, and no page missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.errors import SphinxError

from books import SMALL_CONF, SmallBook, output_files, run_sphinx, write_files
from chapters import book, chapter

BOOK_THEME = SMALL_CONF.replace('"basic"', '"sphinx_book_theme"')
#: Found while reading, in the whole book, and while a page is drawn.
FINDINGS = (
    "\n\n{#a-1}\nTwice {term}`Kursc` {cite:p}`nobody{¶ 1}` [](#gone) and[^lost] {math}`{{`.\n"
)
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="9"><title>{0}</title></svg>'
NAMES = [f"n{number:02}" for number in range(1, 13)]


def _files(conf: str = BOOK_THEME, findings: str = "") -> dict[str, str]:
    """Return a book in which each chapter shows a picture of its own, all of one name."""
    files = book(
        a=chapter("a", "{#a-1}\nSee [](#n07-1)."),
        back_things="# Things\n\n:::{glossary} things\nKursk\n: A region.\n:::\n",
        back_notes="# Notes\n\n```{notes}\n```\n",
    )
    for number, name in enumerate(NAMES, 1):
        words = (
            f"{{#{name}-1}}\nAs [](#a-1){{cite:p}}`yoon2024{{¶ {number}}}` in {{term}}`Kursk`[^n]."
        )
        shown = f"![A picture](../drawn/{name}/map.svg)"
        text = chapter(name, words, shown, "[^n]: Comment: short.")
        files[f"docs/chapters/{name}.md"] = text + findings
        files[f"docs/drawn/{name}/map.svg"] = PICTURE.format(number)
    return {"conf.py": conf, **files}


def _build(root: Path, files: dict[str, str], jobs: int) -> SmallBook:
    write_files(root, files)
    return run_sphinx(root, "html", jobs=jobs)


@pytest.mark.parametrize("findings", ["", FINDINGS], ids=["clean", "with findings"])
def test_serial_and_parallel_builds_are_the_same(tmp_path: Path, findings: str) -> None:
    serial = _build(tmp_path / "1", _files(findings=findings), 1)
    parallel = _build(tmp_path / "2", _files(findings=findings), 2)
    assert bool(serial.messages) == bool(findings)
    assert ("[brief.formula]" in serial.messages) == bool(findings)
    assert parallel.messages.splitlines() == serial.messages.splitlines()
    assert output_files(parallel.out) == output_files(serial.out)


def test_an_edit_in_parallel_gives_what_a_clean_build_gives(tmp_path: Path) -> None:
    _build(tmp_path / "2", _files(), 2)
    edited = _files()
    edited["docs/chapters/n05.md"] = edited["docs/chapters/n05.md"].replace("short", "longer")
    touched = _build(tmp_path / "2", edited, 2)
    clean = _build(tmp_path / "1", edited, 1)
    assert touched.messages == clean.messages == ""
    assert output_files(touched.out) == output_files(clean.out)


@pytest.mark.parametrize("edited", [NAMES[4:5], NAMES], ids=["one", "all"])
def test_sphinx_knows_what_was_read_in_its_place(tmp_path: Path, edited: list[str]) -> None:
    files = {
        name: text for name, text in _files(SMALL_CONF).items() if name != "docs/back/notes.md"
    }
    made = _build(tmp_path, files, 2)
    for name in edited:
        (tmp_path / f"docs/chapters/{name}.md").write_text(chapter(name, "New."), "utf-8")
    assert made.app.builder.read() == [f"chapters/{name}" for name in edited]


#: An extension that learns from each resolved document, in the main process.
LEARNS = """
seen = []
def setup(app):
    app.connect("doctree-resolved", lambda app, doctree, docname: seen.append(docname))
    app.connect("build-finished", lambda app, _: (app.outdir / "seen.txt").write_text(str(seen)))
"""


@pytest.mark.parametrize("conf", [SMALL_CONF, BOOK_THEME + LEARNS], ids=["index", "extension"])
def test_what_the_main_process_learns_of_each_page_is_whole(tmp_path: Path, conf: str) -> None:
    serial = _build(tmp_path / "1", _files(conf), 1)
    parallel = _build(tmp_path / "2", _files(conf), 2)
    assert output_files(parallel.out) == output_files(serial.out)


BREAKS = """
import os
from sphinx.errors import ExtensionError
main = os.getpid()
def act(app, name, *_):
    if os.getpid() != main and "n05" in name:
        {action}
def setup(app):
    app.connect("{event}", act)
"""
WHILE = pytest.mark.parametrize("event", ["source-read", "html-page-context"])


@WHILE
def test_an_error_in_a_process_is_reported_as_it_is(tmp_path: Path, event: str) -> None:
    breaks = BREAKS.format(event=event, action="raise ExtensionError('nothing but this')")
    with pytest.raises(SphinxError, match=r"^nothing but this$"):
        _build(tmp_path, _files(BOOK_THEME + breaks), 2)


@WHILE
def test_a_process_that_is_killed_ends_the_build(tmp_path: Path, event: str) -> None:
    breaks = BREAKS.format(event=event, action="os.kill(os.getpid(), 9)")
    with pytest.raises(SphinxError, match=r"was killed \(SIGKILL\), most often because memory"):
        _build(tmp_path, _files(BOOK_THEME + breaks), 2)


def test_an_error_beside_the_end_of_a_build_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "build/html/_brief/pages"
    folder.parent.mkdir(parents=True)
    folder.write_text("no folder\n", "utf-8")
    with pytest.raises(SphinxError, match="_brief/pages"):
        _build(tmp_path, _files(), 2)
