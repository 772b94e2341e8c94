"""Pages written in parallel: each is resolved, drawn and written in one process.

Sphinx resolves every document in the main process, which is half of the work, and leaves only
the rest to others.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.transforms.post_transforms.images import ImageConverter
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase

from briefbook.html.theme.copied_files import CopiesUsedFiles
from briefbook.parallel.documents import run_in_parallel

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


class ParallelWrite(CopiesUsedFiles):
    """A builder that shares its pages out to as many processes as it may use."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the pages; with one process as Sphinx does it."""
        self.parallel_ok = self.parallel_ok and len(docnames) >= _FEW
        # Sphinx's own search index learns each page in the main process.
        if not self.parallel_ok or self.indexer is not None or not _leaves_nothing(self._app):
            super().write_documents(docnames)
            return
        logger.info("writing output... in %d processes", self._app.parallel)
        first, *others = sorted(docnames)
        self._write_page(first)  # What the first page makes ready, all processes have.
        images = {first: dict(self.images)}

        def write(docname: str) -> None:
            self.images = {}
            self._write_page(docname)
            found[docname] = self.images

        found: dict[str, dict[str, str]] = {}
        ordered = self._longest_first(others)
        for _names, of_pages in run_in_parallel(ordered, self._app.parallel, write, lambda: found):
            images |= of_pages
        self.images = {path: name for page in sorted(images) for path, name in images[page].items()}

    def dump_inventory(self) -> None:
        """Write what other books can link to, without pages that this site does not have.

        Sphinx lists its index and its search whether they are written or not.
        """
        std = self.env.domains.standard_domain
        lists: list[dict[str, Any]] = [std.labels, std.anonlabels]
        lost = [
            {name: place for name, place in each.items() if not self._is_written(place[0])}
            for each in lists
        ]
        for each, gone in zip(lists, lost, strict=True):
            for name in gone:
                del each[name]
        super().dump_inventory()
        for each, gone in zip(lists, lost, strict=True):
            each.update(gone)

    def _is_written(self, docname: str) -> bool:
        return docname in self.env.found_docs or Path(self.get_outfilename(docname)).is_file()

    def _write_page(self, docname: str) -> None:
        self.phase = BuildPhase.RESOLVING
        doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        self.phase = BuildPhase.WRITING
        self.write_doc_serialized(docname, doctree)
        self.write_doc(docname, doctree)

    def _longest_first(self, docnames: list[str]) -> list[str]:
        """Put pages that list the whole book before the chapters: they take longest."""
        documents = cast("BriefDomain", self.env.get_domain("brief")).documents
        return sorted(docnames, key=lambda name: name in documents and documents[name].is_chapter)


class BriefHTMLBuilder(ParallelWrite):
    """The site; Sphinx's builder of this name."""

    name = "html"


class BriefDirectoryBuilder(DirectoryHTMLBuilder, ParallelWrite):
    """The site with a folder for each page; Sphinx's builder of this name."""

    name = "dirhtml"


def _leaves_nothing(app: Sphinx) -> bool:
    """Tell whether everything that resolves documents is known to work in any process."""
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
