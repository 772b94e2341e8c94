"""``python -m briefbook.pdf.live``: rebuild the PDF whenever something is saved.

One Sphinx and one Typst compiler stay alive, so that only a changed document is read,
translated and set again. The PDF is a draft: without heads and feet, its anchors have no names, a
line may stand alone, and a page that another one names is that of the save before.
What the site reports of a document is not reported a second time here.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from briefbook.core.files.book_folder import pages_folder
from briefbook.core.files.writing import begun

if TYPE_CHECKING:
    from briefbook.pdf.builder import BriefPdfBuilder

_WATCHED = ("conf.py", "references.bib", "sources", "src/briefbook")
_STEP = 0.1
"""Seconds between two checks of the files; a save is complete when two checks agree."""


def main() -> None:
    """Build and watch, until interrupted."""
    root = Path.cwd()
    # Before anything is read: what is saved meanwhile is a change too.
    seen = _stamps(root)
    with patch_docutils(str(root)), docutils_namespace():
        try:
            _follow(root, seen)
        except (SphinxError, OSError, ValueError) as error:
            # The site's own build says more; the next save may fix it.
            print(f"the PDF was not made: {' '.join(str(error).split())}", flush=True)
            for _changes in _saves(root, seen):
                _begin_anew()
        except KeyboardInterrupt:
            pass


def _follow(root: Path, seen: dict[Path, tuple[int, int]]) -> None:
    said = StringIO()
    build = root / "build" / "live"
    app = Sphinx(
        root / pages_folder(root), root, build / "pdf", build / "pdf-doctrees", "briefpdf",
        status=None, warning=said,
    )  # fmt: skip
    cast("BriefPdfBuilder", app.builder).draft = True
    _build(app, said, root)
    for changed in _saves(root, seen):
        if not _only_documents(root, changed):
            _begin_anew()
        _build(app, said, root)


def _saves(root: Path, before: dict[Path, tuple[int, int]]) -> Iterator[set[Path]]:
    """Yield the files that were changed, made or removed since ``before``, after each save."""
    while True:
        time.sleep(_STEP)
        now = _stamps(root)
        if now != before:
            while (later := _stamps_after(root)) != now:
                now = later
            yield {path for path, _stamp in set(before.items()) ^ set(now.items())}
            before = now


def _stamps_after(root: Path) -> dict[Path, tuple[int, int]]:
    time.sleep(_STEP)
    return _stamps(root)


def _stamps(root: Path) -> dict[Path, tuple[int, int]]:
    """Return size and time of every file that the book is made from."""
    found = {}
    pages = [pages_folder(root)]
    if pages == ["."]:  # beside conf.py, and so is what is built
        entries = [each.name for each in root.iterdir()]
        pages = [name for name in entries if name[0] not in "._" and name != "build"]
    for name in (*pages, *_WATCHED):
        for path in ((root / name), *(root / name).rglob("*")):
            with suppress(OSError):  # Removed between two checks.
                if path.is_file():
                    facts = path.stat()
                    found[path] = (facts.st_size, facts.st_mtime_ns)
    return found


def _only_documents(root: Path, paths: Iterable[Path]) -> bool:
    """Return whether nothing but documents changed: Sphinx reads all else only when it starts."""
    return all(
        path.suffix == ".md" and path.is_relative_to(root / pages_folder(root)) for path in paths
    )


def _begin_anew() -> None:
    os.execv(sys.executable, [sys.executable, "-m", "briefbook.pdf.live"])  # noqa: S606  # ourselves


def _build(app: Sphinx, said: StringIO, root: Path) -> None:
    started = time.monotonic()
    said.seek(0)
    said.truncate()
    app.statuscode = 0
    # Sphinx keeps each tree that it has read once, as if a run had no second build.
    app.env._pickled_doctree_cache.clear()  # noqa: SLF001
    with begun(Path(app.outdir).with_name("pdf-unfinished")):
        app.build()
    problems = [line for line in said.getvalue().splitlines() if "[brief.pdf]" in line]
    print("\n".join(problems), end="\n" * bool(problems))
    if not app.statuscode:
        files = ", ".join(str(p.relative_to(root)) for p in sorted(Path(app.outdir).glob("*.pdf")))
        print(f"the PDF: {files} ({time.monotonic() - started:.1f} s)", flush=True)
    # Objects that exist now are kept: without this, each collection traverses the whole book.
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main()
