"""Doctree nodes that briefbook adds; every builder can draw them.

Everything else is a standard docutils or Sphinx node with a class that begins with ``brief-``.
All but ``paragraph_number`` are placeholders: post-transforms put standard nodes in their
place, for every builder alike.
"""

from __future__ import annotations

from docutils import nodes


class paragraph_number(nodes.Inline, nodes.TextElement):  # noqa: N801  # docutils' style
    """The number of a numbered paragraph, first child of what it numbers.

    ``refid`` is the anchor (``martyrs-7``), the text is the number alone (``7``, ``7a``).
    Post-transforms insert it, so it stands in every builder's doctree and never in the
    pickled one or in a title.
    """


class where_used(nodes.General, nodes.Element):  # noqa: N801
    """Stands for the list of places that use the glossary entry with id ``target``."""


class notes_list(nodes.General, nodes.Element):  # noqa: N801
    """Stands for the list of all notes of the book, or of those of ``kind``."""


class source_card(nodes.General, nodes.Element):  # noqa: N801
    """Stands for the card of the source with this ``key`` at the head of a chapter."""


class term_index(nodes.General, nodes.Element):  # noqa: N801
    """Stands for the index of the glossary entries of these ``topics``."""


class verification_report(nodes.General, nodes.Element):  # noqa: N801
    """Stands for the tables of what was verified."""


class quotation(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A text in quotation marks, its marks included.

    ``sha256`` identifies its words, ``place`` and ``home`` are the anchor and the document where
    it stands. On a web page ``title`` says where it was verified; elsewhere the node is gone.
    """


class changes_list(nodes.General, nodes.Element):  # noqa: N801
    """Stands for the lists of what has changed since this ``edition``."""
