"""References and citations of the works of a .bib file, as text."""

from __future__ import annotations

from briefbook.bibliography.inheritance import inherit
from briefbook.bibliography.items.conversion import to_csl
from briefbook.bibliography.items.parts import CslItem
from briefbook.bibliography.printing.citing import Cited, format_citation
from briefbook.bibliography.printing.formatting import format_entry
from briefbook.bibliography.printing.labels import label_items
from briefbook.bibliography.reading import read_bib
from briefbook.bibliography.rich_text import markup, plain


def items(source: str) -> list[CslItem]:
    return [to_csl(entry).item for entry in inherit(read_bib(source)).entries]


def references(source: str) -> list[str]:
    """Return the references in their order, italics as ``<i>``."""
    found = items(source)
    labels = label_items(found)
    ordered = sorted(found, key=lambda item: labels[item["id"]].sort_key)
    return [markup(format_entry(item, labels[item["id"]])) for item in ordered]


def markup_free(text: str) -> str:
    return text.replace("&amp;", "&")


def citations(source: str) -> list[str]:
    found = items(source)
    labels = label_items(found)
    return [plain(format_citation([Cited(item["id"])], labels)) for item in found]
