"""The list of all anchors of a built book: ``anchors.json`` beside the HTML.

The format is described in ``src/briefbook/anchors/FORMATS.md``. :func:`write_anchor_list` and
:func:`read_anchor_list` are each other's inverse.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefbook.core.files.json_lines import dump_lines

FORMAT = "briefbook-anchors"
VERSION = 1
LIST_BUILDER = "brieflist"
"""The builder that makes the list alone."""
LEFT_OUT = "left out here, so that what it holds counts as gone"
"""Of a document that cannot be read, in a list of all others."""


class AnchorListError(ValueError):
    """The text is not an anchor list that this version can read; the message says why."""


@dataclass(frozen=True, slots=True)
class CitedBlock:
    """A citation: the source's key and the locator (empty: the source as a whole)."""

    key: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Mentions:
    """What one place refers to: sources, and the ids of notes, terms and other anchors."""

    citations: tuple[CitedBlock, ...] = ()
    notes: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    def targets(self) -> Iterator[str]:
        """Yield the ids of notes, terms and anchors; sources have keys, not ids, here."""
        yield from (*self.notes, *self.terms, *self.links)


@dataclass(frozen=True, slots=True)
class ListedAnchor:
    """One anchor; ``page`` is its docname, ``uri`` its address from the site's root.

    ``number`` is a paragraph's or note's own, ``label`` what a link from another page prints.
    ``used_by`` are the anchors that call, use, cite or link to this one. ``pdf_page`` counts
    from 1 (0: not known), ``pdf_volume`` too (0: the PDF is one file). ``key`` is a source's;
    ``related`` and ``related_locator`` say through which article a work is known.
    """

    id: str
    kind: str
    page: str
    uri: str
    label: str
    number: str = ""
    text: str = ""
    withdrawn: bool = False
    mentions: Mentions = field(default_factory=Mentions)
    used_by: tuple[str, ...] = ()
    pdf_page: int = 0
    key: str = ""
    related: str = ""
    related_locator: str = ""
    pdf_volume: int = 0


@dataclass(frozen=True, slots=True)
class ListedPage:
    """One page; ``mentions`` are those outside any anchor, e.g. in an in-brief box."""

    docname: str
    title: str
    uri: str
    name: str
    prefix: str = ""
    source: str = ""
    mentions: Mentions = field(default_factory=Mentions)


@dataclass(frozen=True, slots=True)
class AnchorList:
    """All anchors and pages of a book.

    ``inputs`` gives the SHA-256 of each file that they were read from, by its path from the
    book's root, so that a reader of the list can tell whether the book has changed since.
    """

    project: str
    edition: str
    date: str
    inputs: Mapping[str, str]
    pages: Mapping[str, ListedPage]
    anchors: Mapping[str, ListedAnchor]

    def describe(self, id_: str) -> str:
        """Return ``chapter 2, ¶ 7`` for an anchor, or the id where there is none."""
        anchor = self.anchors.get(id_)
        return anchor.label if anchor else id_


def write_anchor_list(book: AnchorList) -> str:
    """Return the text of ``anchors.json``: sorted, one entry a line, the same for the same book."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "project": book.project,
        "edition": book.edition,
        "date": book.date,
    }
    return dump_lines(
        head,
        {
            "inputs": book.inputs,
            "pages": {docname: _page_data(page) for docname, page in book.pages.items()},
            "anchors": {id_: _anchor_data(anchor) for id_, anchor in book.anchors.items()},
        },
    )


def read_anchor_list(text: str) -> AnchorList:
    """Read ``anchors.json``.

    Raises :class:`AnchorListError` where it is not JSON, not this format or another version.
    """
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise AnchorListError(f"the format is {data['format']!r}, expected {FORMAT!r}")
        if data["version"] != VERSION:
            raise AnchorListError(f"the version is {data['version']!r}, expected {VERSION}")
        return AnchorList(
            data["project"],
            data["edition"],
            data["date"],
            data["inputs"],
            {docname: _page(docname, page) for docname, page in data["pages"].items()},
            {id_: _anchor(id_, anchor) for id_, anchor in data["anchors"].items()},
        )
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, KeyError):
            raise AnchorListError(f"{error} is missing") from None
        raise AnchorListError(f"not an anchor list: {error}") from None


def _mentions_data(mentions: Mentions) -> dict[str, Any]:
    cited = [
        {"key": each.key, **({"locator": each.locator} if each.locator else {})}
        for each in mentions.citations
    ]
    found = {
        "citations": cited,
        "notes": mentions.notes,
        "terms": mentions.terms,
        "links": mentions.links,
    }
    return {name: list(value) for name, value in found.items() if value}


def _anchor_data(anchor: ListedAnchor) -> dict[str, Any]:
    optional = {
        "number": anchor.number,
        "text": anchor.text,
        "withdrawn": anchor.withdrawn,
        "key": anchor.key,
        "related": anchor.related,
        "related_locator": anchor.related_locator,
        **_mentions_data(anchor.mentions),
        "used_by": list(anchor.used_by),
        "pdf_page": anchor.pdf_page,
        "pdf_volume": anchor.pdf_volume,
    }
    always = {
        "kind": anchor.kind,
        "page": anchor.page,
        "uri": anchor.uri,
        "label": anchor.label,
    }
    return always | {name: value for name, value in optional.items() if value}


def _page_data(page: ListedPage) -> dict[str, Any]:
    optional = {"prefix": page.prefix, "source": page.source, **_mentions_data(page.mentions)}
    always = {"title": page.title, "uri": page.uri, "name": page.name}
    return always | {name: value for name, value in optional.items() if value}


def _mentions(data: Mapping[str, Any]) -> Mentions:
    return Mentions(
        tuple(
            CitedBlock(each["key"], each.get("locator", "")) for each in data.get("citations", ())
        ),
        tuple(data.get("notes", ())),
        tuple(data.get("terms", ())),
        tuple(data.get("links", ())),
    )


def _anchor(id_: str, data: Mapping[str, Any]) -> ListedAnchor:
    return ListedAnchor(
        id_,
        data["kind"],
        data["page"],
        data["uri"],
        data["label"],
        data.get("number", ""),
        data.get("text", ""),
        data.get("withdrawn", False),
        _mentions(data),
        tuple(data.get("used_by", ())),
        data.get("pdf_page", 0),
        data.get("key", ""),
        data.get("related", ""),
        data.get("related_locator", ""),
        data.get("pdf_volume", 0),
    )


def _page(docname: str, data: Mapping[str, Any]) -> ListedPage:
    return ListedPage(
        docname,
        data["title"],
        data["uri"],
        data["name"],
        data.get("prefix", ""),
        data.get("source", ""),
        _mentions(data),
    )
