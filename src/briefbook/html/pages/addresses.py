"""Permanent addresses: ``at.html#id`` for every id, and pages that an edition promised.

A reader cites ``at.html#martyrs-7``; the script ``brief-anchors.js`` leads from there to wherever
the paragraph stands now. A page that was published and no longer exists keeps its address as a
list of where its paragraphs went.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from briefbook.anchors.editions.edition import standing_promises
from briefbook.anchors.editions.store import read_editions
from briefbook.core.errors import BriefbookError
from briefbook.core.ids import reading_key
from briefbook.core.words.labels import label
from briefbook.domain.editions.anchor_list import SITES

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from briefbook.core.book import Book
    from briefbook.domain.domain import BriefDomain

SCRIPT = "brief-anchors.js"
#: The page that leads to any anchor; a document of this name would win over it.
AT = "at"


def collect_addresses(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield ``at`` and the pages of editions that no longer exist: name, context, template."""
    if app.builder.name not in SITES:
        return
    book = cast("BriefDomain", app.env.get_domain("brief")).book
    if AT not in app.env.found_docs:
        yield AT, {"title": label("Find a paragraph"), "body": _at_body(app, book)}, "page.html"
    for docname, ids in sorted(_lost_pages(app).items()):
        body = _lost_body(app, book, docname, ids)
        yield docname, {"title": label("This page has moved"), "body": body}, "page.html"


def _at_body(app: Sphinx, book: Book) -> str:
    # The script puts the id and its neighbours in.
    asked = '<code class="brief-at-id"></code>'
    unknown = escape(
        label("This book has no paragraph, note or entry with the id {id}.", id="⟦id⟧")
    ).replace("⟦id⟧", asked)
    near = escape(label("Did you mean {words}?", words="⟦words⟧")).replace(
        "⟦words⟧", '<span class="brief-at-ids"></span>'
    )
    lasting = escape(
        label(
            "Every paragraph has an address that lasts: this page, the sign #, and the "
            "paragraph’s id. It leads to wherever the paragraph stands now."
        )
    )
    chapters = "".join(
        f"<li>{_link(app, AT, doc.docname, '', doc.title)}: <code>{escape(doc.prefix)}-1</code> …"
        "</li>"
        for doc in book.documents.values()
        if doc.is_chapter
    )
    return (
        f'<section id="find-a-paragraph"><h1>{escape(label("Find a paragraph"))}</h1>'
        f'<div class="brief-at-unknown" role="status" hidden><p>{unknown}</p>'
        f'<p class="brief-at-near" hidden>{near}</p></div><p>{lasting}</p>'
        f"<ul>{chapters}</ul></section>"
    )


def _lost_pages(app: Sphinx) -> dict[str, list[str]]:
    """Return what editions promised on pages that do not exist any more, by docname."""
    found: dict[str, list[str]] = {}
    try:
        promises = standing_promises(read_editions(Path(app.confdir)))
    except BriefbookError:
        return {}  # Reported by the check of promises.
    for promise, _edition in promises.values():
        if promise.page not in app.env.found_docs:
            found.setdefault(promise.page, []).append(promise.id)
    return found


def _lost_body(app: Sphinx, book: Book, docname: str, ids: list[str]) -> str:
    places = []
    for id_ in sorted(ids, key=reading_key):
        anchor = book.anchor(id_)
        if anchor:
            link = _link(app, docname, anchor.docname, id_, book.label(anchor, ""))
            places.append(f"<li><code>{escape(id_)}</code>: {link}</li>")
    return (
        f'<section id="this-page-has-moved"><h1>{escape(label("This page has moved"))}</h1>'
        f"<p>{escape(label('What stood here is now at:'))}</p><ul>{''.join(places)}</ul></section>"
    )


def _link(app: Sphinx, page: str, docname: str, id_: str, words: str) -> str:
    uri = app.builder.get_relative_uri(page, docname) + (f"#{id_}" if id_ else "")
    return f'<a class="reference internal" href="{escape(uri)}">{escape(words)}</a>'
