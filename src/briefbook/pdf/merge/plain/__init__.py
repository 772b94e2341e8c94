"""The merge with pikepdf, which works on any PDF."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import astuple

import pikepdf

from briefbook.pdf.merge.parts import Parts
from briefbook.pdf.merge.plain.joining import join_chunks
from briefbook.pdf.merge.plain.pages import lay_over, name_places, resolve_links
from briefbook.pdf.merge.plain.sharing import share_streams
from briefbook.pdf.merge.plain.streams import harden_hyphens, save
from briefbook.pdf.merge.rights import Rights, with_rights

_PAGES = re.compile(rb"(?<=<xmpTPg:NPages>)\d+(?=</xmpTPg:NPages>)")
_STATE = re.compile(rb"(?<=<xmpMM:InstanceID>)[^<]*(?=</xmpMM:InstanceID>)")


def merge_plain(parts: Parts) -> tuple[bytes, int]:
    """Return the finished file and its number of pages.

    The same input gives the same bytes. Raises :class:`ValueError` for parts that do not go
    together, and ``pikepdf.PdfError`` for one that is not a PDF.
    """
    with join_chunks(parts.chunks) as pdf:
        resolve_links(pdf, parts.targets)
        name_places(pdf, parts.positions, parts.names)
        heads = parts.heads()
        lay_over(pdf, heads)
        share_streams(pdf)
        harden_hyphens(pdf)
        _tell(pdf, _state(parts, heads), parts.rights)
        return save(pdf), len(pdf.pages)


def _tell(pdf: pikepdf.Pdf, state: bytes, rights: Rights) -> None:
    """Write the whole document's number of pages and instance id into its metadata."""
    told = with_rights(pdf.Root.Metadata.read_bytes(), rights)
    told = _PAGES.sub(b"%d" % len(pdf.pages), told)
    pdf.Root.Metadata.write(_STATE.sub(state, told))


def _state(parts: Parts, heads: bytes) -> bytes:
    """Return a hash of all parts, in Base64 as Typst calls the states of a document."""
    digest = hashlib.blake2b(digest_size=16)
    for chunk in (*parts.chunks, heads):
        digest.update(chunk)
    targets = {label: astuple(target) for label, target in parts.targets.items()}
    for words in (targets, list(map(astuple, parts.positions)), dict(parts.names)):
        digest.update(repr(words).encode())
    return base64.b64encode(digest.digest())
