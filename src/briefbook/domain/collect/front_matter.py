"""The front matter of a page, and the prefix of its anchors."""

from __future__ import annotations

from collections.abc import Mapping

from docutils import nodes

from briefbook.core.ids import slug


def front_matter(document: nodes.document) -> dict[str, str]:
    """Return the page's front matter; Sphinx's own copy is only made after all transforms."""
    for child in document.children:
        if isinstance(child, (nodes.field_list, nodes.docinfo)):
            return {field[0].astext(): field[1].astext() for field in child.findall(nodes.field)}
        if isinstance(child, nodes.section):
            break
    return {}


def document_prefix(docname: str, metadata: Mapping[str, str]) -> str:
    """Return the anchor prefix: the front matter's, else one made from the document's name."""
    return metadata.get("prefix", "").strip() or slug(docname) or "page"
