"""sphinx-design: cards, grids, tabs and dropdowns, laid out for paper."""

from __future__ import annotations

from docutils import nodes

from briefbook.pdf.translator.core import DocumentTranslator, renders

try:
    from sphinx_design import shared
except ImportError:  # pragma: no cover  # an extension that the project names
    shared = None  # type: ignore[assignment]
