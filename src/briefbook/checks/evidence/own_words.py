"""The change that says that words, or a figure, are the editors' own."""

from __future__ import annotations

from briefbook.core.diagnostics import AS_WRITTEN, Fix


def own_words(shown: str) -> Fix:
    """Return the change that marks them."""
    return Fix("mark it as the editors' own: […]{.own}", shown, f"[{AS_WRITTEN}]{{.own}}")
