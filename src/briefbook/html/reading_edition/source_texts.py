"""The pages of a reading edition that hold a source's text, block by block.

Text reaches the page only as text nodes: whatever an article contains, none of it is markup.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from docutils import nodes

from briefbook.core.ids import slug
from briefbook.core.locators.reading import read_locator
from briefbook.core.records import Use
from briefbook.core.words.labels import counted, label
from briefbook.domain.drawing.backlinks import draw_uses
from briefbook.sources.records.places import find_places
from briefbook.sources.records.record import Block, SourceRecord

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from briefbook.core.book import Book

_WHOLE = ""


def text_page(key: str) -> str:
    """Return the name of a source's page; of the page that lists them, for no key."""
    return f"texts/{key or 'index'}"


def block_id(locator: str) -> str:
    """Return the id of a block: ``block-12`` for ``¶ 12``."""
    return f"block-{slug(locator)}"


def cited_block(record: SourceRecord, locator: str) -> str:
    """Return the id of the first block that a locator names, also by page or by time code.

    ``text`` for none, and for one that names no block, such as a section.
    """
    blocks = find_places(record, locator).blocks if locator else ()
    return block_id(blocks[0].locator) if blocks else "text"


def draw_sources(
    builder: StandaloneHTMLBuilder,
    records: Mapping[str, SourceRecord],
    texts: Mapping[str, Mapping[str, str]],
) -> nodes.section:
    """Return the list of all sources, each with whether its text is available."""
    page = nodes.section("", nodes.title("", label("Texts of the sources")), ids=["text"])
    listed = nodes.bullet_list()
    for key, record in sorted(records.items()):
        uri = builder.get_relative_uri(text_page(""), text_page(key))
        link = nodes.reference("", record.title or key, refuri=uri, internal=True)
        said = f" ({key}): {counted('{n} block', '{n} blocks', len(record.blocks))}"
        said += "" if key in texts else f"; {label('the text is not on this disk')}"
        listed += nodes.list_item("", nodes.paragraph("", "", link, nodes.Text(said)))
    page += listed
    return page


def draw_source(
    builder: StandaloneHTMLBuilder, book: Book, record: SourceRecord, texts: Mapping[str, str]
) -> nodes.section:
    """Return a source's page; without its text, the blocks still list what cites them."""
    docname = text_page(record.key)
    page = nodes.section("", nodes.title("", record.title or record.key), ids=["text"])
    facts = (record.key, record.originator, *record.authors, record.publisher, record.date)
    page += nodes.paragraph("", " · ".join(dict.fromkeys(filter(None, facts))))
    if not texts:
        page += nodes.paragraph(
            "",
            label("The text is not on this disk: put its file into a folder of BRIEFBOOK_TEXTS."),
        )
    uses = _uses_by_block(book, record)
    page += draw_uses(book, builder, docname, label("Cited as a whole in:"), uses.get(_WHOLE, []))
    for block in record.blocks:
        page += _draw_block(block, texts.get(block.locator, ""))
        drawn = draw_uses(book, builder, docname, label("Cited in:"), uses.get(block.locator, []))
        page += drawn or nodes.paragraph("", _uncited(block), classes=["brief-used"])
    return page


def _draw_block(block: Block, text: str) -> nodes.container:
    id_ = block_id(block.locator)
    shown = read_locator(block.locator).typeset()
    number = nodes.reference("", shown, refuri=f"#{id_}", classes=["brief-block-locator"])
    words = text or counted("{n} word", "{n} words", block.words)
    classes = ["brief-block", f"brief-block-{block.kind}", *([] if text else ["brief-block-empty"])]
    line = nodes.paragraph("", "", number, nodes.Text(" "), nodes.inline("", words))
    return nodes.container("", line, ids=[id_], classes=classes)


def _uncited(block: Block) -> str:
    if block.left_out:
        return label("Cited nowhere: {reason}", reason=block.left_out)
    return label("Cited nowhere.")


def _uses_by_block(book: Book, record: SourceRecord) -> dict[str, list[Use]]:
    """Return the citations of a source by single locator; those of the whole by ``""``."""
    found: dict[str, list[Use]] = defaultdict(list)
    for use in book.citations.get(record.key, []):
        if not use.locator:
            found[_WHOLE].append(use)
            continue
        for block in find_places(record, use.locator).blocks:
            found[block.locator].append(use)
    return found
