"""Pictures in a format that Typst draws, in colours that PDF/A allows."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

_STARTS = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif"}
_DRAWN = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"})
_NONE = frozenset({".pdf", ".eps", ".ps"})
"""Typst cannot yet put a PDF into one that conforms to PDF/UA and PDF/A."""


def drawable_picture(file: Path) -> tuple[bytes, str] | None:
    """Return a picture's bytes and the file extension of their format; None if none can be drawn.

    The bytes tell the format, as in browsers, and not the name. A picture in CMYK, or in a format
    that Typst does not draw (BMP, TIFF), becomes a PNG.
    """
    content = file.read_bytes()
    ending = file.suffix.lower()
    if ending == ".svg" or ending in _NONE:
        return (content, ending) if ending == ".svg" else None
    kind = _kind(content)
    if kind in _DRAWN - {".jpg"}:
        return content, kind
    try:
        with Image.open(BytesIO(content)) as picture:
            if kind and picture.mode != "CMYK":
                return content, kind
            return _png(picture), ".png"
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        # Taken for what its name says: Typst reports what is wrong with it.
        return (content, ending) if ending in _DRAWN else None


def _kind(content: bytes) -> str:
    if content[8:12] == b"WEBP":
        return ".webp"
    return next((kind for start, kind in _STARTS.items() if content.startswith(start)), "")


def _png(picture: Image.Image) -> bytes:
    made = BytesIO()
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    picture.convert(mode).save(made, "PNG", dpi=picture.info.get("dpi"))
    return made.getvalue()
