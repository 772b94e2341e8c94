"""Lists that the site has and print leaves out, unless ``brief_pdf_lists`` asks for them."""

from __future__ import annotations

from docutils import nodes

from briefbook.config import BriefConfig
from briefbook.core.words.labels import label, message
from briefbook.domain.drawing.drawn import DrawnNode

LEFT_OUT = "brief-left-out"
"""Class of a section, or of the paragraph in a list's place."""
_WORDS = {
    "notes": message(
        "Each note stands at the foot of the page that calls it first; the list is on the site"
    ),
    "indexes": message("Print has none; the list is on the site"),
}


def leave_out_lists(doctree: nodes.document, docname: str, settings: BriefConfig) -> None:
    """Put a line in the place of each list that is not printed.

    A section that holds nothing else but words about its lists becomes one line, which keeps the
    ids of all its sections: what leads to them leads there. To be called before lists are drawn.
    """
    lists = {
        id(node): node
        for node in doctree.findall(DrawnNode)
        if node.print_list and node.print_list not in settings.pdf_lists
    }
    if not lists:
        return
    while section := _next_of_lists(doctree, lists):
        _shorten(section, lists, docname, settings)
    for node in list(doctree.findall(DrawnNode)):
        if id(node) in lists:
            node.replace_self(_line(node, docname, settings))


def _next_of_lists(doctree: nodes.document, lists: dict[int, DrawnNode]) -> nodes.section | None:
    """Return the first outermost section that is still to become a line."""
    sections = doctree.findall(nodes.section)
    return next((section for section in sections if _is_lists(section, lists)), None)


def _is_lists(section: nodes.section, lists: dict[int, DrawnNode]) -> bool:
    """Return whether a section has lists that are left out, and only words about them beside."""
    below = [child for child in section.children if isinstance(child, nodes.section)]
    rest = [child for child in section.children if child not in below]
    held = [child for child in rest if id(child) in lists]
    words = (nodes.title, nodes.paragraph, nodes.target, nodes.comment)
    return (
        bool(held or below)
        and all(_is_lists(child, lists) for child in below)
        and all(id(child) in lists or _is_words(child, words) for child in rest)
    )


def _is_words(node: nodes.Node, kinds: tuple[type, ...]) -> bool:
    # A paragraph with an id may be cited: it is more than words about a list.
    return isinstance(node, kinds) and not (isinstance(node, nodes.paragraph) and node["ids"])


def _shorten(
    section: nodes.section, lists: dict[int, DrawnNode], docname: str, settings: BriefConfig
) -> None:
    title = section.next_node(nodes.title)
    first = next(node for node in section.findall(DrawnNode) if id(node) in lists)
    line = _line(first, docname, settings)
    line.extend(
        nodes.target("", "", ids=below["ids"])
        for below in section.findall(nodes.Element)
        if below is not section and below["ids"]
    )
    section.children = []
    section += [title or nodes.title(), line]
    section["classes"].append(LEFT_OUT)


def _line(node: DrawnNode, docname: str, settings: BriefConfig) -> nodes.paragraph:
    """Return the line that takes a list's place."""
    words = label(
        _WORDS.get(node.print_list, message("Print leaves it out; the list is on the site"))
    )
    page = f"{settings.url.rstrip('/')}/{docname}.html" if settings.url else ""
    line = nodes.paragraph("", f"{words}{': ' if page else '.'}")
    if page:
        line += nodes.reference("", page, refuri=page, internal=False)
        line += nodes.Text(".")
    line["classes"].append(LEFT_OUT)
    return line
