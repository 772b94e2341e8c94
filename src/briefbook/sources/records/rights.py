"""What the text of a source may be used for."""

from __future__ import annotations

#: The first is the default.
RIGHTS = ("restricted", "licensed", "open", "own")
