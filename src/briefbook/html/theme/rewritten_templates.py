"""Templates whose pages are changed once more, whatever template makes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class RewrittenTemplates:
    """A template bridge that hands each page, and its context, to ``rewrite``."""

    def __init__(self, bridge: Any, rewrite: Callable[[str, dict[str, Any]], str]) -> None:
        self._bridge, self._rewrite = bridge, rewrite

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bridge, name)

    def render(self, template: str, context: dict[str, Any]) -> str:
        """Return the page as ``rewrite`` leaves it."""
        return self._rewrite(str(self._bridge.render(template, context)), context)
