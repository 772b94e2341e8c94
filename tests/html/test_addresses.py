"""Addresses that last: whatever became of its page, an id leads to its paragraph."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from books import EPOCH, SMALL_CONF, run_sphinx, write_files
from briefbook.anchors.editions.store import publish
from chapters import book, chapter
from sample_site import OpenPage, Reader

TEXT = "A paragraph that is long enough to be known again wherever somebody puts it."
A = chapter("alpha", "{#alpha-1}\nOne.", f"{{#alpha-2}}\n{TEXT}")
B = chapter("beta", "{#beta-1}\nThe second chapter {cite:p}`kontur2025`.")


def publish_and_move(root: Path, theme: str) -> Path:
    """Publish a book, move alpha-2 to chapter b and chapter a to another file; build again."""
    conf = SMALL_CONF.replace('html_theme = "basic"', f'html_theme = "{theme}"')
    write_files(root, {"conf.py": conf, **book(a=A, b=B)})
    assert not run_sphinx(root, "html").messages
    publish(root, "first")
    (root / "docs/chapters/a.md").unlink()
    moved = {
        "docs/chapters/first.md": chapter("alpha", "{#alpha-1}\nOne."),
        "docs/chapters/b.md": B + f"\n{{#alpha-2}}\n{TEXT}\n",
    }
    write_files(root, moved)
    again = run_sphinx(root, "html")
    assert not again.messages
    return again.out


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    return publish_and_move(tmp_path_factory.mktemp("moved"), "sphinx_book_theme")


def leads_to(reader: Reader, address: str) -> None:
    reader.page.wait_for_url(f"**/{address}")
    assert reader.complaints == []
    assert reader.page.locator("#" + address.partition("#")[2]).count() == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("at.html#alpha-2", "chapters/b.html#alpha-2"),
        ("at.html#Alpha-2.", "chapters/b.html#alpha-2"),
        ("at.html#ref-kontur2025", "back/sources.html#ref-kontur2025"),
        ("chapters/first.html#alpha-2", "chapters/b.html#alpha-2"),
        ("chapters/a.html#alpha-2", "chapters/b.html#alpha-2"),
        ("index.html#beta-1", "chapters/b.html#beta-1"),
    ],
)
def test_an_old_address_leads_to_the_paragraph_from_the_disk(
    moved: Path, open_page: OpenPage, asked: str, found: str
) -> None:
    reader = open_page(asked, base=moved.as_uri())
    leads_to(reader, found)


def test_a_link_within_the_page_is_looked_up_too(moved: Path, open_page: OpenPage) -> None:
    reader = open_page("chapters/first.html", base=moved.as_uri())
    reader.page.evaluate("location.hash = '#alpha-2'")
    leads_to(reader, "chapters/b.html#alpha-2")


def test_an_id_that_the_book_has_not_is_said(moved: Path, open_page: OpenPage) -> None:
    reader = open_page("at.html#alpha-99", base=moved.as_uri())
    reader.page.get_by_text("no paragraph, note or entry with the id alpha-99.").wait_for()
    assert reader.page.url.endswith("at.html#alpha-99")


def test_an_id_that_is_nearly_one_of_the_book_is_offered(moved: Path, open_page: OpenPage) -> None:
    reader = open_page("at.html#Alhpa-2", base=moved.as_uri())
    near = reader.page.locator(".brief-at-near")
    near.wait_for()
    assert near.inner_text() == "Did you mean alpha-2?"
    near.get_by_role("link", name="alpha-2").click()
    leads_to(reader, "chapters/b.html#alpha-2")


def test_without_scripts_the_old_page_lists_where_its_paragraphs_went(
    moved: Path, open_page: OpenPage
) -> None:
    reader = open_page("chapters/a.html", base=moved.as_uri(), java_script_enabled=False)
    reader.page.locator("a[href='b.html#alpha-2']").click()
    leads_to(reader, "chapters/b.html#alpha-2")


def test_the_list_is_not_loaded_where_it_is_not_needed(moved: Path, open_page: OpenPage) -> None:
    reader = open_page("chapters/b.html#alpha-2", base=moved.as_uri())
    reader.page.wait_for_load_state("networkidle")
    assert not [url for url in reader.requests if url.endswith("/anchors.js")]


def test_an_address_is_found_under_a_strict_policy(server: str, open_page: OpenPage) -> None:
    reader = open_page("at.html#ref-lake2024", base=server)
    leads_to(reader, "bibliography.html#ref-lake2024")


def test_an_address_is_found_in_another_theme(tmp_path: Path, open_page: OpenPage) -> None:
    out = publish_and_move(tmp_path, "basic")
    leads_to(open_page("at.html#alpha-2", base=out.as_uri()), "chapters/b.html#alpha-2")
    leads_to(open_page("chapters/a.html#alpha-1", base=out.as_uri()), "chapters/first.html#alpha-1")
