"""The files of a site for programs: its sources, its sitemap, its citation file, its cover."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from briefbook.bibliography.persons import family_of
from briefbook.core.files.writing import write_if_changed
from briefbook.core.words.labels import label
from briefbook.domain.editions.anchor_list import SITES
from briefbook.domain.settings.briefing_book import is_briefing_book
from briefbook.html.citing.citations import CitableWork
from briefbook.html.citing.metadata import IMAGE, book_cited, book_title
from briefbook.html.citing.sources import listed_works, write_sources
from briefbook.html.theme.page_frame import page_address
from briefbook.html.theme.theme import uses_theme
from briefbook.output.cover import book_cover, cover_png
from briefbook.output.licence import read_licence

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def write_site_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the book's sources in any theme; in ours, the sitemap and the citation file too.

    The sitemap is written where the site's address is known. Of a shelf, other books read the
    sources of this one. A project that is not a briefing book gets none of these files.
    """
    if exception is not None:
        return
    out = Path(app.outdir)
    ours = uses_theme(app)
    if ours or (app.builder.name in SITES and is_briefing_book(app.config)):
        write_sources(out, listed_works(app.env))
    if not ours:
        return
    if app.config.brief_url:
        addresses = (page_address(app, name) for name in sorted(app.env.found_docs))
        write_if_changed(out / "sitemap.xml", sitemap(addresses, app.config.brief_date))
        cover = cover_png(book_cover(app.config, book_title(app.config)), wide=True)
        (out / IMAGE).write_bytes(cover)
    write_if_changed(out / "CITATION.cff", citation_file(book_cited(app.config), app.config))


def sitemap(addresses: Iterable[str], date: str) -> str:
    """Return a sitemap (sitemaps.org 0.9) of these addresses."""
    changed = f"<lastmod>{escape(date)}</lastmod>" if date else ""
    entries = [f"<url><loc>{escape(address)}</loc>{changed}</url>" for address in addresses]
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *entries,
        "</urlset>\n",
    ])  # fmt: skip


def citation_file(book: CitableWork, config: Config) -> str:
    """Return the book in the Citation File Format 1.2.0; JSON strings are YAML strings."""
    licence = read_licence(config.brief_licence)
    values = {
        "cff-version": "1.2.0",
        "message": label("To cite this book or a paragraph of it, use these data."),
        "type": "dataset",
        "title": book.book,
        "version": book.edition,
        # The format knows days alone; an edition may name its month or year.
        "date-released": book.date if _DAY.fullmatch(book.date) else "",
        "url": config.brief_url,
        # The format knows identifiers of SPDX; of any other licence it may have the address.
        "license": licence.spdx,
        "license-url": "" if licence.spdx else licence.address,
    }
    lines = [
        f"{name}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in values.items()
        if value
    ]
    authors = [line for name in book.authors or [{"literal": book.book}] for line in _cff(name)]
    return "\n".join([*lines, "authors:", *authors, ""])


def _cff(name: Mapping[str, str]) -> list[str]:
    """Return an author in the Citation File Format: a person's parts, or a body's name."""
    if name.get("literal") or not name.get("given"):
        parts = {"name": family_of(name)}
    else:
        parts = {
            "family-names": name["family"], "given-names": name["given"],
            "name-particle": name.get("non-dropping-particle", ""),
            "name-suffix": name.get("suffix", ""),
        }  # fmt: skip
    lines = [f"{part}: {json.dumps(v, ensure_ascii=False)}" for part, v in parts.items() if v]
    return [f"{'  - ' if place == 0 else '    '}{line}" for place, line in enumerate(lines)]
