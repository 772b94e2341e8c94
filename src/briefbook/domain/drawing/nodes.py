"""The doctree nodes that briefbook adds; every builder can draw them.

Everything else is a standard docutils or Sphinx node with a class that begins with ``brief-``.
What is drawn from the whole book has a placeholder in the folder of its feature; see
``drawing/drawn.py``.
"""

from __future__ import annotations

from docutils import nodes


class paragraph_number(nodes.Inline, nodes.TextElement):  # noqa: N801  # docutils' style
    """The number of a numbered paragraph, first child of what it numbers.

    ``refid`` is the anchor (``martyrs-7``), the text is the number alone (``7``, ``7a``).
    Post-transforms insert it, so it is in every builder's doctree and never in the
    pickled one or in a title.
    """


class quotation(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A text in quotation marks, its marks included.

    ``sha256`` identifies its words, ``place`` and ``home`` are the anchor and the document where
    it stands. On a web page ``title`` says where it was verified; elsewhere the node is gone.
    """
