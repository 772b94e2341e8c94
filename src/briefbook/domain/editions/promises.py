"""Every build checks what the published editions promised."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from briefbook.anchors.editions.edition import Standing
from briefbook.anchors.editions.promises import Published, check_promises
from briefbook.anchors.editions.store import (
    DamagedError,
    line_in_edition,
    read_confirmations,
    read_editions,
)
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.domain.reporting.document_paths import DocumentPaths
from briefbook.domain.reporting.report import report
from briefbook.domain.translation.states import original_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.domain import BriefDomain


def report_broken_promises(app: Sphinx, env: BuildEnvironment) -> None:
    """Report what a reader of an edition would no longer find."""
    try:
        report(broken_promises(app, env))
    except DamagedError as error:
        report([Diagnostic(error.path, error.line, Code.EDITION_DAMAGED.value, error.reason)])


def broken_promises(app: Sphinx, env: BuildEnvironment) -> Iterator[Diagnostic]:
    """Yield what :func:`briefbook.anchors.editions.promises.check_promises` finds in this book.

    Raises :class:`DamagedError` where an edition cannot be read.
    """
    root = Path(app.confdir)
    published = Published(tuple(read_editions(root)), read_confirmations(root))
    paths = DocumentPaths(env)
    standing = {each.id: each for each in standing_anchors(env)} if published.editions else {}
    if env.config.language != original_language(env.config):
        # What is in other words in another language has not changed.
        standing = {id_: replace(each, text="") for id_, each in standing.items()}
    yield from check_promises(
        published,
        standing,
        paths.__getitem__,
        lambda name, id_: line_in_edition(root, name, id_),
    )


def standing_anchors(env: BuildEnvironment) -> Iterator[Standing]:
    """Yield the book's anchors as they are now, in reading order."""
    book = cast("BriefDomain", env.get_domain("brief")).book
    for found in book.anchors.values():
        each = found[0]
        yield Standing(
            each.id,
            each.kind.value,
            each.docname,
            each.text,
            book.label(each, ""),
            each.line,
            each.withdrawn,
        )
