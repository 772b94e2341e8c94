"""A book publishes the files of its own folder alone, and none that runs something."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from sphinx.cmd.build import build_main

from books import MakeBook, SmallBook, run_sphinx, write_files
from briefbook.domain.reporting.refusal import BookRefusedError
from chapters import chapter, line_of

OUTSIDE = {
    "elsewhere/notes.md": "HARBOURKEY is kept.\n",
    "elsewhere/rates.csv": "a,b\n1,2\n",
    "elsewhere/pier.svg": "<svg/>",
    "elsewhere/lines.txt": "HARBOURKEY\n",
    "elsewhere/table.csv": "a,b\n",
}
A = chapter(
    "alpha",
    "{#alpha-1}\nTake [the rates](../../elsewhere/rates.csv) home.",
    "```{include} ../../elsewhere/notes.md\n```",
    "```{literalinclude} lines.txt\n```",
    "```{csv-table}\n:file: inner/table.csv\n```",
    "![the pier](../../elsewhere/pier.svg)",
    "![again](inside.svg)",
)
REST = "Rest\n====\n\n.. raw:: html\n   :file: ../../elsewhere/notes.md\n"
CONF = 'project = "P"\nextensions = ["briefbook"]\nhtml_theme = "basic"\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a book's folder that takes files from another folder in every way."""
    root = tmp_path / "book"
    write_files(tmp_path, OUTSIDE)
    index = "# P\n\n```{toctree}\n:glob:\n*\n```\n"
    pages = {"docs/a.md": A, "docs/rest.rst": REST, "docs/index.md": index}
    write_files(root, {"conf.py": CONF, "docs/inside.svg": "<svg/>", **pages})
    (root / "docs" / "lines.txt").symlink_to(tmp_path / "elsewhere" / "lines.txt")
    (root / "docs" / "inner").symlink_to(tmp_path / "elsewhere")
    (root / "docs" / "page.md").symlink_to(tmp_path / "elsewhere" / "notes.md")
    return root


def test_a_file_from_elsewhere_stops_the_build_at_its_line(root: Path) -> None:
    write_files(root, {"conf.py": f'{CONF}html_extra_path = [\n    "../elsewhere",\n]\n'})
    with pytest.raises(BookRefusedError) as refused:
        run_sphinx(root, "html")
    places = [line.partition(": ")[0] for line in str(refused.value).splitlines()]
    assert places == [
        "conf.py:4",
        f"docs/a.md:{line_of(A, '[the rates]')}",
        f"docs/a.md:{line_of(A, '{include}')}",
        f"docs/a.md:{line_of(A, '{literalinclude}')}",
        f"docs/a.md:{line_of(A, ':file:')}",
        f"docs/a.md:{line_of(A, '![the pier]')}",
        "docs/inner/notes.md",
        "docs/page.md",
        "docs/rest.rst:5",
    ]
    assert (
        f"{places[5]}: ../../elsewhere/pier.svg ({root.parent / 'elsewhere/pier.svg'}) "
        "is outside the book's folder and is not published; copy it into the book, or name its "
        "folder in brief_outside of conf.py [brief.file_outside]"
    ) in str(refused.value)
    kept = [path for path in (root / "build").rglob("*") if path.is_file()]
    assert [path for path in kept if b"HARBOURKEY" in path.read_bytes()] == []


def test_a_folder_may_be_named_and_a_project_that_is_no_book_is_left_alone(root: Path) -> None:
    for setting in ('brief_outside = ["../elsewhere"]', "brief_book = False"):
        text = f"{CONF}{setting}\nextensions += ['myst_parser']\nexclude_patterns = ['inner']\n"
        write_files(root, {"conf.py": text})
        assert "HARBOURKEY" in run_sphinx(root, "html").text("a.html")


RUNS = """\
<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY e "<script xmlns='http://www.w3.org/2000/svg'>ring(1)</script>">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" onload="ring(2)">
<script>ring(3)</script>&e;<a x:href="java&#10;script:ring(4)"><rect width="9"/></a>
<set attributeName="onclick" to="ring(5)"/><image x:href="data:image/png;base64,AA=="/>
</svg>
"""
TABLE = 'name,value\nloss,-5\nrun,"=cmd|ring"\n@ring,-\n+ring,"+5,3 %"\n'


@pytest.fixture(scope="module")
def site(make_shared_book: MakeBook) -> SmallBook:
    text = "![a](pier.svg)\n\nTake {download}`it <pier.svg>`, {download}`rates <rates.csv>`."
    files = {"docs/a.md": chapter("alpha", text), "docs/pier.svg": RUNS, "docs/rates.csv": TABLE}
    static = {"docs/_static/logo.svg": RUNS, "docs/plain.svg": "<svg><rect /></svg>"}
    static["docs/b.md"] = chapter("beta", "![b](plain.svg) and ![a](pier.svg)")
    conf = 'html_static_path = ["docs/_static"]\n'
    return make_shared_book({**files, **static}, conf=conf, clean=False)


def test_a_picture_is_published_without_what_it_runs(site: SmallBook) -> None:
    removed = "onload, <script>, href=javascript:ring(4), <set>"
    assert f"docs/a.md:8: WARNING: the picture pier.svg holds {removed}, which" in site.messages
    assert "WARNING: the picture _static/logo.svg holds" in site.messages
    published = [path for path in site.out.rglob("*.svg") if "brief" not in path.name]
    assert sorted(path.name for path in published) == [
        "logo.svg",
        "pier.svg",
        "pier.svg",
        "plain.svg",
    ]
    for path in published:
        text = path.read_text(encoding="utf-8")
        assert "ring(" not in text
        assert "<rect" in text
    pictures = [str(image["src"]) for image in site.page("b").select("img")]
    assert pictures == ["_images/plain.svg", "_images/pier.svg"]
    assert "image/png" in (site.out / "_images" / "pier.svg").read_text(encoding="utf-8")
    assert site.text("_images/plain.svg") == "<svg><rect /></svg>"


def test_cells_that_a_spreadsheet_would_run_are_text_in_downloads(site: SmallBook) -> None:
    (link,) = site.page("a").select("a.download[href$='.csv']")
    with (site.out / str(link["href"])).open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["name", "value"],
            ["loss", "-5"],
            ["run", "'=cmd|ring"],
            ["'@ring", "-"],
            ["'+ring", "+5,3 %"],
        ]


def test_sphinx_build_ends_with_the_lines_of_a_refusal_alone(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    status = build_main(["-q", "-c", str(root), str(root / "docs"), str(root / "out")])
    said = capfd.readouterr().err.strip().splitlines()
    assert status == 2
    assert [line for line in said if "is outside" not in line] == []
    assert len(said) > 3
