"""The ``briefcheck`` builder, which runs the checks.

The checks are imported only when it runs: Sphinx imports every builder at each start.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.builders import Builder
from sphinx.builders.linkcheck import CheckExternalLinksBuilder, Hyperlink
from sphinx.errors import SphinxError

from briefbook.core.files.check_files import CHANGED_ALONE, SILENT
from briefbook.domain.checking.kept_warnings import KeepWarnings, WaitingWarnings, keep_warnings
from briefbook.domain.collect.source_records import source_records

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class CheckBuilder(Builder):
    """Reads every document, runs every check, prints what it finds and keeps the receipts."""

    name = "briefcheck"
    allow_parallel = True
    #: No page is written: charts are not drawn, and no page has to be compared with the last.
    shows_nothing = writes_all_or_nothing = True
    warnings: KeepWarnings
    #: The warnings about what is being read.
    waiting: WaitingWarnings

    def reads_all_again(self) -> bool:
        """Tell whether changed documents gave a warning, and unchanged ones have to be read too.

        Where two documents contradict each other, the warning is at the one that is read later.
        """
        if self.waiting.is_silent(self._app) or not os.environ.get(CHANGED_ALONE):
            return False
        self.waiting.discard()
        return True

    def get_outdated_docs(self) -> str:
        """Return a description of what is checked; no document is written on its own."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return an address, which is never used."""
        return ""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write nothing: the checks read records."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write nothing."""

    def finish(self) -> None:
        """Run the checks, refresh the receipts and report."""
        from briefbook.domain.checking.check_run import check_book

        # Sphinx gives builders no public way to the application since `app` was deprecated.
        if not check_book(self._app, Path(self.outdir), self.warnings.found):
            self._app.statuscode = 1


def setup_checks(app: Sphinx) -> None:
    """Register the builder; it reads documents so that every warning is reported."""
    app.add_builder(CheckBuilder)
    # First of all handlers: what they warn of is kept too.
    app.connect("builder-inited", _keep_warnings, priority=0)
    app.connect("env-get-outdated", _read_anew)
    # Around what reads the documents: the last of this event, or Sphinx after it.
    app.connect("env-before-read-docs", _begin_reading, priority=998)
    app.connect("env-updated", _end_reading, priority=0)
    app.connect("env-updated", _add_source_links)


def _keep_warnings(app: Sphinx) -> None:
    if isinstance(app.builder, CheckBuilder):
        app.builder.warnings = keep_warnings(app)
        app.builder.waiting = WaitingWarnings()


def _read_anew(
    app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    if not isinstance(app.builder, CheckBuilder):
        return []
    only = cast("list[str]", app.config.brief_check_only)
    unknown = sorted(set(only) - env.found_docs)
    if unknown:
        raise SphinxError(
            f"{', '.join(unknown)}: no such document; name it as docs/chapters/bridges.md"
        )
    if os.environ.get(CHANGED_ALONE):
        # What can only be checked in the whole book is checked where a document was read.
        return only or [app.config.root_doc]
    return only or sorted(env.found_docs)


def _begin_reading(app: Sphinx, _env: BuildEnvironment, _docnames: list[str]) -> None:
    """Count the warnings from here on, before anything is read."""
    if isinstance(app.builder, CheckBuilder):
        Path(app.doctreedir, SILENT).unlink(missing_ok=True)
        app.builder.waiting.begin()


def _end_reading(app: Sphinx, _env: BuildEnvironment) -> None:
    """Leave a mark for the next check where there was no warning."""
    builder = app.builder
    if isinstance(builder, CheckBuilder) and builder.waiting.is_silent(app):
        Path(app.doctreedir, SILENT).touch()


def _add_source_links(app: Sphinx, env: BuildEnvironment) -> None:
    """Make ``linkcheck`` check the sources' addresses and their archived copies too."""
    if not isinstance(app.builder, CheckExternalLinksBuilder):
        return
    root_doc = app.config.root_doc
    for record in source_records(app).values():
        for url in (record.url, record.archive_url):
            if url:
                link = Hyperlink(url, root_doc, env.doc2path(root_doc), 0)
                app.builder.hyperlinks.setdefault(url, link)
