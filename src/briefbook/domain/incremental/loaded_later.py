"""What a build of the site loads only when it runs, by name.

A process from which builds are forked loads it before, once for all.
"""

from __future__ import annotations

LOADED_LATER = (
    "briefbook.extension", "babel.dates", "bs4", "jinja2.ext",
    "myst_parser.mdit_to_docutils.sphinx_", "myst_parser.parsers.sphinx_",
    "myst_parser.sphinx_ext.directives", "myst_parser.sphinx_ext.main",
    "myst_parser.sphinx_ext.mathjax", "myst_parser.sphinx_ext.myst_refs", "pydata_sphinx_theme",
    "sphinx.ext.mathjax", "sphinx.writers.html5", "sphinx_book_theme", "sphinx_design",
    "sphinxcontrib.bibtex", "yaml",
)  # fmt: skip
"""By Sphinx, the extension and its extensions."""
DRAWING = ("matplotlib.figure", "matplotlib.backends.backend_svg", "matplotlib.dates")
"""By the directives that draw."""
