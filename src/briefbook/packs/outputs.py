"""The outputs that can be built of a pack."""

from __future__ import annotations

#: What a pack has unless fewer are asked for; ``data`` is not an output of Sphinx.
OUTPUTS = ("html", "pdf", "epub", "brief", "data")
