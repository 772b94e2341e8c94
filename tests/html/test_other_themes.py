"""Pages without scripts, and in other themes than the book's: colours, frame, what is ours."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from books import SMALL_CONF, write_files
from chapters import chapter
from sample_site import OpenPage, Reader

STYLE = "(e, [name, pseudo]) => getComputedStyle(e, pseudo || null)[name]"


def style(reader: Reader, selector: str, name: str) -> str:
    """Return a computed style of the first element that a selector finds."""
    return str(reader.page.locator(selector).first.evaluate(STYLE, [name, ""]))


def lightness(colour: str) -> float:
    """Return the mean of red, green and blue of ``rgb(…)``."""
    return sum(float(part) for part in re.findall(r"[\d.]+", colour)[:3]) / 3


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_without_scripts_the_colours_of_the_system_hold(open_page: OpenPage, colours: str) -> None:
    plain = open_page("chapters/river.html#river-2", colours=colours, java_script_enabled=False)
    scripted = open_page("chapters/river.html#river-2", colours=colours)
    for selector, name in (
        ("body", "backgroundColor"), ("body", "color"), ("#river-2", "backgroundColor"),
        (".bd-article a.reference.internal", "color"), (".brief-number", "color"),
    ):  # fmt: skip
        assert style(plain, selector, name) == style(scripted, selector, name)
    ground = lightness(style(plain, "body", "backgroundColor"))
    assert (ground < 60) == (colours == "dark")
    assert style(plain, "#river-2", "backgroundColor") != style(
        plain, "#river-1", "backgroundColor"
    )


def test_a_theme_that_writes_auto_has_colours(open_page: OpenPage) -> None:
    reader = open_page("chapters/river.html", colours="dark")
    reader.page.evaluate("document.documentElement.dataset.theme = 'auto'")
    assert lightness(style(reader, "body", "backgroundColor")) < 60


A = chapter(
    "alpha",
    "{#alpha-1}\nA paragraph on the {term}`quay`.[^n]",
    "{#alpha-part}\n## A part",
    "{#alpha-2}\nAnother.",
    ":::{glossary} words\nQuay\n: A place.\n:::",
    "[^n]: Comment: a note.",
)


@pytest.fixture(scope="module")
def pydata(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site in another theme; a process of its own has no templates of the book's."""
    root = tmp_path_factory.mktemp("pydata")
    conf = SMALL_CONF.replace('"basic"', '"pydata_sphinx_theme"')
    index = "# P\n\n```{toctree}\na\n```\n"
    write_files(
        root, {"conf.py": conf, "references.bib": "", "docs/index.md": index, "docs/a.md": A}
    )
    command = [sys.executable, "-m", "sphinx", "-q", "-c", ".", "docs", "out"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return root / "out"


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_another_theme_keeps_its_frame_fonts_and_colours(
    pydata: Path, open_page: OpenPage, colours: str
) -> None:
    reader = open_page("a.html#alpha-2", colours=colours, base=pydata.as_uri())
    box = {
        name: reader.page.locator(name).bounding_box()
        for name in (".bd-sidebar-primary", ".bd-article", ".bd-sidebar-secondary")
    }
    left, article, right = (found for found in box.values() if found)
    assert left["width"] > 250
    assert left["x"] + left["width"] <= article["x"]
    assert article["x"] + article["width"] <= right["x"]
    assert "Brief Serif" not in style(reader, "#alpha-1", "fontFamily")
    # The theme's colours, and ours made of them.
    dark = lightness(style(reader, "body", "backgroundColor")) < 60
    assert dark == (colours == "dark")
    assert (lightness(style(reader, "#alpha-1", "color")) > 128) == dark
    assert style(reader, "#alpha-2", "backgroundColor") == "rgba(255, 200, 40, 0.28)"
    assert style(reader, "#alpha-1 a.brief-number", "textDecorationLine") == "none"
