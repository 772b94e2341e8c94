"""Every input counts: whatever a book is made from, a change of it is built."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

import pytest

from books import EPOCH, ROOT, SMALL_CONF, SMALL_INDEX, MakeBook, run_briefbook, write_files
from briefbook.building.records import inputs
from briefbook.building.running.run import Ran
from briefbook.cli import main
from briefbook.config import option_fields
from briefbook.domain.incremental.build_dependencies import build_dependencies
from briefbook.output.protocol import Output

NOTHING = "nothing has changed since it was built"
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="9"><path d="M0 0h9"/></svg>'
CONF = (
    SMALL_CONF.replace('"basic"', '"ours"').replace("references.bib", "bib/elsewhere.bib")
    + """
import os
import sys
from pathlib import Path

root = Path(__file__).parent
sys.path.insert(0, str(root / "code"))
import own_words

version = (root / "VERSION").read_text() + own_words.WORDS + os.environ.get("BOOK_EDITOR", "")
release = (root.parent / "beside.txt").read_text() + str(len(os.listdir(root / "volumes")))
brief_data = "../figures"
brief_fonts = ["fonts"]
brief_sources = "records"
templates_path = ["looks"]
html_theme_path = ["themes"]
html_static_path = ["styles"]
html_css_files = ["own.css"]
html_extra_path = ["extra"]
html_logo = "logo.svg"
html_favicon = "favicon.svg"
html_context = {"banner": "pictures/banner.svg"}
latex_logo = "pictures/latex.png"
locale_dirs = ["../locales"]
suppress_warnings = ["brief"]
"""
)
ONE = """\
# One

```{include} ../shared/words.md
```

```{literalinclude} ../shared/code.txt
```

![A dot](../pictures/dot.svg)

{download}`a table <../shared/table.csv>`
"""
BOOK = {
    "conf.py": CONF,
    "VERSION": "1",
    "../beside.txt": "words",
    "code/own_words.py": "WORDS = 'one'\n",
    "volumes/first": "",
    "bib/elsewhere.bib": "",
    "figures/readings.csv": "measure\n",
    "fonts/LICENSE": "none",
    "records/receipts.json": '{"version": 1}',
    "looks/own.html": "words",
    "themes/ours/theme.toml": '[theme]\ninherit = "basic"\n',
    "styles/own.css": "p {}\n",
    "extra/robots.txt": "one",
    "logo.svg": DOT.format(1),
    "favicon.svg": DOT.format(1),
    "pictures/banner.svg": DOT.format(1),
    "pictures/dot.svg": DOT.format(1),
    "pictures/latex.png": "",
    "locales/readme.txt": "none",
    "shared/words.md": "Shared words.\n",
    "shared/code.txt": "Shared code.\n",
    "shared/table.csv": "a,b\n",
    "elsewhere/linked.md": "# Linked\n\nWords.\n",
    "editions/confirmed.txt": "",
    "sources/texts/article.txt": "An article.",
    "docs/index.md": SMALL_INDEX,
    "docs/texts/article.md": "# Article\n\nFirst words.\n",
    "docs/one.md": ONE,
}
NO_INPUT = "sources/texts/article.txt"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a book that is made from all that a book can be made from, built once."""
    folder = tmp_path_factory.mktemp("inputs") / "book"
    write_files(folder, BOOK)
    (folder / "docs/linked").symlink_to("../elsewhere")
    done = run_briefbook(folder, "book", "--only", "html")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


Rebuilds = Callable[[], bool]


