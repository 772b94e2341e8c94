"""``briefbook book``: builds once, builds again only when needed, fails in plain words."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from books import (
    EPOCH,
    SMALL_CONF,
    SMALL_INDEX,
    KeptFolder,
    call_briefbook,
    run_briefbook,
    write_files,
)

BOOK = {
    "conf.py": SMALL_CONF,
    "references.bib": "",
    "docs/index.md": SMALL_INDEX,
    "docs/one.md": "# One\n\nFirst words.\n",
}
NOTHING = "nothing has changed since it was built"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "a book"
    write_files(folder, BOOK)
    return folder


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> KeptFolder:
    """Build the site of the book, for all tests that begin with a built one."""
    folder = tmp_path_factory.mktemp("built") / "a book"
    write_files(folder, BOOK)
    assert site(folder).returncode == 0
    return KeptFolder(folder)


@pytest.fixture
def built(built_once: KeptFolder) -> Path:
    """Return the folder of a book with its site, as it was when it was built."""
    return built_once.restored()


def site(root: Path) -> subprocess.CompletedProcess[str]:
    return run_briefbook(root, "book", "--only", "html")


def page(root: Path, name: str = "one") -> str:
    return (root / "build/html" / f"{name}.html").read_text(encoding="utf-8")


def test_the_first_run_says_where_how_many_and_how_long(root: Path) -> None:
    done = site(root)
    assert done.returncode == 0
    assert done.stderr == ""
    made = [path for path in (root / "build/html").rglob("*.html") if "_static" not in path.parts]
    assert len(made) > 2
    assert f"site: build/html/index.html ({len(made)} pages)" in done.stdout
    assert re.search(r"^built in \d+ s$", done.stdout, re.MULTILINE)


def test_the_second_run_builds_nothing_and_says_so(built: Path) -> None:
    before = (built / "build/html/one.html").stat().st_mtime_ns
    done = site(built)
    assert NOTHING in done.stdout
    assert "building" not in done.stdout
    assert "site: build/html/index.html" in done.stdout
    assert (built / "build/html/one.html").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("change", "shows"),
    [
        ({"docs/one.md": "# One\n\nOther words.\n"}, "Other words."),
        ({"conf.py": SMALL_CONF + 'html_title = "Renamed"\n'}, "Renamed"),
    ],
    ids=["document", "settings"],
)
def test_a_change_is_built(built: Path, change: dict[str, str], shows: str) -> None:
    write_files(built, change)
    assert NOTHING not in site(built).stdout
    assert shows in page(built)


def test_a_source_record_is_an_input_and_its_text_is_not(built: Path) -> None:
    write_files(built, {"sources/texts/a.txt": "An article."})
    assert NOTHING in site(built).stdout
    write_files(built, {"sources/a2025.toml": "# a record\n"})
    assert NOTHING not in site(built).stdout


def test_a_page_that_was_deleted_is_built_again(built: Path) -> None:
    (built / "build/html/one.html").unlink()
    assert NOTHING not in site(built).stdout
    assert "First words." in page(built)


def test_the_page_of_a_removed_document_is_gone(root: Path) -> None:
    write_files(root, {"docs/two.md": "# Two\n"})
    site(root)
    (root / "docs/two.md").unlink()
    assert site(root).returncode == 0
    assert not (root / "build/html/two.html").exists()


WARNED = {"docs/one.md": "# One\n\nBad [link](#nowhere).\n"}


def test_a_warning_is_shown_in_every_run_until_it_is_fixed_and_the_site_is_built(
    built: Path,
) -> None:
    # Said when the document is read, and never again by Sphinx alone.
    write_files(built, {"docs/one.md": "# One\n\n```{nothing}\n```\n\nBad words.\n"})
    for run in range(2):
        done = site(built)
        assert done.returncode == 1
        assert done.stderr.startswith("docs/one.md:3: WARNING:")
        assert done.stderr.count("\n") == 1
        assert (NOTHING in done.stdout) is (run == 1)
        assert "with a warning, listed above; -W makes them errors" in done.stdout
        assert "Bad" in page(built)
    # Another document is changed: Sphinx alone would not read the first one again.
    write_files(built, {"docs/index.md": SMALL_INDEX.replace("# ", "# My ")})
    assert site(built).stderr.startswith("docs/one.md:3: WARNING:")
    write_files(built, BOOK)
    done = site(built)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_was_built_without_warnings_may_have_some_with_w(built: Path) -> None:
    done = run_briefbook(built, "book", "--only", "html", "-W")
    assert NOTHING not in done.stdout
    assert done.returncode == 0
    assert NOTHING in run_briefbook(built, "book", "--only", "html", "-W").stdout
    assert NOTHING in site(built).stdout


def test_a_failed_build_says_why_and_keeps_the_last_good_site(built: Path) -> None:
    write_files(built, WARNED)
    done = run_briefbook(built, "book", "--only", "html", "-W")
    assert done.returncode == 2
    assert "docs/one.md:3: WARNING:" in done.stderr
    assert "briefbook: the site was not built: " in done.stderr
    assert "build/html/ still holds the last good one" in done.stderr
    assert "First words." in page(built)


def test_a_fault_is_reported_until_it_is_mended(root: Path) -> None:
    # Sphinx alone passes the second time: it has read the faulty document already.
    write_files(root, WARNED)
    for _ in range(2):
        done = run_briefbook(root, "book", "--only", "html", "-W")
        assert done.returncode == 2
        assert "docs/one.md:3: WARNING:" in done.stderr
    write_files(root, BOOK)
    assert site(root).returncode == 0


@pytest.mark.parametrize(
    ("conf", "said"),
    [
        (
            'def setup(app):\n    raise RuntimeError("a fault of ours")\n',
            "conf.py:9: RuntimeError: a fault of ours; fix this line",
        ),
        (
            'def setup(app):\n    app.connect("doctree-read", lambda *_: {}["nothing"])\n',
            "conf.py:9: KeyError: 'nothing'; fix this line",
        ),
    ],
    ids=["exception", "while a document is read"],
)
def test_a_crash_is_one_line_without_traceback(root: Path, conf: str, said: str) -> None:
    write_files(root, {"conf.py": SMALL_CONF + conf})
    done = site(root)
    assert done.returncode == 2
    assert done.stderr.startswith(said)
    assert "(the whole report: build/sphinx.log)" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in (root / "build/sphinx.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("conf", "said"),
    [
        ("x = (\n", "briefbook: conf.py:8: not Python: '(' was never closed; fix this line"),
        (
            "author = Ann Bell\n",
            "briefbook: conf.py:8: not Python: invalid syntax; fix this line or the one above; a",
        ),
        ("import nowhere\n", "conf.py:8: ModuleNotFoundError: No module named 'nowhere'; fix this"),
        ("x = 1 / 0\n", "conf.py:8: ZeroDivisionError: division by zero; fix this line"),
        ('extensions.append("not_one")\n', "conf.py:8: Could not import extension not_one"),
        ('html_theme = "none"\n', "conf.py:8: no theme named 'none' found"),
        ('source_suffix = {".md": "none"}\n', "conf.py:8: Source parser for none not registered"),
    ],
    ids=["syntax", "no marks", "import", "exception", "extension", "theme", "parser"],
)
def test_a_broken_conf_py_is_one_line_with_its_line(root: Path, conf: str, said: str) -> None:
    write_files(root, {"conf.py": SMALL_CONF + conf})
    done = site(root)
    assert done.returncode == 2
    assert done.stderr.splitlines()[0].startswith(said)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command", [("book", "--only", "html"), ("book", "--only", "pdf"), ("check",)]
)
def test_a_project_that_does_not_load_briefbook_is_told_how(
    root: Path, command: tuple[str, ...]
) -> None:
    text = SMALL_CONF.replace('extensions = ["briefbook"]', "extensions = []")
    write_files(root, {"conf.py": text})
    done = run_briefbook(root, *command)
    assert done.returncode == 2
    assert "conf.py:3: briefbook is not among the extensions; run: briefbook init" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_link_to_a_folder_that_contains_it_is_refused(root: Path) -> None:
    # Sphinx would read the whole project again forty times, with what was built of it.
    (root / "docs/again").symlink_to("..")
    done = call_briefbook(root, "book")
    assert done.returncode == 2
    assert done.stderr == (
        "briefbook: docs/again: a link to a folder that contains it; remove the link\n"
    )


def test_a_folder_without_a_book_is_refused(tmp_path: Path) -> None:
    done = run_briefbook(tmp_path, "book", cold=True)
    assert done.returncode == 2
    assert done.stderr == (
        f"briefbook: {tmp_path}: no conf.py with a folder docs/ beside it; "
        "run this in the book's folder, name it with --book, or make a book: briefbook new FOLDER\n"
    )
    assert not (tmp_path / "build").exists()


def test_a_damaged_record_means_a_build(built: Path) -> None:
    write_files(built, {"build/built.json": '{"version": 1, "outputs": [], "doctrees'})
    done = site(built)
    assert done.returncode == 0
    assert "building the site" in done.stdout
    assert NOTHING in site(built).stdout


def test_a_build_time_that_is_none_is_refused(root: Path) -> None:
    done = run_briefbook(root, "book", environment={"SOURCE_DATE_EPOCH": "yesterday"})
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH is 'yesterday'; give whole seconds since 1970" in done.stderr


def test_a_build_time_after_all_dates_is_refused(root: Path) -> None:
    done = run_briefbook(root, "book", environment={"SOURCE_DATE_EPOCH": "9" * 20})
    assert done.returncode == 2
    assert "give whole seconds since 1970" in done.stderr


def test_a_locale_that_is_not_installed_stops_no_build(root: Path) -> None:
    done = run_briefbook(root, "book", "--only", "html", environment={"LC_ALL": "xx_YY.UTF-8"})
    assert (done.returncode, done.stderr) == (0, "")


def test_another_build_time_is_another_book(built: Path) -> None:
    later = {"SOURCE_DATE_EPOCH": str(int(EPOCH) + 1)}
    done = run_briefbook(built, "book", "--only", "html", environment=later)
    assert NOTHING not in done.stdout
