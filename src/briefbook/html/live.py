"""What ``briefbook live`` runs for the site: sphinx-autobuild, with Sphinx loaded beforehand.

Loading Sphinx and its extensions takes longer than building one chapter. sphinx-autobuild calls
its builder in a process forked for each change, so what is loaded here need not be loaded there,
and no build sees what an earlier one left behind.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import sphinx.application
import sphinx.builders.html
import sphinx.cmd.build
import sphinx_autobuild.__main__ as autobuild
from sphinx_autobuild.build import Builder
from starlette.applications import Starlette
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

import briefbook
from briefbook.core.files.book_folder import page_files, pages_folder
from briefbook.core.files.writing import begun
from briefbook.html.citing.citations import CitableWork, citations

create_app = autobuild._create_app  # noqa: SLF001
CODE = Path(briefbook.__file__).parent
#: What Sphinx, the extension and its extensions load only when they run.
LATER = (
    *sphinx.application.builtin_extensions, "briefbook.extension", "a11y_pygments",
    "babel.dates", "bs4", "citeproc",
    "citeproc.formatter.plain", "citeproc.source.json", "jinja2.ext", "matplotlib.figure",
    "matplotlib.backends.backend_svg", "matplotlib.dates", "myst_parser.mdit_to_docutils.sphinx_",
    "myst_parser.parsers.sphinx_", "myst_parser.sphinx_ext.directives",
    "myst_parser.sphinx_ext.main", "myst_parser.sphinx_ext.mathjax",
    "myst_parser.sphinx_ext.myst_refs", "pydata_sphinx_theme", "sphinx.ext.mathjax",
    "sphinx.writers.html5", "sphinx_book_theme", "sphinx_design", "sphinxcontrib.bibtex",
    "tinycss2", "yaml",
)  # fmt: skip


class LoadedBuilder(Builder):  # type: ignore[misc]  # its package has no types
    """Builds in the process that it is called in, unless that has other code loaded."""

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        """Build once; ``changed_paths`` is empty for the first time."""
        with begun(Path("build/live/html-unfinished")):
            self._build(changed_paths)

    def _build(self, changed_paths: Sequence[Path]) -> None:
        # The first build runs in the process that all later ones are forked from, and would
        # leave its settings there.
        if not changed_paths or any(path.is_relative_to(CODE) for path in changed_paths):
            super().__call__(changed_paths=changed_paths)
            return
        status = sphinx.cmd.build.main(self.sphinx_args)
        if status:
            print(f"The build failed ({status}); the page shows the one before.", flush=True)


def with_more_routes(
    watched: object, ignored: object, builder: object, out: Path, _address: str
) -> Starlette:
    """Return the site's server, with the PDF beside it and the page that was last edited.

    The page asks the host that it came from whether it should load again: behind a tunnel, or on
    another machine, that is not where the server believes itself to be.
    """
    app: Starlette = create_app(watched, ignored, builder, out, '" + location.host + "')
    pdf = out.parent / "pdf"
    app.router.routes[:0] = [
        Route("/last-edited", lambda _request: RedirectResponse(f"/{last_edited(Path.cwd())}")),
        Route("/book.pdf", lambda _request: _newest(pdf)),
    ]
    return app


def _newest(folder: Path) -> Response:
    found = sorted(folder.glob("*.pdf"), key=lambda path: path.stat().st_mtime)
    if not found:
        return PlainTextResponse("the PDF is not ready yet", 503, {"Refresh": "2"})
    # A browser shows it and does not keep it: the next save makes another.
    return FileResponse(
        found[-1], media_type="application/pdf", headers={"Cache-Control": "no-store"}
    )


def last_edited(root: Path) -> str:
    """Return the address, from the site's, of the page whose file was changed last."""
    pages = root / pages_folder(root)
    newest = max(
        page_files(root), key=lambda path: path.stat().st_mtime, default=pages / "index.md"
    )
    return newest.relative_to(pages).with_suffix(".html").as_posix()


def main() -> None:
    """Serve and rebuild until interrupted; arguments as of ``sphinx-autobuild``."""
    for name in LATER:
        import_module(name)
    # Reads the citation styles, which are kept.
    citations(CitableWork("key", "Author", "Book", "", "2026"))
    autobuild.Builder = LoadedBuilder
    autobuild._create_app = with_more_routes  # noqa: SLF001  # it gives no other way
    autobuild.main(sys.argv[1:])


if __name__ == "__main__":
    main()
