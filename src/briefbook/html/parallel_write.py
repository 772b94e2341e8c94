"""Write pages in parallel: each is resolved, drawn and written in one process.

Sphinx resolves every document in the main process, which is half of the work, and leaves only
the rest to others.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.transforms.post_transforms.images import ImageConverter
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.fileutil import copy_asset
from sphinx.util.matching import DOTFILES

from briefbook.domain.parallel.at_end import run_at_end_in_parallel
from briefbook.domain.parallel.documents import run_in_parallel
from briefbook.html.theme.theme import uses_theme
from briefbook.html.theme.unused_files import is_copied

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from briefbook.domain.domain import BriefDomain

logger = logging.getLogger(__name__)

#: Fewer pages are written faster than processes are made.
_FEW = 8
#: Packages whose transforms and handlers are known to leave nothing behind in the process that
#: resolves a document, but on the page.
_KNOWN = (
    "sphinx", "docutils", "briefbook", "myst_parser", "sphinx_design", "sphinxcontrib.bibtex",
    "pydata_sphinx_theme", "sphinx_book_theme",
)  # fmt: skip


def write_in_parallel(app: Sphinx) -> None:
    """Have Sphinx's own HTML builders write pages in parallel and copy only files that are used.

    The builder keeps its class: extensions such as rediraffe look for exactly that one. A builder
    that another extension has put in its place is left alone.
    """
    builder = app.builder
    if type(builder) in (StandaloneHTMLBuilder, DirectoryHTMLBuilder):
        share_pages_out(app, cast("StandaloneHTMLBuilder", builder))


def share_pages_out(app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
    """Replace methods of a builder by those of this module."""
    for function in (write_documents, copy_theme_static_files):
        setattr(builder, function.__name__, partial(function, app, builder))
    # No page needs it: it is written beside the last steps.
    builder.dump_inventory = _nothing  # type: ignore[method-assign]
    run_at_end_in_parallel(app, partial(write_inventory, builder))


def write_documents(
    app: Sphinx, builder: StandaloneHTMLBuilder, docnames: AbstractSet[str]
) -> None:
    """Write the pages; with one process, as Sphinx does."""
    builder.parallel_ok = builder.parallel_ok and len(docnames) >= _FEW
    # Sphinx's own search index learns each page in the main process.
    if not builder.parallel_ok or builder.indexer is not None or not _leaves_nothing(app):
        type(builder).write_documents(builder, docnames)
        return
    logger.info("writing output... in %d processes", app.parallel)
    first, *others = sorted(docnames)
    _write_page(builder, first)  # What the first page makes ready, all processes have.
    images = {first: dict(builder.images)}

    def write(docname: str) -> None:
        builder.images = {}
        _write_page(builder, docname)
        found[docname] = builder.images

    found: dict[str, dict[str, str]] = {}
    ordered = _longest_first(builder, others)
    for _names, of_pages in run_in_parallel(ordered, app.parallel, write, lambda: found):
        images |= of_pages
    builder.images = {path: name for page in sorted(images) for path, name in images[page].items()}


def _nothing() -> None:
    """Stand in place of what is done elsewhere."""


def write_inventory(
    builder: StandaloneHTMLBuilder, _app: Sphinx, exception: Exception | None
) -> None:
    """Write what other books can link to, without pages that this site does not have.

    Sphinx lists its index and its search whether they are written or not.
    """
    if exception is not None:
        return
    std = builder.env.domains.standard_domain
    lists: list[dict[str, Any]] = [std.labels, std.anonlabels]
    lost = [
        {name: place for name, place in each.items() if not _is_written(builder, place[0])}
        for each in lists
    ]
    for each, gone in zip(lists, lost, strict=True):
        for name in gone:
            del each[name]
    type(builder).dump_inventory(builder)
    for each, gone in zip(lists, lost, strict=True):
        each.update(gone)


def copy_theme_static_files(
    app: Sphinx, builder: StandaloneHTMLBuilder, context: dict[str, Any]
) -> None:
    """Copy the theme's files that are used, after those of the themes that it inherits from.

    Most of the book theme's hundred files would be removed again when the build ends.
    """
    if not uses_theme(app):
        type(builder).copy_theme_static_files(builder, context)
        return
    for folder in reversed(builder.theme.get_theme_dirs()):
        copy_asset(
            Path(folder, "static"), Path(builder.outdir, "_static"),
            excluded=lambda path: bool(DOTFILES(path)) or not is_copied(path),
            context=context, renderer=builder.templates, force=True,
        )  # fmt: skip


def _is_written(builder: StandaloneHTMLBuilder, docname: str) -> bool:
    return docname in builder.env.found_docs or Path(builder.get_outfilename(docname)).is_file()


def _write_page(builder: StandaloneHTMLBuilder, docname: str) -> None:
    builder.phase = BuildPhase.RESOLVING
    doctree = builder.env.get_and_resolve_doctree(docname, builder, tags=builder.tags)
    builder.phase = BuildPhase.WRITING
    builder.write_doc_serialized(docname, doctree)
    builder.write_doc(docname, doctree)


def _longest_first(builder: StandaloneHTMLBuilder, docnames: list[str]) -> list[str]:
    """Put pages that list the whole book before the chapters: they take longest."""
    documents = cast("BriefDomain", builder.env.get_domain("brief")).documents
    return sorted(docnames, key=lambda name: name in documents and documents[name].is_chapter)


def _leaves_nothing(app: Sphinx) -> bool:
    """Return whether all that resolves documents is known to keep no state in its process."""
    transforms = app.registry.get_post_transforms()
    handlers = [
        listener.handler
        for event in ("doctree-resolved", "missing-reference", "warn-missing-reference")
        for listener in app.events.listeners.get(event, [])
    ]
    # It adds the picture that it has made to the environment.
    if any(issubclass(transform, ImageConverter) for transform in transforms):
        return False
    return all(_is_known(part) for part in (*transforms, *handlers))


def _is_known(part: object) -> bool:
    module = getattr(part, "__module__", None) or ""  # What conf.py defines has none.
    return any(module == name or module.startswith(f"{name}.") for name in _KNOWN)
