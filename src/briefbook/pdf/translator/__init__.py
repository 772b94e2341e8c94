"""Doctree to Typst, one file per family of nodes."""

from __future__ import annotations

from briefbook.pdf.translator import (  # noqa: F401  # each import registers its renderers
    admonitions,
    api,
    blocks,
    design,
    equations,
    figures,
    inlines,
    lists,
    notes,
    raw_html,
    references,
    tables,
)
from briefbook.pdf.translator.core import DocumentTranslator, TranslationContext

__all__ = ["DocumentTranslator", "TranslationContext"]
