"""The copyright notice and the licence in the metadata (XMP) of a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

_END = b"</rdf:Description>"


@dataclass(frozen=True, slots=True)
class Rights:
    """One line of words, and the address of the licence; each may be empty."""

    words: str = ""
    address: str = ""


def with_rights(metadata: bytes, rights: Rights) -> bytes:
    """Return the metadata with ``dc:rights`` and ``xmpRights:WebStatement``, which Typst has not.

    Both are properties that PDF/A knows.
    """
    told = ""
    if rights.words:
        words = f'<rdf:li xml:lang="x-default">{escape(rights.words)}</rdf:li>'
        told += f"<dc:rights><rdf:Alt>{words}</rdf:Alt></dc:rights>"
    if rights.address:
        told += (
            '<xmpRights:WebStatement xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">'
            f"{escape(rights.address)}</xmpRights:WebStatement>"
        )
    return metadata.replace(_END, told.encode() + _END, 1)
