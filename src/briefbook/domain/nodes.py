"""Doctree nodes that briefbook adds; every builder can draw them.

Everything else is a standard docutils or Sphinx node with a class that begins with ``brief-``.
"""

from __future__ import annotations

from docutils import nodes


class paragraph_number(nodes.Inline, nodes.TextElement):  # noqa: N801  # docutils' style
    """The number of a numbered paragraph, first child of what it numbers.

    ``refid`` is the anchor (``martyrs-7``), the text is the number alone (``7``, ``7a``).
    Post-transforms insert it, so it stands in every builder's doctree and never in the
    pickled one, the search index or a title.
    """
