"""Which pages must be written again although their own text did not change.

A page shows more than its own text: numbers of other chapters, where-used lists, the notes of
the book. After reading, each page's digest of what it shows is compared with the one of the
last build by this builder; only pages whose digest changed are written again.

The digests are beside the doctrees, one file for each builder, and are written when a build has
ended well. In Sphinx's environment they would be the same for all builders, so that a PDF built
in between would hide a change from the site, and a build that broke off
would leave pages marked as written that never were.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.builders.html import StandaloneHTMLBuilder

from briefbook.core.files.writing import write_whole
from briefbook.domain.incremental.page_dependencies import beside_documents, page_dependencies

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.domain import BriefDomain


class Refresh:
    """Holds what each page shows, between reading and the end of a build."""

    def __init__(self) -> None:
        self._before: dict[str, str] = {}
        self._now: dict[str, str] = {}
        self._files_before: frozenset[str] = frozenset()
        self._files: frozenset[str] = frozenset()

    def pages(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the documents whose view of the book has changed since the last build.

        None for a builder that writes the book as a whole: it does not need them, and Sphinx
        would store and check everything again.
        """
        if getattr(app.builder, "writes_all_or_nothing", False):
            return []
        domain = cast("BriefDomain", env.get_domain("brief"))
        domain.forget_book()  # Sphinx has just numbered the chapters.
        self._before, self._files_before = _read(_memory(app), str(app.outdir))
        self._files = frozenset(_files(env))
        templates = _templates(app)
        read = _digest((sorted(env.all_docs.items()), list(beside_documents(env)), templates))
        if self._before.get("") == read:
            # Nothing was read or verified since, so nothing can look different.
            self._now = self._before
            return []
        self._now = {"": read} | {
            docname: _digest((view, templates)) for docname, view in page_dependencies(env)
        }
        return [
            docname
            for docname, digest in self._now.items()
            if docname and self._before.get(docname) != digest
        ]

    def remove(self, _app: Sphinx, builder: Builder) -> None:
        """Remove the pages of documents that are gone, and pictures that no page shows.

        Before anything is written: a redirecting page may take the place of one.
        """
        if isinstance(builder, StandaloneHTMLBuilder):
            for name in sorted(self._files_before - self._files):
                _remove_file(Path(builder.outdir), Path(builder.outdir, name))
        if self._now:
            for docname in sorted(self._before.keys() - self._now.keys()):
                _remove_page(builder, docname)

    def remember(self, app: Sphinx, exception: Exception | None) -> None:
        """Store the digests of the pages, now that they are written."""
        now = (self._now, self._files)
        if exception is None and now != (self._before, self._files_before):
            memory = {"outdir": str(app.outdir), "pages": self._now, "files": sorted(self._files)}
            write_whole(_memory(app), json.dumps(memory, indent=0))


def _templates(app: Sphinx) -> str:
    """Return a digest of the book's own templates, which Sphinx knows by their time alone."""
    digest = hashlib.sha256()
    for name in app.config.templates_path:
        for path in sorted(Path(app.confdir, name).rglob("*")):
            if path.is_file():
                digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()


def _memory(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"briefbook-{app.builder.name}.json")


def _read(path: Path, outdir: str) -> tuple[dict[str, str], frozenset[str]]:
    """Return the digests and files of the last build; none if there was none, or elsewhere."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}, frozenset()
    if found["outdir"] != outdir:
        return {}, frozenset()
    return dict(found["pages"]), frozenset(found.get("files", ()))


def _files(env: BuildEnvironment) -> Iterator[str]:
    """Yield where a site keeps the pictures and downloads that documents name.

    What other extensions draw while pages are written is not among them, nor is it removed.
    """
    yield from (f"_images/{name}" for _documents, name in env.images.values())
    yield from (f"_downloads/{name}" for _documents, name in env.dlfiles.values())


def _digest(view: object) -> str:
    return hashlib.sha256(repr(view).encode()).hexdigest()


def _remove_page(builder: Builder, docname: str) -> None:
    """Delete a page and the copy of its source; Sphinx leaves both, with dead links to them."""
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    sources = Path(builder.outdir, "_sources")
    _remove_file(Path(builder.outdir), Path(builder.get_output_path(docname)))
    for path in [*sources.glob(f"{docname}.*")]:
        _remove_file(Path(builder.outdir), path)


def _remove_file(outdir: Path, path: Path) -> None:
    """Delete a file and the folders that it leaves empty."""
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == outdir or not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()
