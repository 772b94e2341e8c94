"""The front matter of a page, and the prefix of its anchors."""

from __future__ import annotations

from collections.abc import Mapping

from docutils import nodes

from briefbook.core.ids import is_id, slug


def front_matter(document: nodes.document) -> dict[str, str]:
    """Return the page's front matter; Sphinx's own copy is only made after all transforms."""
    for child in document.children:
        if isinstance(child, (nodes.field_list, nodes.docinfo)):
            return {field[0].astext(): field[1].astext() for field in child.findall(nodes.field)}
        if isinstance(child, nodes.section):
            break
    return {}


def is_chapter(document: nodes.document) -> bool:
    """Return whether the page has a prefix, and so permanent ids.

    Any other page stays as plain Sphinx makes it.
    """
    return "prefix" in front_matter(document)


def is_own(metadata: Mapping[str, str]) -> bool:
    """Return whether front matter says that all words of the page are the editors' own."""
    return str(metadata.get("own", "")).strip().lower() in ("true", "yes")


def document_prefix(docname: str, metadata: Mapping[str, str]) -> str:
    """Return the anchor prefix: the front matter's, else one made from the document's name."""
    return metadata.get("prefix", "").strip() or slug(docname) or "page"


def promised_headings(document: nodes.document, *, chapter: bool) -> set[str]:
    """Return the ids of headings that last: all in a chapter, elsewhere those that were typed.

    docutils makes the others from words and order, so that a new heading can take one over.
    """
    if chapter:
        return {id_ for section in document.findall(nodes.section) for id_ in section["ids"]}
    typed = {document.nameids[name] for name, explicit in document.nametypes.items() if explicit}
    return {id_ for id_ in typed if id_ and is_id(id_)}
