"""Zotero's RDF export, read as the items of Zotero that it is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from lxml import etree

from briefbook.bibliography.exchange.csl_json import clean_key
from briefbook.bibliography.exchange.endnote import parse_xml
from briefbook.bibliography.exchange.exported import Exported
from briefbook.bibliography.exchange.zotero import zotero_entry

_NS = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": "http://www.zotero.org/namespaces/export#",
    "bib": "http://purl.org/net/biblio#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "vcard": "http://nwalsh.com/rdf/vCard#",
}
_ABOUT = f"{{{_NS['rdf']}}}about"
_RESOURCE = f"{{{_NS['rdf']}}}resource"
#: What the title of the whole is called, by the type of the part.
_WHOLES = {
    "bookSection": "bookTitle", "conferencePaper": "proceedingsTitle", "webpage": "websiteTitle",
    "encyclopediaArticle": "encyclopediaTitle", "dictionaryEntry": "dictionaryTitle",
    "blogPost": "blogTitle", "forumPost": "forumTitle", "statute": "code", "bill": "code",
}  # fmt: skip
_TEXTS = {
    "dc:title": "title", "dc:date": "date", "bib:pages": "pages", "prism:volume": "volume",
    "prism:number": "number", "prism:edition": "edition", "z:shortTitle": "shortTitle",
    "z:language": "language", "z:type": "type", "z:numPages": "numPages",
    "z:citationKey": "citationKey", "dcterms:dateSubmitted": "accessDate",
    "dc:description": "extra", "dcterms:abstract": "abstractNote",
    "z:numberOfVolumes": "numberOfVolumes", "z:seriesNumber": "seriesNumber",
    "z:runningTime": "runningTime", "prism:section": "section", "z:session": "session",
    "dc:rights": "rights", "dc:coverage": "archiveLocation",
}  # fmt: skip


def read_zotero_rdf(data: bytes, out: Exported) -> None:
    """Read the items of a Zotero RDF file."""
    root = parse_xml(data)
    nodes = {each.get(_ABOUT): each for each in root if each.get(_ABOUT)}
    number = 0
    for node in root:
        kind = _text(node.find("z:itemType", _NS))
        if not kind or kind in {"attachment", "note", "annotation"}:
            continue
        number += 1
        item = _item(node, kind, nodes)
        key = clean_key(str(item.get("citationKey") or f"entry{number}"))
        line = node.sourceline or 0
        out.take(line, key, partial(zotero_entry, item, key, line, out))


def _item(node: Any, kind: str, nodes: Mapping[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = {"itemType": kind, "creators": list(_creators(node))}
    for path, name in _TEXTS.items():
        if value := _lines(node.find(path, _NS)):
            item[name] = value
    stated = re.search(r"(?im)^citation key:\s*(\S+)", "\n".join(node.itertext()))
    if stated:
        item.setdefault("citationKey", stated[1])
    publisher = node.find("dc:publisher/foaf:Organization", _NS)
    if publisher is not None:
        item["publisher"] = _text(publisher.find("foaf:name", _NS))
        item["place"] = _text(publisher.find(".//vcard:locality", _NS))
    item["conferenceName"] = _text(node.find("bib:presentedAt/bib:Conference/dc:title", _NS))
    item["tags"] = [_text(each) for each in node.findall("dc:subject", _NS)]
    _identifiers(item, node)
    for part in node.findall("dcterms:isPartOf", _NS):
        whole = nodes.get(part.get(_RESOURCE, "")) if len(part) == 0 else part[0]
        if whole is not None:
            _whole(item, whole)
    if kind in {"journalArticle", "magazineArticle", "newspaperArticle"} and "number" in item:
        item["issue"] = item.pop("number")
    _own_fields(item, node)
    return item


def _own_fields(item: dict[str, Any], node: Any) -> None:
    """Take the fields that stand under Zotero's own names, as nothing else is named for them."""
    for each in node:
        if not isinstance(each.tag, str) or len(each):
            continue
        name = etree.QName(each)
        if name.namespace == _NS["z"] and f"z:{name.localname}" not in _TEXTS:
            item.setdefault(name.localname, _text(each))


def _whole(item: dict[str, Any], whole: Any) -> None:
    """Take what is at the whole: a journal with its volume and number, a book, a series."""
    title = _text(whole.find("dc:title", _NS))
    if etree.QName(whole).localname == "Series":
        item.setdefault("series", title)
        item.setdefault("seriesNumber", _text(whole.find("dc:identifier", _NS)))
        return
    item.setdefault(_WHOLES.get(item["itemType"], "publicationTitle"), title)
    for path, name in (("prism:volume", "volume"), ("prism:number", "issue")):
        if value := _text(whole.find(path, _NS)):
            item.setdefault(name, value)
    if abbreviated := _text(whole.find("dcterms:alternative", _NS)):
        item["journalAbbreviation"] = abbreviated
    _identifiers(item, whole)
    for part in whole.findall("dcterms:isPartOf", _NS):
        if len(part):
            _whole(item, part[0])


def _identifiers(item: dict[str, Any], node: Any) -> None:
    for each in node.findall("dc:identifier", _NS):
        value = _text(each)
        for name in ("ISSN", "ISBN", "DOI"):
            if value.startswith(f"{name} "):
                item.setdefault(name, value[len(name) + 1 :])
        if each.find("dcterms:URI", _NS) is not None:
            item.setdefault("url", value)


def _creators(node: Any) -> Any:
    for child in node:
        people = child.findall("rdf:Seq/rdf:li/foaf:Person", _NS)
        role = etree.QName(child).localname.removesuffix("s") if isinstance(child.tag, str) else ""
        for person in people:
            # Zotero wrote givenname before its version 5.0.78, and givenName since.
            given = person.find("foaf:givenName", _NS)
            given = given if given is not None else person.find("foaf:givenname", _NS)
            yield {
                "creatorType": role,
                "lastName": _text(person.find("foaf:surname", _NS)),
                "firstName": _text(given),
            }


def _lines(element: Any) -> str:
    """Return a text with its lines, which part the values of Zotero's field Extra."""
    whole = "".join(element.itertext()) if element is not None else ""
    return "\n".join(filter(None, (" ".join(line.split()) for line in whole.split("\n"))))


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
