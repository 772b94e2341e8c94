"""The reading edition: the book together with the full text of its sources, for one reader.

The builder ``briefreader`` writes the same site as ``html`` and beside it one page a source, cut
into blocks. Every citation of a chapter leads to its block, every block lists what cites it. The
texts come from the reader's own disk, enter no doctree and no other output, and each page says
that it is not for redistribution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform

from briefbook.bibliography.printing.relations import REPORTED_IN
from briefbook.core.words.labels import label, message
from briefbook.domain.collect.source_records import source_records
from briefbook.html.parallel_write import share_pages_out
from briefbook.html.reading_edition.source_texts import (
    cited_block,
    draw_source,
    draw_sources,
    text_page,
)
from briefbook.html.theme.rewritten_templates import RewrittenTemplates

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from briefbook.domain.citations.cite_domain import BriefCiteDomain
    from briefbook.domain.domain import BriefDomain

NAME = "briefreader"
STYLE = "brief-reader.css"
#: Stands in every folder of a reading edition, so that nothing else is built into it.
MARK = "NOT-FOR-REDISTRIBUTION.txt"
NOTICE = message(
    "Reading edition with the full text of the sources: for your own use, not for redistribution."
)


class BriefReaderBuilder(StandaloneHTMLBuilder):
    """The site with the texts of its sources, marked on every page."""

    name = NAME
    epilog = "The reading edition is in %(outdir)s; it is not for redistribution."

    def init(self) -> None:
        """Write the pages in parallel, as for the site."""
        super().init()
        share_pages_out(self._app, self)

    def init_templates(self) -> None:
        """Mark every page, whatever its template, in one place."""
        super().init_templates()
        self.templates = RewrittenTemplates(self.templates, _marked)


def _marked(page: str, context: dict[str, Any]) -> str:
    """Return the page with the notice at its head and a request not to index it."""
    texts = escape(context["pathto"](text_page("")))
    link = f'<a href="{texts}">{escape(label("The texts"))}</a>'
    note = f'<p class="brief-private" role="note">{escape(label(NOTICE))} {link}</p>'
    page = re.sub(r"(<body\b[^>]*>)", lambda tag: f"{tag[1]}\n{note}", page, count=1)
    robots = '<meta name="robots" content="noindex, nofollow" />'
    return page.replace("</head>", f"{robots}\n</head>", 1)


def keep_apart(app: Sphinx) -> None:
    """Refuse to write a reading edition over a site that may be published."""
    out = Path(app.outdir)
    private = (out / MARK).exists()
    if app.builder.name != NAME:
        if private:
            raise ExtensionError(
                f"{out} holds a reading edition with the texts of sources: build into another "
                "folder, or remove this one first"
            )
        return
    if not private and (out / "index.html").exists():
        raise ExtensionError(
            f"{out} holds a site that is not a reading edition: build into another folder, "
            "such as build/reader"
        )
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).write_text(f"{label(NOTICE)}\n", encoding="utf-8")
    app.add_css_file(STYLE, priority=950)


def collect_texts(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield a page for each source, and one that lists them: name, context, template."""
    if app.builder.name != NAME:
        return
    from briefbook.sources.records.texts import find_texts, text_folders

    book = cast("BriefDomain", app.env.get_domain("brief")).book
    records = source_records(app)
    texts = find_texts(records, text_folders(Path(app.confdir)))
    builder = cast("BriefReaderBuilder", app.builder)
    pages = [(text_page(""), label("Texts of the sources"), draw_sources(builder, records, texts))]
    for key, record in sorted(records.items()):
        drawn = draw_source(builder, book, record, texts.get(key, {}))
        pages.append((text_page(key), record.title or key, drawn))
    for name, title, drawn in pages:
        context = {"title": title, "body": builder.render_partial(drawn)["fragment"]}
        yield name, context, "page.html"


class LeadToBlocks(SphinxPostTransform):
    """Let each citation lead to the block that it cites."""

    builders = (NAME,)
    # After citations are resolved (10).
    default_priority = 900

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        records = source_records(self.env._app)  # noqa: SLF001  # no public way to it
        cite = cast("BriefCiteDomain", self.env.get_domain("cite"))
        for link in self.document.findall(nodes.reference):
            if "cited" not in link:
                continue
            key, locator = link["cited"]
            if key not in records and key in cite.by_key:
                # A work that is known only through an article is to be read there.
                relation = cite.works[cite.by_key[key].entry.key].relation
                if relation.kind == REPORTED_IN and relation.keys:
                    key, locator = relation.keys[0], relation.locator
            if key in records:
                page = text_page(key)
                builder = self.env._app.builder  # noqa: SLF001  # as above
                uri = builder.get_relative_uri(self.env.docname, page)
                link["refuri"] = f"{uri}#{cited_block(records[key], locator)}"
                link.attributes.pop("refid", None)
