"""sphinx-design: cards, grids, tabs and dropdowns, laid out for paper."""

from __future__ import annotations

try:
    from sphinx_design import shared
except ImportError:  # pragma: no cover  # an extension that the project names
    shared = None  # type: ignore[assignment]
