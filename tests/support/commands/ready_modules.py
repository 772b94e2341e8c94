"""Loads what the commands of :mod:`commands.ready` need, in the process that is forked for them."""

import os
from importlib import import_module
from pathlib import Path

from sphinx.application import builtin_extensions

import briefbook
from kept import kept_for_all_books

#: What is loaded late, so that nobody waits for what he does not need, or by its name alone.
LATE = (
    "briefbook.building.book",
    "briefbook.building.check",
    "briefbook.building.findings",
    "briefbook.building.next_step",
    "briefbook.cli",
    "briefbook.extension",
    "briefbook.html.output",
    "briefbook.output.others",
    "briefbook.pdf.layout.print_run",
    "briefbook.pdf.output",
    "briefbook.pdf.printing",
    "citeproc",
    "docutils.languages.en",
    "docutils.parsers.rst.languages.en",
    "jinja2.ext",
    "multiprocessing.popen_fork",
    "myst_parser.sphinx_ext.main",
    "pikepdf",
    "sphinx.builders.latex.transforms",
    "sphinx.cmd.build",
    "sphinx.ext.mathjax",
    "sphinx_book_theme",
    "sphinx_design.extension",
    "sphinxcontrib.bibtex.style.names.last",
    "sphinxcontrib.bibtex.style.referencing.author_year",
)

for name in (*builtin_extensions, *LATE):
    import_module(name)
# The commands' own, with which they find what is installed.
os.environ["PYTHONPATH"] = str(Path(briefbook.__file__).parents[1])
_kept = kept_for_all_books()
_kept.__enter__()  # for as long as the process lives
