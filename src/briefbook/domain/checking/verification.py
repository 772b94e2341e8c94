"""The verification of the book from its receipts, for its pages; it needs no source texts.

The checks are loaded only where a page shows something of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.checking.verified_book import Verification

#: By (place, hash of the words): the source's key and the block in which a quotation stands.
Marks = Mapping[tuple[str, str], tuple[str, str]]

_CURRENT: dict[str, Verification] = {}


def verification(env: BuildEnvironment) -> Verification:
    """Return what this build knows of the verification."""
    from briefbook.domain.checking.verified_book import Verification

    folder = str(env.doctreedir)
    if folder not in _CURRENT:
        _CURRENT[folder] = Verification(env._app)  # noqa: SLF001  # as BookTransform.builder
    return _CURRENT[folder]


def verified_quotations(env: BuildEnvironment, docname: str) -> Marks:
    """Return the verified quotations of one document."""
    return verification(env).marks(docname)


def forget_verification(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Compute everything again on next use: documents, records or receipts may have changed."""
    _CURRENT.pop(str(env.doctreedir), None)
    return []
