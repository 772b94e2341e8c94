"""What the templates need to draw the frame of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from briefbook import __version__
from briefbook.core.dates import DateError, date_words
from briefbook.core.records import AnchorKind, DocumentRecords
from briefbook.core.words.labels import counted, label, labels
from briefbook.core.words.text import word_count
from briefbook.domain.translation.states import (
    CHANGED,
    ORIGINAL,
    UNTRANSLATED,
    original_language,
)
from briefbook.html.theme.navigation import draw_contents
from briefbook.html.theme.other_languages import OtherEdition, other_editions
from briefbook.html.theme.theme import uses_theme
from briefbook.output.contents import Contents, read_contents
from briefbook.output.file_names import brief_name, pdf_name
from briefbook.output.licence import read_licence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from briefbook.domain.domain import BriefDomain

#: Words that a practised reader takes in per minute.
_WORDS_A_MINUTE = 230


class PageFrame:
    """Fills the context of each page; holds what is the same for all of them."""

    def __init__(self) -> None:
        self._contents: Contents | None = None

    def forget(self, *_: object) -> None:
        """Read the contents again on next use; connected to the end of reading."""
        self._contents = None

    def contents(self, app: Sphinx) -> Contents:
        """Return the contents of the book."""
        if self._contents is None:
            self._contents = read_contents(app.env)
        return self._contents

    def fill(
        self, app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
    ) -> None:
        """Add what ``layout.html`` and its parts print, under names that begin ``brief_``."""
        if not uses_theme(app):
            return
        contents = self.contents(app)
        config = app.config
        records = cast("BriefDomain", app.env.get_domain("brief")).documents.get(pagename)
        context["label"], context["brief_plain"] = label, labels().plain
        context["brief_version"] = __version__
        context["brief_nav"] = draw_contents(
            contents, pagename, context["pathto"], app.env.tocs.get(pagename)
        )
        context["brief_group"] = contents.group_of(pagename)
        context["brief_downloads"] = list(downloads(config, context["pathto"]))
        context["brief_date_words"] = _in_words(config.brief_date)
        context["brief_address"] = page_address(app, pagename)
        context["brief_facts"] = chapter_facts(records) if records and records.is_chapter else []
        context["brief_facts"] += _translation_facts(app.env.metadata.get(pagename, {}))
        context["brief_languages"] = [*other_editions(app, pagename)] if records else []
        context["brief_original"] = _original(app, pagename) if records else None
        if app.config.language != original_language(app.config):
            context["docstitle"] = app.env.titles[app.config.root_doc].astext()
        context["brief_licence"] = read_licence(config.brief_licence)
        for name in ("subtitle", "edition", "date", "url", "handling", "pack", "publisher"):
            context[f"brief_{name}"] = config[f"brief_{name}"]


def chapter_facts(records: DocumentRecords) -> list[str]:
    """Return the length of a chapter for its head: paragraphs, notes, minutes to read."""
    paragraphs = [a for a in records.anchors if a.kind is AnchorKind.PARAGRAPH and not a.withdrawn]
    words = sum(word_count(anchor.text) for anchor in paragraphs)
    minutes = max(1, round(words / _WORDS_A_MINUTE))
    count, notes = len(paragraphs), len(records.notes)
    facts = [
        (count, counted("{n} numbered paragraph", "{n} numbered paragraphs", count)),
        (notes, counted("{n} note", "{n} notes", notes)),
        (minutes, counted("{n} minute to read", "{n} minutes to read", minutes)),
    ]
    return [words for number, words in facts if number]


def _original(app: Sphinx, pagename: str) -> OtherEdition | None:
    """Return the page in the original's language, if not all of it is translated."""
    metadata = app.env.metadata.get(pagename, {})
    own = original_language(app.config)
    left = int(metadata.get(UNTRANSLATED, 0)) and app.config.language != own
    editions = other_editions(app, pagename) if left else ()
    return next((each for each in editions if each.code == own.replace("_", "-")), None)


def _translation_facts(metadata: Mapping[str, str]) -> list[str]:
    """Return how many texts of a translated page have changed since, and have no translation."""
    if ORIGINAL in metadata:
        return [label("This page is not translated.")]
    changed, left = int(metadata.get(CHANGED, 0)), int(metadata.get(UNTRANSLATED, 0))
    facts = [
        (changed, counted("{n} text changed since its translation",
                          "{n} texts changed since their translation", changed)),
        (left, counted("{n} text not translated", "{n} texts not translated", left)),
    ]  # fmt: skip
    return [words for number, words in facts if number]


def downloads(config: Config, pathto: Callable[[str, bool], str]) -> Iterator[tuple[str, str]]:
    """Yield the label and the address of each download that a page offers.

    A book in volumes is several files, none of which is the book.
    """
    beside = config.brief_downloads
    if "pdf" in beside and not config.brief_volumes:
        yield "PDF", pathto(f"{pdf_name(config)}.pdf", True)
    elif address := pdf_address(config):
        yield "PDF", address
    if "brief" in beside:
        yield label("Two-page brief"), pathto(f"{brief_name(config)}.pdf", True)


def pdf_address(config: Config) -> str:
    """Return the public address of the PDF; empty where it is not known, or is several files."""
    address = str(config.brief_pdf_url)
    if not address and "pdf" in config.brief_downloads and config.brief_url:
        address = f"{str(config.brief_url).rstrip('/')}/"
    if not address or config.brief_volumes:
        return ""
    return f"{address}{pdf_name(config)}.pdf" if address.endswith("/") else address


def page_address(app: Sphinx, pagename: str) -> str:
    """Return the public address of a page; empty where ``brief_url`` is not set."""
    base = str(app.config.brief_url)
    return base.rstrip("/") + "/" + app.builder.get_target_uri(pagename) if base else ""


def _in_words(date: str) -> str:
    try:
        return date_words(date) if date else ""
    except DateError:
        return date
