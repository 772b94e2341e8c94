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

import briefbook
from briefbook.core.files.writing import begun
from briefbook.html.citing.citations import CitableWork, citations

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


def main() -> None:
    """Serve and rebuild until interrupted; arguments as of ``sphinx-autobuild``."""
    for name in LATER:
        import_module(name)
    # Reads the citation styles, which are kept.
    citations(CitableWork("key", "Author", "Book", "", "2026"))
    autobuild.Builder = LoadedBuilder
    autobuild.main(sys.argv[1:])


if __name__ == "__main__":
    main()
