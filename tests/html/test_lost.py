"""The page for a wrong address, and what depends on where the site is hosted."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from books import MakeBook
from sample_site import OpenPage

THEME = 'html_theme = "sphinx_book_theme"\n'
ONE = {"docs/page.md": "# A page\n"}


class _Host(SimpleHTTPRequestHandler):
    """A host with the site at ``/delta/``, which shows ``404.html`` for a wrong address."""

    site: Path

    def translate_path(self, path: str) -> str:
        return str(self.site / path.removeprefix("/delta/")) if path.startswith("/delta/") else ""

    def send_error(
        self, code: int, message: str | None = None, _explain: str | None = None
    ) -> None:
        page = (self.site / "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def host(site: Path) -> Iterator[str]:
    handler = type("Host", (_Host,), {"site": site})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler)) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_address[1]}"
        http.shutdown()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_wrong_address_however_deep_shows_a_page_like_all_others(
    open_page: OpenPage, host: str, colours: str
) -> None:
    reader = open_page("delta/chapters/none/of/this.html", base=host, colours=colours)
    page = reader.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    font = page.locator("h1").evaluate("element => getComputedStyle(element).fontFamily")
    assert '"Brief Serif"' in font
    # The browser says that the page itself is missing; nothing else is.
    assert [said for said in reader.complaints if "404" not in said] == []
    assert len(reader.complaints) == 1
    assert Axe().run(page, options={"preload": False}).response["violations"] == []
    page.keyboard.press("Control+k")
    page.locator("dialog input").fill("lorries")
    expect(page.locator(".brief-hits a").first).to_have_attribute(
        "href", f"{host}/delta/chapters/river.html?q=lorries#river-2"
    )
    page.get_by_role("button", name="Close").click()
    page.locator("article a").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bridges of the Delta")


def test_without_an_address_the_page_works_where_it_lies(make_book: MakeBook) -> None:
    page = make_book(ONE, conf=THEME).page("404")
    assert page.select_one("link[rel=stylesheet]")["href"] == "_static/brief-theme.css"  # type: ignore[index]
    assert page.select_one("article a")["href"] == "index.html"  # type: ignore[index]


@pytest.mark.parametrize(
    ("conf", "variable"),
    [
        ('html_baseurl = "https://book.example/x"\n', ""),
        ("", "BRIEFBOOK_URL"),
        ("", "READTHEDOCS_CANONICAL_URL"),
    ],
)
def test_a_host_can_say_where_the_site_stands(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch, conf: str, variable: str
) -> None:
    if variable:
        monkeypatch.setenv(variable, "https://book.example/x/")
    book = make_book(ONE, conf=THEME + conf)
    front = book.page("index")
    assert [link["href"] for link in front.select("link[rel=canonical]")] == [
        "https://book.example/x/index.html"
    ]
    assert front.select_one("meta[property='og:url']")["content"] == (  # type: ignore[index]
        "https://book.example/x/index.html"
    )
    assert "<loc>https://book.example/x/index.html</loc>" in book.text("sitemap.xml")
    assert book.page("404").select_one("article a")["href"] == "/x/index.html"  # type: ignore[index]


def test_an_address_that_is_none_is_reported(make_book: MakeBook) -> None:
    book = make_book(ONE, conf=THEME + 'brief_url = "book.example"\n', clean=False)
    assert "brief_url" in book.messages
    assert "https://" in book.messages


@pytest.mark.parametrize("variable", ["BRIEFBOOK_URL", "BRIEFBOOK_PDF_URL"])
def test_a_variable_that_holds_no_address_is_reported(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "book.example")
    book = make_book(ONE, conf=THEME, clean=False)
    assert f"WARNING: {variable} is 'book.example': expected an address" in book.messages
    assert book.page("index").select("link[rel=canonical]") == []
