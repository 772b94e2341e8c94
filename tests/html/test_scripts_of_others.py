"""Scripts, styles and static files of the author and of other extensions work on the site."""

from __future__ import annotations

import pytest

from books import MakeBook, SmallBook

EXTENSION = """\
def setup(app):
    app.add_js_file("theirs.js", loading_method="defer")
    app.add_js_file(None, body="window.tideOfTheirs = 4;")
"""
CONF = """
html_theme = "sphinx_book_theme"
import sys, pathlib
sys.path.insert(0, str(pathlib.Path(__file__).parent))
extensions.append("boats_extension")
html_static_path = ["docs/_static"]
html_js_files = ["scripts/own.js"]
html_css_files = ["styles/own.css"]
html_logo = "docs/_static/images/boat.svg"
"""
BOAT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 9h9L4 0z"/></svg>'
FILES = {
    "boats_extension.py": EXTENSION,
    "docs/a.md": "---\nprefix: a\n---\n\n# Boats\n\nWords.\n",
    "docs/_static/scripts/own.js": "document.title = 'own'",
    "docs/_static/styles/own.css": "body { color: black }",
    "docs/_static/theirs.js": "document.title += DOCUMENTATION_OPTIONS.VERSION",
    "docs/_static/images/boat.svg": BOAT,
}


@pytest.fixture(scope="module")
def made(make_shared_book: MakeBook) -> SmallBook:
    return make_shared_book(FILES, conf=CONF)


def test_a_page_loads_them_in_their_order_after_what_they_build_on(made: SmallBook) -> None:
    loaded = [str(each["src"]).split("?")[0] for each in made.page("a").select("script[src]")]
    others = [name.removeprefix("_static/") for name in loaded if "brief" not in name]
    assert others == ["documentation_options.js", "doctools.js", "theirs.js", "scripts/own.js"]
    assert "window.tideOfTheirs = 4;" in made.text("a.html")
    assert "DOCUMENTATION_OPTIONS.pagename" not in made.text("a.html")


def test_each_file_that_a_page_loads_is_published_whatever_its_folder(made: SmallBook) -> None:
    page = made.page("a")
    assert page.select_one('link[href^="_static/styles/own.css"]') is not None
    for each in page.select("script[src], link[rel=stylesheet], img"):
        address = str(each.get("src") or each.get("href")).split("?")[0]
        assert (made.out / address).is_file(), address
    assert (made.out / "_static/images/boat.svg").is_file()
    assert not (made.out / "_static/scripts/bootstrap.js").exists()


def test_the_logo_stands_beside_the_title(made: SmallBook) -> None:
    logo = made.page("a").select_one(".brief-brand img")
    assert logo is not None
    assert (logo["src"], logo["alt"]) == ("_static/boat.svg", "")
