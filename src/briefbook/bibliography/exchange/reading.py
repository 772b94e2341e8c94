"""Entries from what a reference manager exported, whatever its format.

``.bib`` (BibTeX, biblatex, Better BibTeX), ``.ris``, CSL-JSON, Zotero's JSON (Better BibTeX's
too), EndNote's XML, Zotero's RDF and CSV. Entries that cannot be read are left out; each
finding has file, line and key.
"""

from __future__ import annotations

from collections.abc import Callable

from briefbook.bibliography.exchange.exported import PRIVATE, ExchangeError, Exported


def read_exported(path: str, data: bytes) -> Exported:
    """Read the entries of a file; ``path`` is what findings name.

    Raises :class:`ExchangeError` if the file cannot be read.
    """
    out = Exported(path)
    kind = export_kind(path, data)
    if kind == "bib":
        _read_bib(data, out)
        return out
    from briefbook.bibliography.exchange import (
        csl_json,
        endnote,
        ris,
        zotero,
        zotero_csv,
        zotero_rdf,
    )

    readers: dict[str, Callable[[bytes, Exported], None]] = {
        "ris": ris.read_ris,
        "json": lambda data, out: (
            zotero.read_zotero if zotero.is_zotero(data) else csl_json.read_csl_json
        )(data, out),
        "xml": endnote.read_endnote,
        "rdf": zotero_rdf.read_zotero_rdf,
        "csv": zotero_csv.read_zotero_csv,
    }
    readers[kind](data, out)
    return out


def export_kind(path: str, data: bytes = b"") -> str:
    """Return the format that a file's name says.

    Raises :class:`ExchangeError` for an unknown one.
    """
    suffix = path.rsplit(".", 1)[-1].lower()
    named = {"bib": "bib", "bibtex": "bib", "biblatex": "bib", "ris": "ris", "json": "json",
             "xml": "xml", "rdf": "rdf", "csv": "csv"}.get(suffix)  # fmt: skip
    if named == "xml" and b"rdf:RDF" in data[:2000]:
        return "rdf"
    if named is None:
        wanted = "expected .bib, .ris, .json (CSL-JSON), .xml (EndNote), .rdf or .csv (Zotero)"
        raise ExchangeError(f"{wanted}; export one of these")
    return named


def _read_bib(data: bytes, out: Exported) -> None:
    from briefbook.bibliography.inheritance import inherit
    from briefbook.bibliography.reading import read_bib

    read = inherit(read_bib(data, out.path))
    out.findings += read.findings
    for entry in read.entries:
        kept = {}
        for name, value in entry.fields.items():
            if name in PRIVATE:
                out.left_out[name] += bool(value.value.strip())
            elif name not in {"crossref", "xdata"}:
                kept[name] = value
        out.entries.append(entry.with_fields(kept))
