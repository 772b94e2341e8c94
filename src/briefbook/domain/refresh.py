"""Which pages must be written again although their own text did not change.

A page shows more than its own text: numbers of other chapters, where-used lists, the notes of
the book. After reading, each page's digest of what it shows is compared with the one of the
last build by this builder; only pages whose digest changed are written again.

The digests lie beside the doctrees, one file for each builder, and are written when a build has
ended well. In Sphinx's environment they would be the same for all builders, so that a PDF built
in between would hide a change from the site, and would claim to be written what a build that
broke off never wrote.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.builders.html import StandaloneHTMLBuilder

from briefbook.core.writing import write_whole
from briefbook.domain.verification import receipts_digest
from briefbook.domain.view import page_views

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.domain import BriefDomain


class Refresh:
    """Knows between reading and the end of a build what each page shows."""

    def __init__(self) -> None:
        self._before: dict[str, str] = {}
        self._now: dict[str, str] = {}

    def pages(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the documents whose view of the book has changed since the last build."""
        domain = cast("BriefDomain", env.get_domain("brief"))
        domain.forget_book()  # Sphinx has just numbered the chapters.
        self._before = _read(_memory(app), str(app.outdir))
        read = _digest((sorted(env.all_docs.items()), receipts_digest(app)))
        if self._before.get("") == read:
            # Nothing was read or verified since, so nothing can look different.
            self._now = self._before
            return []
        self._now = {"": read} | {
            docname: _digest(view) for docname, view in page_views(domain, env)
        }
        return [
            docname
            for docname, digest in self._now.items()
            if docname and self._before.get(docname) != digest
        ]

    def remove(self, _app: Sphinx, builder: Builder) -> None:
        """Take away the pages of documents that are gone.

        Before anything is written: a page that leads on may take the place of one.
        """
        if self._now:
            for docname in sorted(self._before.keys() - self._now.keys()):
                _remove_page(builder, docname)

    def remember(self, app: Sphinx, exception: Exception | None) -> None:
        """Keep what the pages show, now that they are written."""
        if exception is None and self._now != self._before:
            text = json.dumps({"outdir": str(app.outdir), "pages": self._now}, indent=0)
            write_whole(_memory(app), text)


def _memory(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"briefbook-{app.builder.name}.json")


def _read(path: Path, outdir: str) -> dict[str, str]:
    """Return the digests of the last build; empty where there was none, or one elsewhere."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return dict(found["pages"]) if found["outdir"] == outdir else {}


def _digest(view: object) -> str:
    return hashlib.sha256(repr(view).encode()).hexdigest()


def _remove_page(builder: Builder, docname: str) -> None:
    """Delete a page and the copy of its source; Sphinx leaves both, with dead links to them."""
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    sources = Path(builder.outdir, "_sources")
    stale = [Path(builder.get_output_path(docname)), *sources.glob(f"{docname}.*")]
    for path in stale:
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder in {Path(builder.outdir), sources} or any(folder.iterdir()):
                break
            folder.rmdir()
