"""The final form of streams: readable hyphens, and an unambiguous end."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from briefbook.pdf.merge.hyphens import with_hard_hyphens
from briefbook.pdf.merge.rights import Rights, with_rights

AMBIGUOUS = b"\r\nendstream"
"""A stream that ends in a carriage return, and the line end after it: some readers, and checkers
of PDF/A, take both for the line end, and find the stream too short."""
_SIZES = frozenset({"/Length1", "/Width", "/N", "/FunctionType"})
"""Keys of fonts, pictures, colour profiles and the like, whose content has a size of its own."""
_TRIES = 8


def harden_hyphens(pdf: Pdf) -> None:
    """Make the hyphens of every font readable as hyphens."""
    done = set()
    for font in pdf.objects:
        if isinstance(font, Dictionary) and isinstance(font.get(Name.ToUnicode), Stream):
            mapping: Any = font[Name.ToUnicode]
            if mapping.objgen not in done:
                done.add(mapping.objgen)
                before = mapping.read_bytes()
                after = with_hard_hyphens(before)
                if after != before:
                    mapping.write(zlib.compress(after), filter=Name.FlateDecode)


def finish(content: bytes, rights: Rights) -> bytes:
    """Return a PDF that Typst wrote whole, with its hyphens and streams put right."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        harden_hyphens(pdf)
        pdf.Root.Metadata.write(with_rights(pdf.Root.Metadata.read_bytes(), rights))
        return save(pdf)


def save(pdf: Pdf) -> bytes:
    """Return the file; none of its streams ends in a carriage return.

    The same PDF gives the same bytes.
    """
    for stream in _streams(pdf):
        if Name.Filter not in stream and stream.get(Name.Type) != Name.Metadata:
            # What is left to be deflated while the file is written may end in anything.
            stream.write(zlib.compress(stream.read_bytes()), filter=Name.FlateDecode)
        if stream.read_raw_bytes().endswith(b"\r"):
            _end_clearly(stream)
    for spare in range(_TRIES):
        # What the file's own tables hold depends on the objects that there are.
        pdf.Root.BriefbookSpare = Array([pdf.make_indirect(Dictionary()) for _ in range(spare)])
        if not spare:
            del pdf.Root.BriefbookSpare
        content = _written(pdf, pikepdf.ObjectStreamMode.generate)
        if AMBIGUOUS not in content:
            return content
    return _written(pdf, pikepdf.ObjectStreamMode.disable)


def _streams(pdf: Pdf) -> Iterator[Any]:
    yield from (thing for thing in pdf.objects if isinstance(thing, Stream))


def _end_clearly(stream: Any) -> None:
    """Append a line feed to a stream's data, so that its end is clear.

    Compressing it again would not help: the checksum of its content comes last.
    """
    if _SIZES.isdisjoint(stream.keys()) and stream.get(Name.Subtype) in {None, Name.Form}:
        # Operators and maps of letters: white space after them means nothing.
        stream.write(zlib.compress(stream.read_bytes() + b"\n"), filter=Name.FlateDecode)
    else:
        # Nothing is read beyond the checksum.
        stream.write(
            stream.read_raw_bytes() + b"\n",
            filter=stream.get(Name.Filter),
            decode_parms=stream.get(Name.DecodeParms),
        )


def _written(pdf: Pdf, mode: pikepdf.ObjectStreamMode) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=mode,
    )
    return out.getvalue()
