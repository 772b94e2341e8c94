"""Books to test on: small ones made of a few files, and the real one in a copy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Protocol

import pytest
from bs4 import BeautifulSoup
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from briefbook.cli import main
from commands.ready import is_wanted, run_ready
from kept import keep_templates

ROOT = Path(__file__).resolve().parents[2]
EPOCH = "1767225600"
"""2026-01-01: the build time of every book that the tests make."""

SMALL_CONF = """\
project = "A small book"
author = "The testers"
extensions = ["briefbook"]
bibtex_bibfiles = ["references.bib"]
html_theme = "basic"
nitpicky = True
brief_date = "2026-01-01"
"""
SMALL_INDEX = """\
# A small book

```{toctree}
:glob:
**
```
"""


@dataclass(frozen=True, slots=True)
class SmallBook:
    """A book of a few files after one Sphinx run.

    ``messages`` is what Sphinx warned of, one per line, paths relative to ``root``.
    """

    root: Path
    out: Path
    app: Sphinx
    messages: str

    def text(self, name: str) -> str:
        """Return one output file, such as ``chapters/martyrs.html``."""
        return (self.out / name).read_text(encoding="utf-8")

    def page(self, docname: str) -> BeautifulSoup:
        """Return one parsed HTML page, by its docname."""
        return BeautifulSoup(self.text(f"{docname}.html"), "lxml")


class MakeBook(Protocol):
    """The ``make_book`` fixture: write files, run Sphinx over them, return the book.

    ``files`` maps paths from the book's root (``docs/chapters/a.md``, ``references.bib``) to
    text; conf.py, references.bib and docs/index.md (a toctree of all) are added where they are
    missing. ``conf`` is appended to conf.py. With ``clean`` a single warning fails the test;
    without it ``.messages`` holds them. A second call with the same ``name`` builds again in
    the same place, incrementally.
    """

    def __call__(
        self,
        files: Mapping[str, str | bytes],
        builder: str = "html",
        *,
        conf: str = "",
        clean: bool = True,
        name: str = "book",
    ) -> SmallBook: ...


def maker(folder: Path) -> MakeBook:
    """Return the function that makes small books in a folder."""

    def make(
        files: Mapping[str, str | bytes],
        builder: str = "html",
        *,
        conf: str = "",
        clean: bool = True,
        name: str = "book",
    ) -> SmallBook:
        root = folder / name
        written = {"conf.py": SMALL_CONF + conf, **files}
        for path, text in {"references.bib": "", "docs/index.md": SMALL_INDEX}.items():
            if not (root / path).exists():
                written.setdefault(path, text)
        write_files(root, written)
        book = run_sphinx(root, builder)
        assert not (clean and book.messages), book.messages
        return book

    return make


@dataclass(frozen=True, slots=True)
class RealBook:
    """The book of this repository, built by ``briefbook book`` in a copy."""

    root: Path

    @property
    def html(self) -> Path:
        """The folder of the site."""
        return self.root / "build" / "html"

    @property
    def pdf(self) -> Path:
        """The one PDF."""
        (pdf,) = (self.root / "build" / "pdf").glob("*.pdf")
        return pdf


def site_pages(root: Path) -> list[Path]:
    """Return the pages of a site, without its editions in other languages and the theme's files."""
    editions = {path.parent for path in root.glob("*/objects.inv")}
    return [
        path
        for path in sorted(root.rglob("*.html"))
        if "_static" not in path.parts and editions.isdisjoint(path.parents)
    ]


def write_files(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files and the folders above them; an unchanged file keeps its time."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode()
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)


def run_sphinx(root: Path, builder: str, jobs: int = 1) -> SmallBook:
    """Run Sphinx over a book in this process, as ``sphinx-build -c . docs`` does."""
    warning = StringIO()
    out = root / "build" / builder
    # Sphinx keeps the language of an earlier book in the same process.
    locale.translators.clear()
    with patch_docutils(str(root)), docutils_namespace():
        app = Sphinx(
            srcdir=root / "docs",
            confdir=root,
            outdir=out,
            doctreedir=root / "build" / "doctrees",
            buildername=builder,
            status=None,
            warning=warning,
            parallel=jobs,
        )
        keep_templates(app)
        app.build()
    plain = re.sub(r"\x1b\[[0-9;]*m", "", warning.getvalue())
    return SmallBook(root, out, app, plain.replace(f"{root}/", ""))


@dataclass(frozen=True, slots=True)
class KeptFolder:
    """A folder as it is now, to which it can be put back: at the same path, with the same times.

    A book that many tests begin with is so built once, and each test has it unchanged.
    """

    root: Path

    def __post_init__(self) -> None:
        shutil.copytree(self.root, self._copy, symlinks=True)

    @property
    def _copy(self) -> Path:
        return self.root.with_name(f"{self.root.name} as it was")

    def restored(self) -> Path:
        """Return the folder, with what it held at first and nothing else."""
        shutil.rmtree(self.root)
        shutil.copytree(self._copy, self.root, symlinks=True)
        return self.root


def output_files(folder: Path) -> dict[str, bytes]:
    """Return every file of a site, by its path, but Sphinx's record of its own settings."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".buildinfo")
    }


def copy_book(target: Path) -> None:
    """Copy what the real book is made of, and nothing that was built, to a new folder."""
    for name in ("docs", "sources", "editions"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("texts"))
    for name in ("conf.py", "references.bib", "requirements.txt"):
        shutil.copy(ROOT / name, target / name)


def run_briefbook(
    root: Path,
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    cold: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run the ``briefbook`` command in a folder, in a process of its own.

    That process has loaded the package already: a build takes a third of the time; see
    :mod:`commands.ready`. With ``cold`` it is ``python -m briefbook``, as a person would run it;
    at least one test of each command does.
    """
    variables = {
        **os.environ,
        "SOURCE_DATE_EPOCH": EPOCH,
        "PYTHONPATH": str(ROOT / "src"),
        **(environment or {}),
    }
    if not cold and is_wanted():
        return run_ready(root, arguments, variables)
    return subprocess.run(
        [sys.executable, "-m", "briefbook", *arguments],
        cwd=root,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )


def call_briefbook(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the ``briefbook`` command in a folder, in this process, with what is patched in it.

    That is soonest for what does not run Sphinx; for what does, :func:`run_briefbook` is.
    """
    out, err = StringIO(), StringIO()
    with (
        chdir(root),
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        try:
            status = main(list(arguments))
        except SystemExit as ended:
            status = int(ended.code or 0)
    return subprocess.CompletedProcess(
        ["briefbook", *arguments], status, out.getvalue(), err.getvalue()
    )


def build_book(
    root: Path,
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    cold: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run ``briefbook book`` in a folder; fail with its messages if it fails."""
    done = run_briefbook(root, "book", *arguments, environment=environment, cold=cold)
    assert done.returncode == 0, done.stdout + done.stderr
    return done