@pytest.fixture
def rebuilds(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Rebuilds:
    """Return the function that runs the command up to Sphinx, and tells whether it came there."""
    monkeypatch.chdir(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    started: list[str] = []

    def no_sphinx(_root: Path, output: Output, *_arguments: object, **_options: object) -> Ran:
        started.append(output.builder)
        return Ran(whole=False)

    monkeypatch.setattr("briefbook.building.book.run_sphinx", no_sphinx)

    def run() -> bool:
        started.clear()
        record = (root / "build/built.json").read_bytes()
        main(["book", "--only", "html"])
        (root / "build/built.json").write_bytes(record)
        assert bool(started) != (NOTHING in capsys.readouterr().out)
        return bool(started)

    return run


@contextmanager
def changed(path: Path, text: str) -> Iterator[None]:
    """Give a file another text, with its old time and size, and take it back in the end."""
    before, facts = path.read_bytes(), path.stat()
    path.write_text(text, "utf-8")
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    try:
        yield
    finally:
        path.write_bytes(before)


@pytest.mark.parametrize("name", [name for name in BOOK if name != NO_INPUT])
def test_a_file_that_the_book_is_made_from(root: Path, rebuilds: Rebuilds, name: str) -> None:
    assert not rebuilds()
    # Still Python where it was: a conf.py that is none is refused before anything is compared.
    with changed(root / name, BOOK[name][:-1] + " "):
        assert rebuilds()
    assert not rebuilds()


@pytest.mark.parametrize(
    "name",
    [
        "docs/new.md",
        "docs/linked/new.md",
        "styles/new.css",
        "looks/new.html",
        "themes/ours/new.html",
        "extra/new.txt",
        "fonts/new.ttf",
        "figures/events.csv",
        "records/new.toml",
        "locales/de/LC_MESSAGES/one.mo",
        "editions/2026.json",
        "volumes/second",
        "references.bib",
        "docutils.conf",
    ],
)
def test_a_file_that_appears(root: Path, rebuilds: Rebuilds, name: str) -> None:
    write_files(root, {name: "new"})
    assert rebuilds()
    (root / name).unlink()
    assert not rebuilds()


@pytest.mark.parametrize("name", ["looks/own.html", "docs/texts/article.md", "shared/words.md"])
def test_a_file_that_goes(root: Path, rebuilds: Rebuilds, name: str) -> None:
    (root / name).rename(root / "gone")
    assert rebuilds()
    (root / "gone").rename(root / name)
    assert not rebuilds()


READ = ("BRIEFBOOK_URL", "BRIEFBOOK_PDF_URL", "READTHEDOCS_CANONICAL_URL", "BOOK_EDITOR")
NOT_READ = (
    "BRIEFBOOK_CACHE", "BRIEFBOOK_CHECK_CHANGED", "BRIEFBOOK_LIVE_HOST",
    "BRIEFBOOK_SIGN_PASSPHRASE", "BRIEFBOOK_TEXTS", "COLUMNS", "PAGER", "http_proxy",
)  # fmt: skip


def test_no_variable_of_ours_is_forgotten_here() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    named = set(re.findall(r'"(BRIEFBOOK_[A-Z_]+)"', code))
    assert named == {name for name in (*READ, *NOT_READ) if name.startswith("BRIEFBOOK_")}


@pytest.mark.parametrize("name", READ)
def test_a_variable_that_is_read(
    rebuilds: Rebuilds, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "https://briefing.example.org")
    assert rebuilds()
    monkeypatch.delenv(name)
    assert not rebuilds()


def test_whatever_a_setting_names_counts(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each setting that Sphinx, our own or another extension has, one by one."""
    files = {"docs/one.md": "# One\n", "shared/named.txt": "", "shared/folder/in.txt": ""}
    app = make_book(files, "text").app
    file, folder = (
        str(Path(app.confdir, "shared", name).resolve()) for name in ("named.txt", "folder")
    )
    before = {option.name: option.value for option in app.config}
    assert {f"brief_{option.name}" for option in option_fields()} <= before.keys()
    for name, value in before.items():
        is_text = isinstance(value, str)  # Of which Sphinx makes other settings.
        new = "shared/named.txt" if is_text else ["shared/named.txt", {"any": ("shared/folder",)}]
        with monkeypatch.context() as patch:
            patch.setattr(app.config, name, new)
            named = set(build_dependencies(app).paths)
        assert named >= ({file} if is_text else {file, folder}), name


def test_a_secret_that_is_read_is_not_written_down(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "conf.py": SMALL_CONF + "import os\nrelease = str(len(os.environ['TOKEN']))\n",
            "references.bib": "",
            "docs/index.md": "# A book\n",
        },
    )
    done = run_briefbook(tmp_path, "book", "--only", "html", environment={"TOKEN": "s3cret"})
    assert done.returncode == 0, done.stderr
    record = (tmp_path / "build/built.json").read_text(encoding="utf-8")
    assert "TOKEN" in record
    assert "s3cret" not in record


@pytest.mark.parametrize("name", NOT_READ)
def test_a_variable_that_no_page_depends_on(
    rebuilds: Rebuilds, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "other")
    assert not rebuilds()


@pytest.mark.parametrize("name", ["sphinx", "sphinx-book-theme", "pydata-sphinx-theme", "docutils"])
def test_a_package_of_another_version(
    rebuilds: Rebuilds, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    real = inputs.installed_version
    monkeypatch.setattr(
        inputs, "installed_version", lambda asked: "99" if asked.lower() == name else real(asked)
    )
    assert rebuilds()


def test_a_version_is_the_one_that_the_standard_library_knows() -> None:
    for each in metadata.distributions():
        assert inputs.installed_version(each.name) == metadata.version(each.name)
    assert inputs.installed_version("no-such-package") == "missing"


def test_what_is_no_input(root: Path, rebuilds: Rebuilds) -> None:
    write_files(root, {NO_INPUT: "Another article.", "notes.txt": "not of the book"})
    # Editors mark an open file so.
    (root / "docs/.#one.md").symlink_to("nobody@nowhere.1")
    assert not rebuilds()
    (root / "docs/.#one.md").unlink()


def test_a_link_round_in_a_circle_is_walked_once(root: Path, rebuilds: Rebuilds) -> None:
    link = root / "extra/self"
    link.symlink_to(".")
    rebuilds()
    link.unlink()
    assert not rebuilds()


def test_a_link_to_itself_leads_nowhere(root: Path, rebuilds: Rebuilds) -> None:
    link = root / "extra/loop.txt"
    link.symlink_to("loop.txt")
    assert not rebuilds()
    link.unlink()


def test_a_link_to_another_folder(root: Path, rebuilds: Rebuilds) -> None:
    shutil.copytree(root / "elsewhere", root / "third")
    write_files(root, {"third/linked.md": "# Third\n"})
    link = root / "docs/linked"
    link.unlink()
    link.symlink_to("../third")
    assert rebuilds()
    link.unlink()
    link.symlink_to("../elsewhere")
    assert not rebuilds()


WRITES = """
def setup(app):
    def save(app, docname, source):
        if docname == "one":
            (app.confdir / "docs/two.md").write_text("# Two\\n\\nSaved meanwhile.\\n")
            (app.confdir / "looks/late.html").write_text("late")
    app.connect("source-read", save)
"""


def test_what_changes_during_a_build_is_built_by_the_next(tmp_path: Path) -> None:
    files = {
        "conf.py": SMALL_CONF + 'templates_path = ["looks"]\n' + WRITES,
        "references.bib": "",
        "looks/own.html": "words",
        "docs/index.md": SMALL_INDEX,
        "docs/one.md": "# One\n",
        "docs/two.md": "# Two\n\nFirst words.\n",
    }
    write_files(tmp_path, files)
    done = run_briefbook(tmp_path, "book", "--only", "html")
    assert done.returncode == 0, done.stderr
    done = run_briefbook(tmp_path, "book", "--only", "html")
    assert NOTHING not in done.stdout
    assert "Saved meanwhile." in (tmp_path / "build/html/two.html").read_text(encoding="utf-8")
