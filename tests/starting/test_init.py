"""`briefbook init`: an existing Sphinx project gets chapters and sources, and keeps what it has."""

from __future__ import annotations

from pathlib import Path

import pytest

from books import call_briefbook, run_briefbook, write_files

PROJECT = {
    "docs/conf.py": 'project = "Widgets"\nextensions = ["myst_parser"]\nhtml_theme = "alabaster"\n',
    "docs/index.md": "# Widgets\n\n```{toctree}\nguide\nbibliography\n```\n\n"
    "```{toctree}\n:caption: Chapters\n```\n",
    "docs/guide.md": "(The-Guide)=\n# Guide\n\nProbably [here](#The-Guide), or [there](#index)\n"
    "\n```{glossary}\nwidget\n: A thing.\n```\n",
    "docs/.gitignore": "/_build/",
    "ferry.txt": "The ferry stops\n\nBy Ada Smith\n\n1 March 2025\n\n"
    "Three bridges were closed on Monday, and the ferry took 1,200 people across.\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_files(tmp_path, PROJECT)
    return tmp_path


def call(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = call_briefbook(folder, *arguments)
    return done.returncode, done.stdout, done.stderr


def test_commands_say_where_the_project_is_and_what_lets_it_take_part(project: Path) -> None:
    missing = "briefbook: conf.py:2: briefbook is not among the extensions; run: briefbook init\n"
    assert call(project, "check") == (2, "", f"briefbook: in {project / 'docs'}\n{missing}")
    assert call(project / "docs", "check") == (2, "", missing)


def test_init_adds_at_the_end_and_replaces_nothing(project: Path) -> None:
    status, said, _ = call(project, "init")
    assert status == 0
    assert said.splitlines() == [
        "docs: conf.py: a few lines at its end",
        "docs: references.bib: new",
        "docs: bibliography.md: new",
        "docs: .gitignore: a few lines at its end",
        "next: cd docs, then briefbook add ARTICLE.html",
    ]
    for name in ("docs/conf.py", "docs/index.md", "docs/guide.md", "docs/.gitignore"):
        assert (project / name).read_text(encoding="utf-8").startswith(str(PROJECT[name])), name
    assert "\n/sources/texts/\n" in (project / "docs/.gitignore").read_text(encoding="utf-8")
    assert call(project / "docs", "init")[1].startswith(".: nothing to do: ")


def test_a_chapter_of_the_project_is_added_checked_and_built(project: Path) -> None:
    docs = project / "docs"
    call(project, "init")
    added = call(docs, "add", "../ferry.txt", "--prefix", "ferry", "--publisher", "The Post")[1]
    assert added.endswith("next: write chapters/ferry.md in your own words, then briefbook check\n")
    chapter = docs / "chapters" / "ferry.md"
    head = chapter.read_text(encoding="utf-8").partition("\n%")[0]
    written = "The ferry took 1,200 people {cite:p}`smith2025{¶ 1}`."
    chapter.write_text(f"{head}\n{written}\n", encoding="utf-8")
    assert (
        call(docs, "anchors")[1]
        == "chapters/ferry.md: ferry-1\n1 id minted\nnext: briefbook check\n"
    )
    checked = run_briefbook(docs, "check")
    assert "no errors, no warnings; verified against the texts of 1 of 1" in checked.stdout
    assert checked.stdout.endswith("\nnext: briefbook book\n")
    built = run_briefbook(docs, "book", "--only", "html")
    assert (built.returncode, built.stderr) == (0, "")
    assert 'id="ferry-1"' in (docs / "build/html/chapters/ferry.html").read_text(encoding="utf-8")
    again = call(docs, "book", "--only", "html")[1]
    assert "nothing has changed since it was built\nnext: open build/html/index.html; " in again


def test_a_project_that_begins_in_rest_is_told_its_own_page(project: Path) -> None:
    (project / "docs/index.md").unlink()
    (project / "docs/index.rst").write_text("Widgets\n=======\n\n.. toctree::\n\n   guide\n")
    call(project, "init")
    said = call(project / "docs", "add", "../ferry.txt", "--prefix", "ferry")[1]
    assert "add this line to a toctree of index.rst: chapters/ferry\n" in said
    assert "index.md" not in said


def test_pages_of_analysis_come_with_their_tables_and_are_listed(project: Path) -> None:
    call(project, "init")
    said = call(project / "docs", "init", "--with", "timeline,judgements")[1]
    assert said.splitlines()[:-1] == [
        ".: judgements.md: new",
        ".: timeline.md: new",
        ".: data/events.csv: new",
        ".: index.md: a few lines at its end",
    ]
    index = (project / "docs/index.md").read_text(encoding="utf-8")
    assert index.endswith(":maxdepth: 1\n\njudgements\ntimeline\n```\n")
    assert "nothing to do" in call(project / "docs", "init", "--with", "timeline")[1]
    assert "expected some of judgements, figures" in call(project, "init", "--with", "x")[2]


def test_where_there_is_no_project_it_says_how_to_begin_one(tmp_path: Path) -> None:
    assert call(tmp_path, "init")[2] == (
        "briefbook: .: not a Sphinx project (no conf.py here or in source, docs/source, docs, "
        "doc); name its folder, or make a book: briefbook new FOLDER\n"
    )


def test_a_project_with_lists_of_its_own_gets_room_for_chapters(project: Path) -> None:
    index = "# Widgets\n\n```{toctree}\nguide\n```\n\n```{toctree}\nfaq\n```\n"
    (project / "docs/index.md").write_text(index, encoding="utf-8")
    said = call(project, "init")[1]
    assert "docs: index.md: a few lines at its end" in said
    assert "add to a toctree" not in said
    added = call(project / "docs", "add", "../ferry.txt", "--prefix", "ferry")[1]
    assert "add this line to a toctree" not in added
    after = (project / "docs/index.md").read_text(encoding="utf-8")
    assert after.startswith(index)
    assert "\nchapters/ferry\n" in after
    assert "\nbibliography\n" in after
