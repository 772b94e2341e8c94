"""The handbook: its reference is as the code is, names all that is public, and it builds."""

from __future__ import annotations

import importlib.util
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import expect

from books import EPOCH, ROOT, SmallBook, call_briefbook, run_briefbook, run_sphinx
from briefbook.anchors.editions.store import read_editions
from briefbook.core.codes import Code
from reading_back.tabs import Tabs

HANDBOOK = ROOT / "handbook"
REFERENCE = HANDBOOK / "docs" / "reference"
STYLES = ROOT / "src" / "briefbook" / "html" / "static" / "styles"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", HANDBOOK / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallBook]:
    root = tmp_path_factory.mktemp("handbook") / "handbook"
    shutil.copytree(HANDBOOK, root, ignore=shutil.ignore_patterns("build", "__pycache__"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        yield run_sphinx(root, "html")


def test_the_reference_is_as_the_code_is(generator: ModuleType) -> None:
    """Renew it by ``python handbook/reference.py``."""
    there = {path.stem: path.read_text(encoding="utf-8") for path in REFERENCE.glob("*.md")}
    assert there == generator.pages()


def test_nothing_public_is_missing(built: SmallBook) -> None:
    def named(page: str, pattern: str) -> set[str]:
        return set(re.findall(pattern, (REFERENCE / f"{page}.md").read_text(encoding="utf-8")))

    options = {name for name in built.app.config.values if name.startswith("brief_")}
    assert options <= named("settings", r"## `(brief_\w+)`")
    listed = re.findall(
        r"^    ([a-z]+)(?: |$)", call_briefbook(ROOT, "--help").stdout, re.MULTILINE
    )
    assert len(listed) >= 12
    assert set(listed) == named("commands", r"## `briefbook (\w+)`")
    ours = set(built.app.registry.domain_directives["brief"])
    assert ours | {"bibliography"} <= named("directives", r"## `\{([\w-]+)\}`")
    assert {code.value for code in Code} <= named("messages", r"## `(\w+)`")
    columns = {
        column
        for path in (ROOT / "docs" / "data").glob("*.csv")
        for column in path.read_text(encoding="utf-8").splitlines()[0].split(",")
    }
    assert columns <= named("tables", r"\| `(\w+)` \|")
    used = {
        name
        for path in STYLES.glob("*.css")
        for name in re.findall(r"var\((--brief-[a-z-]+)", path.read_text(encoding="utf-8"))
    }
    assert used <= named("styles", r"`(--brief-[a-z-]+)`")


def test_the_handbook_builds_without_a_warning(built: SmallBook) -> None:
    assert built.messages == ""


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("refer to a table", "writing.html#writing-tables"),
        ("withdraw a paragraph", "writing.html#writing-withdraw"),
        ("set a style", "writing.html#writing-style"),
        ("brief_style", "reference/settings.html#reference-setting-style"),
        ("quote_near", "reference/messages.html#reference-message-quote-near"),
        ("from Word", "coming-from.html#coming-word"),
    ],
)
def test_who_knows_nothing_finds_it_by_search(
    built: SmallBook, tabs: Tabs, words: str, place: str
) -> None:
    """What is looked for is the first thing that is found."""
    page = tabs.open()
    page.goto((built.out / "index.html").as_uri())
    page.keyboard.press("Control+k")
    page.locator("dialog.brief-search input").fill(words)
    first = page.locator(".brief-hit-where a").first
    expect(first).to_be_visible()
    address = re.sub(r"\?[^#]*", "", first.get_attribute("href") or "")
    tabs.close(page)
    assert address.removeprefix(f"{built.out.as_uri()}/") == place


def test_its_paragraphs_have_numbers_that_an_edition_promises(built: SmallBook) -> None:
    editions = read_editions(HANDBOOK)
    promised = {id_ for edition in editions for id_ in edition.anchors}
    assert {"tutorial-1", "writing-withdraw", "why-verified"} <= promised
    assert "anchor_" not in built.messages


def test_its_check_is_clean(built: SmallBook) -> None:
    done = run_briefbook(built.root, "check", "--strict")
    assert (done.returncode, done.stderr) == (0, "")


def test_every_page_is_named_by_the_front_page(built: SmallBook) -> None:
    named = built.app.env.toctree_includes["index"]
    pages = {str(path.relative_to(HANDBOOK / "docs").with_suffix("")) for path in _pages()}
    assert set(named) == pages - {"index"}


def _pages() -> Iterator[Path]:
    yield from (HANDBOOK / "docs").rglob("*.md")
