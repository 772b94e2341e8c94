"""The passages of each page as data for previews and search: one small script a page.

A page opened from the disk may load scripts and nothing else, so the data are scripts too:
``_brief/pages/chapters/river.js`` adds ``["river-1", "paragraph", "1", "The old bridge …"]``
and the like to ``briefbook.pages``. Texts are plain: a reader's browser never takes them for
markup.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from briefbook.core.files.writing import write_if_changed
from briefbook.core.ids import source_id
from briefbook.core.records import AnchorKind, DocumentRecords

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from briefbook.core.book import Book
    from briefbook.domain.citations.cite_domain import BriefCiteDomain
    from briefbook.domain.domain import BriefDomain

#: A citation that was taken out of a sentence leaves its space before the full stop.
_SPACE_BEFORE_STOP = re.compile(r"\s+(?=[.,;:!?)])")


@dataclass(frozen=True, slots=True)
class PagePassage:
    """One thing to preview or find; ``number`` or name in ``label``, plain words in ``text``."""

    id: str
    kind: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PageData:
    """The passages of one page in their order; ``uri`` is its address from the site's root."""

    uri: str
    name: str
    title: str
    passages: tuple[PagePassage, ...]
    #: Whether ``name`` is the number of a chapter, not a title.
    numbered: bool = False
    #: That number, and what the ids of the page's paragraphs begin with.
    number: str = ""
    prefix: str = ""

    @property
    def key(self) -> str:
        """The name of its data file without ending: a page's address without ``.html``."""
        return self.uri.removesuffix(".html").removesuffix("/") or "index"


def page_data(app: Sphinx) -> Iterator[PageData]:
    """Yield the data of every document, in reading order."""
    book = cast("BriefDomain", app.env.get_domain("brief")).book
    cite = cast("BriefCiteDomain", app.env.get_domain("cite"))
    entries = {source_id(c.key): str(c.formatted_entry.text) for c in cite.by_key.values()}
    sources: dict[str, list[PagePassage]] = {}
    for anchor in book.sources:
        text = entries.get(anchor.id, "")
        passage = PagePassage(anchor.id, anchor.kind.value, anchor.label, text)
        sources.setdefault(anchor.docname, []).append(passage)
    for docname, records in book.documents.items():
        number = book.numbers.get(docname, "")
        numbered = bool(number)
        yield PageData(
            app.builder.get_target_uri(docname),
            book.document_name(docname).replace("\N{NO-BREAK SPACE}", " ")
            if numbered
            else records.title,
            records.title,
            (*_passages(records, book), *sources.get(docname, [])),
            numbered,
            str(number),
            records.prefix if records.is_chapter else "",
        )


def write_page_data(folder: Path, pages: Sequence[PageData]) -> None:
    """Write the data of each page below ``folder``; remove those of pages that no longer exist."""
    written = set()
    for page in pages:
        path = folder / f"{page.key}.js"
        write_if_changed(path, page_script(page))
        written.add(path)
    for path in folder.rglob("*.js"):
        if path not in written:
            path.unlink()


def page_script(page: PageData) -> str:
    """Return the script that adds a page's passages to ``briefbook.pages``."""
    data = {
        "uri": page.uri,
        "name": page.name,
        "title": page.title,
        "numbered": page.numbered,
        "passages": [[p.id, p.kind, p.label, p.text] for p in page.passages],
    }
    key = json.dumps(page.key, ensure_ascii=False)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"(briefbook.pages??={{}})[{key}]={text};\n"


def _passages(records: DocumentRecords, book: Book) -> Iterator[PagePassage]:
    links: dict[str, set[str]] = defaultdict(set)
    for link in records.links:
        links[link.place].add(link.target)
    for anchor in records.anchors:
        text = ""
        if anchor.kind not in (AnchorKind.CHAPTER, AnchorKind.SECTION):
            text = _SPACE_BEFORE_STOP.sub("", " ".join(anchor.text.split()))
            for target in sorted(links[anchor.id]):
                text = _print_link(text, target, book, records.docname)
        if text or anchor.label:
            yield PagePassage(anchor.id, anchor.kind.value, anchor.label, text)


def _print_link(text: str, target: str, book: Book, docname: str) -> str:
    """Replace the target of a link without words by what a reader sees of it."""
    anchor = book.anchor(target)
    if anchor is None:
        return text
    label = book.label(anchor, docname)
    return re.sub(rf"(?<![\w-]){re.escape(target)}(?![\w-])", lambda _: label, text)
