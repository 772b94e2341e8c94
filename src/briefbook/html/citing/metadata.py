"""What programs read from a page: citation data, meta tags and JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from briefbook.bibliography.exchange.ris_writing import ris_name
from briefbook.bibliography.persons import family_of, full_name
from briefbook.core.records import AnchorKind, DocumentRecords
from briefbook.core.words.labels import colon
from briefbook.html.citing.citations import CitableWork
from briefbook.html.citing.panel import panel_forms
from briefbook.html.citing.sources import FILES
from briefbook.html.citing.styles import spoken_code
from briefbook.html.pages.addresses import AT
from briefbook.html.theme.page_frame import page_address, pdf_address
from briefbook.html.theme.theme import uses_theme

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from briefbook.domain.citations.cite_domain import BriefCiteDomain
    from briefbook.domain.domain import BriefDomain

#: What links to the site are shown with, where its address is known.
IMAGE = "_brief/cover.png"
_DESCRIPTION = 200


def add_metadata(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Add what ``brief-meta.html`` prints; connected to the context of each page."""
    if not uses_theme(app):
        return
    records = cast("BriefDomain", app.env.get_domain("brief")).documents.get(pagename)
    book = book_cited(app.config)
    issue = ", ".join(filter(None, (app.config.brief_edition, context["brief_date_words"])))
    title = book_title(app.config)
    short = f"{title} ({issue})" if issue else title
    levels = {"book": panel_forms(book, short)}
    chapter = records is not None and records.is_chapter
    own_author = str(app.env.metadata.get(pagename, {}).get("author", "")).strip()
    if records is not None and chapter:
        cited = replace(
            book, key=records.prefix, chapter=records.title, author=own_author or book.author,
            book_author=book.author if own_author else "",
        )  # fmt: skip
        name = cast("BriefDomain", app.env.get_domain("brief")).book.document_name(pagename)
        levels = {
            "paragraph": panel_forms(cited, short, name, numbered=True),
            "chapter": panel_forms(cited, short, name), **levels,
        }  # fmt: skip
    home = page_address(app, app.config.root_doc)
    context["pageurl"] = None  # Sphinx's own canonical address; ours is beside the others.
    context["brief_citations"] = as_script(
        {
            "levels": levels,
            "home": home,
            "key": book.key,
            # Where any paragraph is found, whatever became of its page.
            "at": ""
            if AT in app.env.found_docs
            else page_address(app, AT) or app.builder.get_target_uri(AT),
            "language": spoken_code(book.language),
        }
    )
    description = describe(records) if records else ""
    context["brief_description"] = description or app.config.brief_subtitle
    context["brief_chapter"] = records.title if records is not None and chapter else ""
    shown = replace(book, author=own_author) if chapter and own_author else book
    context["brief_citation_authors"] = [meta_name(name) for name in shown.authors]
    # Search engines shall lead to what is written, not to what helps to find it.
    context["brief_noindex"] = pagename in ("search", "404", AT)
    context["brief_image"] = f"{base.rstrip('/')}/{IMAGE}" if (base := app.config.brief_url) else ""
    context["brief_citation_pdf"] = pdf_address(app.config)
    context["brief_sources"] = sources_of(app)
    context["brief_items"] = _items(app) if pagename == app.config.root_doc else []
    context["brief_citation_date"] = app.config.brief_date.replace("-", "/")
    context["brief_json_ld"] = as_script(
        json_ld(shown, context["brief_chapter"], context["brief_description"], context, home)
    )


def book_title(config: Config) -> str:
    """Return the title of the book, without its subtitle."""
    return str(config.html_title if "html_title" in config._raw_config else config.project)  # noqa: SLF001


def book_cited(config: Config) -> CitableWork:
    """Return the book as a whole as a work that can be cited."""
    title = book_title(config)
    if config.brief_subtitle:
        title = f"{title}{colon()}{config.brief_subtitle}"
    return CitableWork(
        config.brief_pdf_name or "book", config.author, title, config.brief_edition,
        config.brief_date, publisher=config.brief_publisher, language=config.language or "en",
    )  # fmt: skip


def meta_name(name: Mapping[str, str]) -> str:
    """Return an author as reference managers read a ``citation_author``.

    They take the last word of a name for the family name, and what precedes a comma; a body
    stays whole where a comma ends it. Zotero parts a single name with a comma and several words
    on both sides, so that such a one is written in its natural order.
    """
    if name.get("literal") or not name.get("given"):
        return ris_name(name)
    return (
        ris_name(name)
        if " " not in name["given"] or " " not in family_of(name)
        else full_name(name)
    )


def sources_of(app: Sphinx) -> tuple[tuple[str, str, str], ...]:
    """Return the files of the book's sources: name, media type, format; none without sources."""
    return FILES if cast("BriefCiteDomain", app.env.get_domain("cite")).citations else ()


def _items(app: Sphinx) -> list[str]:
    """Return the addresses of the book's pages, in reading order."""
    domain = cast("BriefDomain", app.env.get_domain("brief"))
    chapters = [name for name, doc in domain.book.documents.items() if doc.is_chapter]
    here = app.config.root_doc
    return [app.builder.get_relative_uri(here, name) for name in chapters]


def describe(records: DocumentRecords) -> str:
    """Return the beginning of a page's first paragraph, whole words."""
    texts = (a.text for a in records.anchors if a.kind is AnchorKind.PARAGRAPH and a.text)
    text = " ".join(next(texts, "").split())
    if len(text) <= _DESCRIPTION:
        return text
    return text[: text.rfind(" ", 0, _DESCRIPTION)] + " …"


def json_ld(
    book: CitableWork, chapter: str, description: str, context: Mapping[str, Any], home: str
) -> dict[str, Any]:
    """Return the page as schema.org describes it."""
    whole = {
        "@type": "Book", "name": book.book, "url": home, "bookEdition": book.edition,
        "datePublished": book.date, "author": [_agent(name) for name in book.authors],
        "publisher": {"@type": "Organization", "name": book.publisher} if book.publisher else "",
        "inLanguage": context.get("language"),
        "license": context["brief_licence"].address or context["brief_licence"].name,
    }  # fmt: skip
    if not chapter:
        data = {"@context": "https://schema.org", **whole, "description": description}
    else:
        data = {
            "@context": "https://schema.org", "@type": "Chapter", "name": chapter,
            "url": context.get("brief_address"), "description": description,
            "author": whole["author"], "isPartOf": _filled(whole),
        }  # fmt: skip
    return _filled(data)


def _agent(name: Mapping[str, str]) -> dict[str, str]:
    if name.get("literal") or not name.get("given"):
        return {"@type": "Organization", "name": family_of(name)}
    return {"@type": "Person", "name": full_name(name), "familyName": family_of(name),
            "givenName": name["given"]}  # fmt: skip


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}


def as_script(data: object) -> str:
    """Return JSON that may stand inside a script element of a page."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
