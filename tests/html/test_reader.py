"""The reading edition: the sources' texts, block by block, and nowhere else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from books import SMALL_CONF, run_briefbook, run_sphinx, write_files
from chapters import chapter

WAITED = "Nineteen barges waited below the lock while the keeper looked for his key."
HOSTILE = "<script>alert(1)</script> & {cite:p}`x` [^1] **bold** </p> $x$ %5 “ok”"
ARTICLE = (
    f"Low water\n\n{WAITED}\n\nThe council met on 4 May. {HOSTILE}\n\nNobody had a second key.\n"
)
CHAPTER = chapter(
    "river",
    "{#river-1}\nShips waited {cite:p}`lock2025{¶ 1}`.[^n]",
    "{#river-2}\nA report {cite:p}`radio2025,lock2025{¶¶ 2–3}` and all of it {cite:p}`lock2025`.",
    "{#river-3}\nOnly heard {cite:p}`radio2025`.",
    "[^n]: Comment: as it says {cite:p}`lock2025{¶ 1}`.",
    source="lock2025",
)
RADIO = """
@misc{radio2025,
  author = {{Radio}},
  note = {A broadcast},
  date = {2025},
  related = {lock2025},
  relatedtype = {reportedin},
  relatedlocator = {¶ 3},
}
"""


def make_source_book(root: Path) -> Path:
    """Make a book with one restricted source; return the folder with the article."""
    write_files(
        root,
        {
            "conf.py": SMALL_CONF.replace('"basic"', '"sphinx_book_theme"'),
            "references.bib": "",
            "docs/index.md": "# The book\n\n```{toctree}\n:numbered:\n:glob:\nchapters/*\n```\n\n"
            "```{bibliography}\n```\n",
        },
    )
    write_files(root / "elsewhere", {"any name.txt": ARTICLE})
    done = run_briefbook(
        root,
        *("add", "elsewhere/any name.txt", "--key", "lock2025", "--author", "The Gazette"),
        *("--date", "2025-05"),
        environment={"BRIEFBOOK_TEXTS": str(root / "elsewhere")},
    )
    assert done.returncode == 0, done.stderr
    shutil.rmtree(root / "docs/chapters")
    write_files(root, {"docs/chapters/river.md": CHAPTER})
    with (root / "references.bib").open("a", encoding="utf-8") as file:
        file.write(RADIO)
    return root / "elsewhere"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("reading")
    folder = make_source_book(root)
    # Beside a published site, which it must not touch.
    write_files(root, {"build/html/index.html": "published"})
    done = run_briefbook(root, "reader", environment={"BRIEFBOOK_TEXTS": str(folder)})
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(
        "reading edition: build/reader/index.html (1 of 1 texts are on this disk); "
        "not for redistribution\nnext: open build/reader/index.html; do not pass it on\n"
    )
    return root


def page(book: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((book / "build/reader" / name).read_text(encoding="utf-8"), "lxml")


def test_the_whole_text_is_there_block_by_block(book: Path) -> None:
    text = page(book, "texts/lock2025.html")
    first = text.find(id="block-1")
    assert first is not None
    assert first.get_text().split(maxsplit=2)[2].strip() == WAITED
    second = text.find(id="block-2")
    assert second is not None
    # As the article has it, and none of it markup.
    assert HOSTILE in second.get_text()
    assert text.find("article").find("script") is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("block", "cited"),
    [
        ("block-1", ["river-1", "river-n-n"]),
        ("block-2", ["river-2"]),
        ("block-3", ["river-2"]),
        ("block-headline", []),
    ],
)
def test_each_block_lists_what_cites_it(book: Path, block: str, cited: list[str]) -> None:
    text = page(book, "texts/lock2025.html")
    drawn = text.find(id=block)
    assert drawn is not None
    listed = drawn.find_next_sibling()
    assert listed is not None
    links = [str(link["href"]) for link in listed.find_all("a")]
    assert links == [f"../chapters/river.html#{id_}" for id_ in cited]
    assert cited or listed.get_text() == "Cited nowhere."


def test_each_citation_leads_to_its_block(book: Path) -> None:
    river = page(book, "chapters/river.html")
    leads = [
        urljoin("chapters/river.html", str(link["href"]))
        for link in river.select("p[id] .brief-cite a")
    ]
    assert leads == [
        "texts/lock2025.html#block-1",
        # Known only through ¶ 3 of the article, so that is what there is to read.
        "texts/lock2025.html#block-3",
        "texts/lock2025.html#block-2",
        "texts/lock2025.html#text",
        "texts/lock2025.html#block-3",
    ]
    text = page(book, "texts/lock2025.html")
    assert all(text.find(id=lead.partition("#")[2]) for lead in leads)


def test_every_page_says_that_it_is_private(book: Path) -> None:
    pages = list((book / "build/reader").rglob("*.html"))
    assert len(pages) > 5
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert "not for redistribution" in text, path
        assert 'content="noindex, nofollow"' in text, path


def test_nothing_of_the_text_is_anywhere_else(book: Path) -> None:
    holders = {
        path.relative_to(book).as_posix()
        for path in book.rglob("*")
        if path.is_file() and b"Nineteen barges" in path.read_bytes()
    }
    assert holders == {"elsewhere/any name.txt", "build/reader/texts/lock2025.html"}
    assert (book / "build/html/index.html").read_text(encoding="utf-8") == "published"
    assert [path.name for path in (book / "build/html").iterdir()] == ["index.html"]


def test_the_two_kinds_of_site_are_not_built_into_one_folder(book: Path) -> None:
    """As with ``sphinx-build`` by hand: neither over the other."""
    shutil.copytree(book / "build/reader", book / "build/mixed")
    done = run_sphinx_command(book, "html", "build/mixed")
    assert "holds a reading edition with the texts of sources" in done
    (book / "build/mixed2").mkdir()
    (book / "build/mixed2/index.html").touch()
    done = run_sphinx_command(book, "briefreader", "build/mixed2")
    assert "holds a site that is not a reading edition" in done
    shutil.rmtree(book / "build/mixed")
    shutil.rmtree(book / "build/mixed2")


def run_sphinx_command(root: Path, builder: str, out: str) -> str:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-c", ".", "-b", builder, "docs", out],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode != 0
    return done.stderr


def test_without_any_text_it_says_where_it_looked(tmp_path: Path) -> None:
    make_source_book(tmp_path)
    done = run_briefbook(tmp_path, "reader", environment={"BRIEFBOOK_TEXTS": "nowhere"}, cold=True)
    assert done.returncode == 2
    assert f"none of the 1 sources' texts is in {tmp_path / 'nowhere'}: put their" in done.stderr
    assert not (tmp_path / "build/reader").exists()


def test_the_published_site_has_no_page_of_a_text(tmp_path: Path) -> None:
    make_source_book(tmp_path)
    made = run_sphinx(tmp_path, "html")
    assert not (made.out / "texts").exists()
    assert "not for redistribution" not in made.text("index.html")
    link = made.page("chapters/river").select_one("#river-1 .brief-cite a")
    assert link is not None
    assert link["href"] == "../index.html#ref-lock2025"
