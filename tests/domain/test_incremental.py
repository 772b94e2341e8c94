"""After any edits an incremental build is what a clean build is, and no more was written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from books import EPOCH, SMALL_CONF, MakeBook, run_sphinx, write_files
from chapters import BIB, BIBLIOGRAPHY, NUMBERED_INDEX, book, chapter

#: Generated books are small, so that a few hundred builds take minutes; raise it to search more.
EXAMPLES = int(os.environ.get("BRIEFBOOK_EXAMPLES", "8"))

Files = dict[str, str]
CONF = (
    SMALL_CONF.replace("basic", "sphinx_book_theme")
    + 'suppress_warnings = ["brief.term_unused", "brief.term_not_linked"]\n'
)
NAMES = ("a", "b", "c", "d")
BIB_EDITS = (("Yoon", "Young"), ("A headline", "A head"), ("2025}", "2026}"))
TERMS = ("Kursk", "Hub", "Storm")


@st.composite
def paragraphs(draw: st.DrawFn, name: str) -> str:
    """One chapter that links, cites and defines whatever the others may have."""
    title = draw(st.sampled_from(("One", "Two")))
    blocks = []
    for number in range(1, draw(st.integers(2, 3))):
        links = draw(
            st.lists(
                st.sampled_from(
                    [
                        *(f"[](#{other}-1)" for other in NAMES),
                        *(f"[](#{other}-n-x)" for other in NAMES),
                        *(f"{{term}}`{term}`" for term in TERMS),
                        "{cite:p}`kontur2025{¶ 1}`",
                        "{cite:p}`cnn2025,kontur2025{¶ 8}`",
                        "{cite:t}`yoon2024`",
                        "words[^x]",
                        "other words[^y]",
                    ]
                ),
                max_size=4,
            )
        )
        blocks.append(f"{{#{name}-{number}}}\nText {' '.join(links)}.")
    blocks.append(draw(st.sampled_from(("## A section", "## Another", "Plain."))))
    notes = [
        f"[^{label}]: Comment: {draw(st.sampled_from(('short', 'see [](#b-1)', '{term}`Hub`')))}."
        for label in "xy"
        if any(f"[^{label}]" in block for block in blocks)
    ]
    card = "```{source}\n```"
    text = chapter(name, card, *blocks, *notes, source="kontur2025")
    return text.replace(f"# The {name} chapter", f"# {title} {name}")


@st.composite
def glossaries(draw: st.DrawFn) -> str:
    terms = draw(st.lists(st.sampled_from(TERMS), min_size=1, unique=True))
    entries = [
        f"{term}\n: {draw(st.sampled_from(('A thing', 'One {cite:p}`yoon2024{¶ 2}`')))}."
        for term in terms
    ]
    return "# Things\n\n:::{glossary} things\n" + "\n\n".join(entries) + "\n:::\n"


@st.composite
def edits(draw: st.DrawFn, files: Files) -> Files:
    """Return the files after one edit; a new file is an added chapter, ``None`` none."""
    chapters = sorted(path for path in files if path.startswith("docs/chapters/"))
    kind = draw(st.sampled_from(("write", "write", "delete", "rename", "glossary", "bib", "touch")))
    event(kind)
    edited = dict(files)
    if kind == "write":
        name = draw(st.sampled_from(NAMES))
        edited[f"docs/chapters/{name}.md"] = draw(paragraphs(name))
    elif kind == "delete" and len(chapters) > 1:
        del edited[draw(st.sampled_from(chapters))]
    elif kind == "rename":
        old = draw(st.sampled_from(chapters))
        new = f"docs/chapters/{draw(st.sampled_from(('0', 'z')))}{Path(old).name[-4:]}"
        edited[new] = edited.pop(old)
    elif kind == "glossary":
        edited["docs/back/things.md"] = draw(glossaries())
    elif kind == "bib":
        change = draw(st.sampled_from(BIB_EDITS))
        edited["references.bib"] = BIB.replace(*change)
    elif kind == "touch":
        edited["touched"] = draw(st.sampled_from(chapters))
    return edited


@st.composite
def histories(draw: st.DrawFn) -> list[Files]:
    files = {
        "conf.py": CONF,
        "references.bib": BIB,
        "docs/index.md": NUMBERED_INDEX,
        "docs/back/sources.md": BIBLIOGRAPHY,
        "docs/back/notes.md": "# Notes\n\n```{notes}\n```\n\n```{index-of} things\n```\n",
        "docs/back/things.md": draw(glossaries()),
        "docs/chapters/a.md": draw(paragraphs("a")),
        "docs/chapters/b.md": draw(paragraphs("b")),
    }
    history = [files]
    for _ in range(draw(st.integers(1, 3))):
        history.append(draw(edits(history[-1])))
    return history


def write_book(root: Path, files: Files) -> None:
    """Make a folder hold these files and no other source."""
    touched = files.get("touched")
    kept = {path: text for path, text in files.items() if path != "touched"}
    for path in [*root.glob("docs/**/*.md")]:
        if str(path.relative_to(root)) not in kept:
            path.unlink()
    write_files(root, kept)
    if touched:
        path = root / touched
        path.write_text(path.read_text("utf-8"), "utf-8")


def output(folder: Path) -> dict[str, bytes]:
    """Return every file of a site but Sphinx's record of its own settings."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".buildinfo"
    }


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name).resolve()


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(history=histories())
def test_an_incremental_build_is_a_clean_build(
    history: list[Files], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    with folder() as root:
        for files in history:
            write_book(root, files)
            run_sphinx(root, "html")
        grown = output(root / "build/html")
        shutil.rmtree(root / "build")
        run_sphinx(root, "html")
        clean = output(root / "build/html")
    assert sorted(grown) == sorted(clean)
    assert [name for name in clean if grown[name] != clean[name]] == []


A = chapter("a", "{#a-1}\nSee [](#b-1) and [](#b-n-n).", "{#a-2}\nOn {term}`Kursk`.")
B = chapter("b", "{#b-1}\nWords[^n] {cite:p}`kontur2025{¶ 1}`.", "[^n]: Comment: short.")
C = chapter("c", "{#c-1}\nNothing of others.")
THINGS = "# Things\n\n:::{glossary} things\nKursk\n: A region.\n:::\n"
START = book(a=A, b=B, c=C, back_things=THINGS, back_notes="# Notes\n\n```{notes}\n```\n")
LISTING = {"index"}
#: What is edited, and the pages whose content it changes beside those that list the chapters.
EDITS = {
    "words": ({"docs/chapters/c.md": C.replace("Nothing", "Something")}, {"chapters/c"}),
    "a new call moves a note's number": (
        {"docs/chapters/b.md": B.replace("Words", "New[^m] words") + "\n[^m]: Comment: new.\n"},
        {"chapters/a", "chapters/b", "back/notes"},
    ),
    "a citation": (
        {"docs/chapters/c.md": C.replace("others.", "others {cite:p}`kontur2025{¶ 2}`.")},
        {"chapters/c", "back/sources"},
    ),
    "a term": (
        {"docs/chapters/c.md": C.replace("others.", "{term}`Kursk`.")},
        {"chapters/c", "back/things"},
    ),
    "a glossary entry's text": (
        {"docs/back/things.md": THINGS.replace("A region", "A place")},
        {"back/things"},
    ),
    "a source's name": (
        {"references.bib": BIB.replace("{{Kontur}}", "{{Contour}}")},
        {"chapters/b", "back/sources"},
    ),
    "a source's title": (
        {"references.bib": BIB.replace("A headline", "A head")},
        {"back/sources"},
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_only_pages_that_change_are_written(make_book: MakeBook, edit: str) -> None:
    files, expected = EDITS[edit]
    before = make_book(START)
    pages = {path: path.stat().st_mtime_ns for path in before.out.rglob("*.html")}
    texts = {path: path.read_text("utf-8") for path in pages}
    make_book(files)
    written = {_docname(before.out, p) for p, time in pages.items() if p.stat().st_mtime_ns != time}
    changed = {_docname(before.out, p) for p, old in texts.items() if p.read_text("utf-8") != old}
    assert changed == expected
    assert written - SPHINX_PAGES <= expected | LISTING


#: No document stands behind them; Sphinx draws them in every build.
SPHINX_PAGES = {"at", "genindex", "search"}


def _docname(out: Path, page: Path) -> str:
    return page.relative_to(out).as_posix().removesuffix(".html")


def test_a_build_without_an_edit_writes_no_page(make_book: MakeBook) -> None:
    before = make_book(START)
    pages = {path: path.stat().st_mtime_ns for path in before.out.rglob("*.html")}
    make_book({})
    written = {_docname(before.out, p) for p, time in pages.items() if p.stat().st_mtime_ns != time}
    assert written - SPHINX_PAGES == set()


def test_a_build_by_another_builder_hides_no_change(make_book: MakeBook) -> None:
    make_book(START)
    make_book(EDITS["a new call moves a note's number"][0], "text")
    made = make_book({})
    assert "chapter\N{NO-BREAK SPACE}2, note\N{NO-BREAK SPACE}2" in made.text("chapters/a.html")


def test_a_build_that_broke_off_is_made_up_for(make_book: MakeBook) -> None:
    before = make_book(START)
    edited = EDITS["a new call moves a note's number"][0]
    broken = "def setup(app):\n    app.connect('write-started', lambda *_: 1 / 0)\n"
    with pytest.raises(Exception, match="division by zero"):
        make_book(edited, conf=broken)
    (before.root / "conf.py").write_text(SMALL_CONF, "utf-8")
    made = make_book({})
    assert "note\N{NO-BREAK SPACE}2" in made.text("chapters/a.html")


def test_the_page_of_a_removed_chapter_goes(make_book: MakeBook) -> None:
    made = make_book(START)
    assert (made.out / "chapters/c.html").exists()
    (made.root / "docs/chapters/c.md").unlink()
    make_book({})
    left = sorted(p.relative_to(made.out).as_posix() for p in made.out.rglob("c.*"))
    assert left == []


@pytest.mark.parametrize("wrong", [False, True], ids=["clean", "with findings"])
def test_serial_and_parallel_builds_are_the_same(tmp_path: Path, wrong: bool) -> None:
    findings = "\n\n{#a-1}\nTwice {term}`Kursc` {cite:p}`nobody{¶ 1}` [](#gone) and[^lost].\n"
    files = {"conf.py": SMALL_CONF, **START}
    for number in range(12):
        name = f"n{number}"
        text = chapter(name, f"{{#{name}-1}}\nAs [](#a-1){{cite:p}}`yoon2024{{¶ {number + 1}}}`.")
        files[f"docs/chapters/{name}.md"] = text + (findings if wrong else "")
    sites, messages = [], []
    for jobs in (1, 2):
        root = tmp_path / str(jobs)
        write_files(root, files)
        made = run_sphinx(root, "html", jobs=jobs)
        sites.append(output(made.out))
        messages.append(made.messages)
    assert bool(messages[0]) == wrong
    assert sorted(messages[0].splitlines()) == sorted(messages[1].splitlines())
    assert sites[0] == sites[1]
