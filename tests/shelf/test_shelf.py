"""Many books, one library: three small books that cite each other and the same work."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from distributed import Client, LocalCluster

from books import EPOCH, ROOT, SMALL_CONF, KeptFolder, output_files, run_briefbook, write_files
from chapters import book, chapter

SHELF = """\
title = "Bridges & rivers"
url = "https://library.example"

[books]
harbour = "books/harbour"
ferry = "books/ferry"
mill = "books/mill"
"""
WORK = """\
@article{{{key},
  author = {{Bell, Ann}},
  title = {{The old bridge}},
  date = {{2025-03-01}},
  doi = {{{doi}}},
}}
"""


def conf(title: str, edition: str = "") -> str:
    said = f'brief_edition = "{edition}"\n' if edition else ""
    return SMALL_CONF.replace("A small book", title) + said


def bank(meaning: str) -> str:
    return f"# Words\n\n:::{{glossary}} words\n\nBank\n: {meaning}\n:::\n"


HARBOUR = {
    "conf.py": conf("The harbour", "2026-11"),
    **book(
        a=chapter(
            "quay",
            "{#quay-1}\nThe quay is old {cite:p}`bell2025{¶ 2}`, by the {term}`Bank`.",
            "{#quay-2}\nThe crane is new.",
        ),
        back_words=bank("The edge of the water."),
    ),
    "docs/back/time.md": "# Time\n\n```{timeline}\n```\n",
    "docs/data/events.csv": (
        "id,date,basis,title,topics,source,locator,paragraph\n"
        "crane,2024-05-02,,The crane came,work,bell2025,¶ 2,quay-1\n"
    ),
    "references.bib": WORK.format(key="bell2025", doi="10.1/bridge"),
}
FERRY = {
    "conf.py": conf("The ferry"),
    **book(
        a=chapter(
            "boat",
            "{#boat-1}\nIt lands there [](inv:harbour#quay-1) {cite:p}`old{¶ 3}`, "
            "at the {term}`Bank`.",
        ),
        back_words=bank("Where the boat lands."),
    ),
    "references.bib": WORK.format(key="old", doi="https://doi.org/10.1/BRIDGE"),
}
MILL = {
    "conf.py": conf("The mill"),
    **book(a=chapter("wheel", "{#wheel-1}\nIt turns, [as the crane does](inv:harbour#quay-2).")),
}


def write_shelf(root: Path) -> None:
    write_files(root, {"shelf.toml": SHELF})
    for name, files in {"harbour": HARBOUR, "ferry": FERRY, "mill": MILL}.items():
        write_files(root / "books" / name, files)


def build(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run_briefbook(root, "shelf", "build", *options)


def page(root: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((root / "build/library" / name).read_text("utf-8"), "lxml")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> KeptFolder:
    """Return the shelf, built one book after another."""
    root = tmp_path_factory.mktemp("shelf") / "shelf"
    write_shelf(root)
    done = build(root, "--workers", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    return KeptFolder(root)


def test_a_citation_of_another_book_names_book_and_edition(built: KeptFolder) -> None:
    link = page(built.root, "ferry/chapters/a.html").select_one("a.brief-shelf-link")
    assert link is not None
    assert link.get_text().replace("\N{NO-BREAK SPACE}", " ") == (
        "The harbour (2026-11), chapter 1, ¶ 1"
    )
    assert link["href"] == "../../harbour/chapters/a.html#quay-1"
    assert (built.root / "build/library/harbour/chapters/a.html").is_file()
    assert "The quay is old" in str(link["title"])


def test_the_pages_over_all_have_a_work_a_term_and_an_event_once(built: KeptFolder) -> None:
    catalogue = page(built.root, "index.html").select("article strong a")
    assert [(a.get_text(), a["href"]) for a in catalogue] == [
        ("The harbour (2026-11)", "harbour/index.html"),
        ("The ferry", "ferry/index.html"),
        ("The mill", "mill/index.html"),
    ]
    (work,) = page(built.root, "bibliography.html").select("article li")
    assert work.get_text().count("The old bridge") == 1
    assert [a.get_text() for a in work.select("a")] == ["The harbour (2026-11)", "The ferry"]
    (term,) = page(built.root, "glossary.html").select("article section > ul > li")
    assert [li.get_text(" ", strip=True) for li in term.select("li")] == [
        "The edge of the water. The harbour (2026-11)",
        "Where the boat lands. The ferry",
    ]
    (event,) = page(built.root, "timeline.html").select("article section > ul > li")
    assert event.get_text().startswith("2 May 2024 The crane came")


def test_the_pages_over_all_speak_the_language_of_the_shelf(built: KeptFolder) -> None:
    root = built.restored()
    write_files(root, {"shelf.toml": SHELF.replace("url =", 'language = "fr"\nurl =')})
    done = build(root)
    assert done.returncode == 0, done.stdout + done.stderr
    index = page(root, "index.html")
    assert index.html is not None and index.html["lang"] == "fr"
    harbour = index.select("article p")[0].get_text(" ", strip=True)
    # Pages of words, times and works are no chapters.
    assert harbour.endswith("1 chapitre, 2 paragraphes, 1 ouvrage, 1 terme")
    titles = ("bibliography", "glossary", "timeline")
    heads = [page(root, f"{name}.html").h1.get_text().rstrip("#") for name in titles]  # type: ignore[union-attr]
    assert heads == ["Bibliographie", "Glossaire", "Chronologie"]
    event = page(root, "timeline.html").select_one("article section > ul > li")
    assert event is not None and event.get_text().startswith("2 mai 2024")


def test_one_search_finds_passages_of_every_book(built: KeptFolder) -> None:
    data = built.root / "build/library/_brief"
    index = (data / "search/index.js").read_text("utf-8")
    pages = {row[0] for row in json.loads(index.partition("=")[2].rstrip(";\n"))["pages"]}
    assert {"harbour/chapters/a", "ferry/chapters/a", "mill/chapters/a"} <= pages
    words = "".join(path.read_text("utf-8") for path in (data / "search").glob("[0-9]*.js"))
    assert '"crane"' in words and '"boat"' in words
    script = (data / "pages/mill/chapters/a.js").read_text("utf-8")
    assert '"uri":"mill/chapters/a.html"' in script and "The mill, chapter" in script


def test_impact_looks_through_all_books(built: KeptFolder) -> None:
    done = run_briefbook(built.root, "shelf", "impact", "old")
    lines = done.stdout.replace("\N{NO-BREAK SPACE}", " ").splitlines()
    assert lines[0] == "old, “The old bridge”: 4 places in 2 books rest on it"
    assert "  event-crane  2 May 2024: The crane came: cites bell2025 ¶ 2" in lines
    assert "  quay-1       chapter 1, ¶ 1: cites bell2025 ¶ 2" in lines
    assert "  boat-1  chapter 1, ¶ 1: cites old ¶ 3" in lines
    assert "  docs/chapters/a.md:9: cites quay-1 of harbour" in lines
    crane = run_briefbook(built.root, "shelf", "impact", "harbour#quay-2", "--format", "json")
    (mill,) = json.loads(crane.stdout)["books"]
    assert (mill["book"], mill["citing"][0]["line"]) == ("mill", 9)
    wrong = run_briefbook(built.root, "shelf", "impact", "odl")
    assert "no book of the shelf lists a work 'odl'; did you mean old?" in wrong.stderr


def test_an_edit_builds_its_book_and_those_that_cite_the_paragraph(built: KeptFolder) -> None:
    root = built.restored()
    text = root / "books/harbour/docs/chapters/a.md"
    text.write_text(text.read_text("utf-8").replace("crane is new", "crane is blue"), "utf-8")
    done = build(root, "--workers", "1")
    assert done.stdout.splitlines()[:3] == ["harbour: built", "ferry: unchanged", "mill: built"]
    link = page(root, "mill/chapters/a.html").select_one("a.brief-shelf-link")
    assert link is not None and "The crane is blue" in str(link["title"])
    again = build(root, "--workers", "1").stdout.splitlines()[:3]
    assert again == ["harbour: unchanged", "ferry: unchanged", "mill: unchanged"]


def test_a_withdrawn_or_lost_paragraph_is_reported_where_it_is_cited(built: KeptFolder) -> None:
    root = built.restored()
    text = root / "books/harbour/docs/chapters/a.md"
    kept, _, _ = text.read_text("utf-8").partition("{#quay-2}")
    text.write_text(f"{kept}```{{withdrawn}} quay-2\nIt was never there.\n```\n", "utf-8")
    done = build(root, "--workers", "1")
    assert done.returncode == 1
    assert (
        "docs/chapters/a.md:9: WARNING: The harbour (2026-11) has withdrawn 'quay-2', "
        "which is cited here"
    ) in done.stderr
    text.write_text(kept, "utf-8")
    lost = build(root, "--workers", "1")
    assert "docs/chapters/a.md:9: WARNING: The harbour (2026-11) has no 'quay-2'" in lost.stderr
    assert "in books/mill:" in lost.stderr


def test_on_dask_the_bytes_are_the_same_and_a_killed_worker_costs_nothing(
    built: KeptFolder, tmp_path: Path
) -> None:
    root = built.restored()
    one_after_another = output_files(root / "build/library")
    for path in (root / "build", *root.glob("books/*/build")):
        shutil.rmtree(path)
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        command = [sys.executable, "-m", "briefbook", "shelf", "build"]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(ROOT / "src")}
        with (tmp_path / "said").open("w") as said:
            building = subprocess.Popen(
                [*command, "--scheduler", cluster.scheduler_address],
                cwd=root, env=environment, stdout=said, stderr=said,
            )  # fmt: skip
            while not (busy := [w for w, tasks in client.processing().items() if tasks]):
                assert building.poll() is None
                time.sleep(0.05)
            client.run(os._exit, 1, workers=busy[:1], on_error="ignore", wait=False)
            assert building.wait() == 0, (tmp_path / "said").read_text()
    assert output_files(root / "build/library") == one_after_another


@pytest.mark.parametrize(
    ("shelf", "said"),
    [
        ("[books]\nharbour = 'nowhere'\n", "shelf.toml:2: harbour: "),
        ("[books]\nHarbour = 'x'\n", "shelf.toml:2: 'Harbour' cannot name a book"),
        ("titel = 'x'\n[books]\n", "shelf.toml:1: 'titel' is not a setting"),
        ("title = 'x'\n[books\n", "shelf.toml:2: column 7: not valid TOML: "),
        ("[books]\n".encode("utf-16"), "shelf.toml:1: in UTF-16, not UTF-8; save it as UTF-8"),
        (None, "no shelf.toml; write one with"),
    ],
)
def test_a_wrong_shelf_is_one_line(tmp_path: Path, shelf: str | bytes | None, said: str) -> None:
    if shelf is not None:
        write_files(tmp_path, {"shelf.toml": shelf})
    done = run_briefbook(tmp_path, "shelf", "build", cold=True)
    assert done.returncode == 2
    assert said in done.stderr and len(done.stderr.splitlines()) == 1
