"""What other extensions may build on; documented in CONTRIBUTING, and kept as it is there."""

from __future__ import annotations

from briefbook.domain.drawing.drawn import DrawnBook, DrawnNode, add_drawn

API_VERSION = 1
"""Grows when something is added; what is here is not taken away or narrowed."""

__all__ = ["API_VERSION", "DrawnBook", "DrawnNode", "add_drawn"]
