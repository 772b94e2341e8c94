"""EndNote's XML: its records have the fields of RIS under names of their own."""

from __future__ import annotations

from functools import partial

from lxml import etree

from briefbook.bibliography.exchange.exported import ExchangeError, Exported
from briefbook.bibliography.exchange.ris import Record, entry_of, ris_table

#: An element's path in a record, and the RIS tag that says the same.
_PATHS = (
    ("contributors/authors/author", "AU"),
    ("contributors/secondary-authors/author", "A2"),
    ("contributors/tertiary-authors/author", "A3"),
    ("contributors/subsidiary-authors/author", "A4"),
    ("contributors/translated-authors/author", "TA"),
    ("titles/title", "TI"),
    ("titles/secondary-title", "T2"),
    ("titles/tertiary-title", "T3"),
    ("titles/short-title", "ST"),
    ("titles/alt-title", "J2"),
    ("periodical/full-title", "JF"),
    ("periodical/abbr-1", "JA"),
    ("pages", "SP"),
    ("volume", "VL"),
    ("number", "IS"),
    ("num-vols", "NV"),
    ("edition", "ET"),
    ("section", "SE"),
    ("reprint-edition", "RP"),
    ("keywords/keyword", "KW"),
    ("dates/year", "PY"),
    ("dates/pub-dates/date", "DA"),
    ("pub-location", "CY"),
    ("publisher", "PB"),
    ("isbn", "SN"),
    ("accession-num", "AN"),
    ("call-num", "CN"),
    ("electronic-resource-num", "DO"),
    ("abstract", "AB"),
    ("notes", "N1"),
    ("work-type", "M3"),
    ("urls/related-urls/url", "UR"),
    ("urls/web-urls/url", "UR"),
    ("access-date", "Y2"),
    ("language", "LA"),
    ("custom1", "C1"),
    ("custom3", "C3"),
    ("label", "LB"),
)
_TAGS = {tag for _, tag in _PATHS}


def read_endnote(data: bytes, out: Exported) -> None:
    """Read the records of an EndNote XML file."""
    root = parse_xml(data)
    for number, element in enumerate(root.iter("record"), start=1):
        key = _text(element.find("citekey")) or f"entry{number}"
        record = _record(element, out)
        out.take(record.line, key, partial(entry_of, record, key, out))


def parse_xml(data: bytes) -> etree._Element:
    """Parse XML without entities, files or networks.

    Raises :class:`ExchangeError` with the line where it is none.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        said = str(error).split(", line")[0]
        raise ExchangeError(f"is not XML: {said}; export it again", error.lineno or 0) from None


def _record(element: etree._Element, out: Exported) -> Record:
    name = (
        (element.find("ref-type").get("name") or "") if element.find("ref-type") is not None else ""
    )
    kinds = ris_table()["endnote"]
    record = Record(kinds.get(name, name.upper() or "GEN"), element.sourceline or 0)
    for path, tag in _PATHS:
        values = [_text(found) for found in element.findall(path)]
        if values:
            record.tags.setdefault(tag, []).extend(filter(None, values))
    seen = {path.split("/")[0] for path, _ in _PATHS}
    passed = {"ref-type", "rec-number", "foreign-keys", "database", "source-app", "citekey"}
    for child in element:
        if isinstance(child.tag, str) and child.tag not in seen | passed and _text(child):
            out.left_out[child.tag] += 1
    return record


def _text(element: etree._Element | None) -> str:
    """Return the text of an element, whose words EndNote puts into elements of style."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
