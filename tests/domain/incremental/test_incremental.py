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

from books import EPOCH, SMALL_CONF, MakeBook, output_files, run_sphinx, write_files
from chapters import BIB, BIBLIOGRAPHY, NUMBERED_INDEX, chapter

#: Generated books are small, so that a few hundred builds take minutes; raise it to search more.
EXAMPLES = int(os.environ.get("BRIEFBOOK_EXAMPLES", "5"))

Files = dict[str, str]
CONF = (
    SMALL_CONF.replace("basic", "sphinx_book_theme")
    + 'suppress_warnings = ["brief.term_unused", "brief.term_not_linked"]\n'
)
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
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
                        "![A dot](dot.svg)",
                        "{download}`the dot <dot.svg>`",
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
        "docs/chapters/dot.svg": DOT,
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
        grown = output_files(root / "build/html")
        shutil.rmtree(root / "build")
        run_sphinx(root, "html")
        clean = output_files(root / "build/html")
    assert sorted(grown) == sorted(clean)
    assert [name for name in clean if grown[name] != clean[name]] == []


def test_a_picture_that_no_page_shows_any_more_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    picture = "{#a-1}\nText ![A dot](dot.svg), {download}`kept <dot.svg>`."
    files = {
        "conf.py": CONF,
        "docs/index.md": NUMBERED_INDEX,
        "references.bib": "",
        "docs/chapters/dot.svg": DOT,
        "docs/chapters/a.md": chapter("a", picture),
    }
    site = tmp_path / "build/html"
    write_book(tmp_path, files)
    run_sphinx(tmp_path, "html")
    assert (site / "_images/dot.svg").is_file()
    assert [*site.glob("_downloads/*/dot.svg")]
    write_book(tmp_path, {**files, "docs/chapters/a.md": chapter("a", "{#a-1}\nText.")})
    run_sphinx(tmp_path, "html")
    assert not (site / "_images").exists()
    assert not (site / "_downloads").exists()


def test_a_folder_in_place_of_a_table_is_no_crash(make_book: MakeBook, tmp_path: Path) -> None:
    (tmp_path / "book/docs/data/events.csv").mkdir(parents=True)
    page = "# One\n\n```{timeline}\n```\n"
    made = make_book({"docs/one.md": page}, clean=False)
    assert "docs/one.md:3: ERROR: docs/data/events.csv does not exist" in made.messages
