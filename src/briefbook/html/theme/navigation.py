"""The contents beside every page: groups of the root's toctrees, the current page unfolded.

The theme resolves the whole toctree for each page, which takes a long book hours and repeats
its contents in every file. Here the groups are read once, and a long group shows the current
page's neighbours with a link to the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from docutils import nodes

from briefbook.core.words.labels import label, number_words
from briefbook.output.contents import Contents, Group

#: A longer group shows only so many entries before and after the current one.
_WHOLE = 60
_NEAR = 12


def draw_contents(
    contents: Contents, docname: str, link: Callable[[str], str], sections: nodes.Node | None
) -> str:
    """Return the contents as HTML, seen from one page.

    ``link`` gives the relative address of a page; ``sections`` is the page's own toc.
    """
    place = contents.places.get(docname)
    parts = []
    for g, group in enumerate(contents.groups):
        current = place[1] if place and place[0] == g else None
        if group.caption:
            parts.append(f'<p class="brief-nav-caption">{escape(group.caption)}</p>')
        parts.append("<ul>")
        parts += _draw_entries(group, current, link, sections)
        parts.append("</ul>")
        if len(group.entries) > _WHOLE:
            words = escape(label("All {n} in the contents", n=number_words(len(group.entries))))
            address = escape(link(contents.root), quote=True)
            parts.append(f'<p class="brief-nav-all"><a href="{address}">{words}</a></p>')
    return "\n".join(parts)


def _draw_entries(
    group: Group, current: int | None, link: Callable[[str], str], sections: nodes.Node | None
) -> Iterator[str]:
    entries = list(enumerate(group.entries))
    if len(entries) > _WHOLE:
        middle = current or 0
        entries = entries[max(0, middle - _NEAR) : middle + _NEAR + 1]
    for position, entry in entries:
        number = f'<span class="brief-nav-number">{entry.number}</span> ' if entry.number else ""
        words = f"{number}<span>{escape(entry.title)}</span>"
        if position != current:
            address = escape(link(entry.docname), quote=True)
            yield f'<li><a href="{address}">{words}</a></li>'
            continue
        yield f'<li class="brief-current"><a href="#" aria-current="page">{words}</a>'
        yield from _draw_sections(sections)
        yield "</li>"


def _draw_sections(toc: nodes.Node | None) -> Iterator[str]:
    """Yield the sections of the current page, one level."""
    top = toc.next_node(nodes.list_item) if toc is not None else None
    inner = [child for child in top.children if isinstance(child, nodes.bullet_list)] if top else []
    references = [
        reference
        for listing in inner
        for item in listing.children
        if isinstance(item, nodes.Element)
        and (reference := item.next_node(nodes.reference)) is not None
    ]
    if references:
        yield '<ul class="brief-nav-sections">'
        for reference in references:
            address = escape(reference.get("anchorname", ""), quote=True)
            yield f'<li><a href="{address}">{escape(reference.astext())}</a></li>'
        yield "</ul>"
