"""The words of headings: no PDF may have a heading without any."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from docutils import nodes

from briefbook.domain.collect.plain_text import prose

_NO_WORDS = (nodes.raw, nodes.math, nodes.image)


def heading_words(title: nodes.title | None) -> tuple[str, Sequence[nodes.Element]]:
    """Return the words of a heading, and what stands for them: its pictures and formulas.

    A picture or a formula alone is no heading for those who hear it. Its words are one, and it
    follows them. The first is empty of what has none at all.
    """
    if title is None:
        return "", []
    texts = (text for text in title.findall(nodes.Text) if text.strip())
    if any(not isinstance(text.parent, _NO_WORDS) for text in texts):
        return prose(title), []
    shown = [node for node in title.findall() if isinstance(node, (nodes.math, nodes.image))]
    return ", ".join(filter(None, map(_words, shown))), shown


def _words(node: nodes.Element) -> str:
    if isinstance(node, nodes.math):
        return prose(node)
    return node.get("alt", "").strip() or PurePosixPath(node["uri"]).name
