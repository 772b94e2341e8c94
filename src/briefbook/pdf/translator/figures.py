"""Pictures, figures and captioned code."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from docutils import nodes

from briefbook.pdf.translator.core import DocumentTranslator, renders
from briefbook.pdf.typst.literal import literal

_LENGTH = re.compile(r"^(\d+(?:\.\d+)?)\s*(px|pt|pc|mm|cm|in|em|ex|rem|vw|%)?$")
# CSS lengths in Typst's; a CSS pixel is 1/96 inch.
_TALL = 260
"""Points."""
_UNITS = {
    "px": (0.75, "pt"),
    "pc": (12.0, "pt"),
    "ex": (0.5, "em"),
    "rem": (1.0, "em"),
    "vw": (1.0, "%"),
    "": (0.75, "pt"),
}
# What a unit is in points, and the most of them that the page has room for.
_POINTS = {"pt": 1.0, "mm": 2.8346, "cm": 28.346, "in": 72.0, "em": 10.5, "%": 3.51}
_LARGEST = {"width": 351.5, "height": 560.0}
_AS_LARGE_AS_FITS = (", width: 100%", ", height: 560pt")


@renders(nodes.image)
def _image(t: DocumentTranslator, node: nodes.image) -> str:
    uri = node["uri"]
    if "://" in uri:
        t.problem(
            node,
            f"the picture {uri} is on another host, and the PDF prints its alt text; save it in "
            "the book and use that",
        )
        return _in_its_place(t, node)
    path = t.book.image(uri)
    if path is None:
        t.problem(
            node,
            f"the picture {uri} cannot be read, or is of a kind that the PDF cannot "
            "show (SVG, PNG, JPEG, GIF, WebP, BMP and TIFF can be)",
        )
        return _in_its_place(t, node)
    alt = node.get("alt", "").strip()
    if not alt:
        t.problem(node, f"the picture {uri} has no alt text; say what it shows in `:alt:` or ![…]")
        alt = PurePosixPath(uri).name
    sizes = [_size(t, node, side) for side in ("width", "height")]
    # One that is as large as there is room keeps its form.
    options = next((size for size in sizes if size in _AS_LARGE_AS_FITS), "".join(sizes))
    inline = isinstance(node.parent, nodes.TextElement)
    function = "inline-picture" if inline else "picture"
    mark = "" if inline else t.mark(node)
    align = node.get("align", "")
    align = f", align: {align}" if align in {"left", "right", "center"} and not inline else ""
    return f"{mark}#{function}({literal('/' + path)}, {literal(alt)}{options}{align})"


def _in_its_place(t: DocumentTranslator, node: nodes.image) -> str:
    """Return what stands where a picture cannot: its alt text, else its name, in brackets."""
    words = node.get("alt", "").strip() or PurePosixPath(node["uri"]).name
    return t.text(node, f"[{words}]")


def _size(t: DocumentTranslator, node: nodes.image, side: str) -> str:
    value = str(node.get(side, "")).strip()
    if not value or value == "auto":
        return ""
    match = _LENGTH.match(value)
    if not match:
        t.problem(node, f"the picture's {side} {value!r} is not a length; write 60 %, 8cm or 200px")
        return ""
    factor, unit = _UNITS.get(match[2] or "", (1.0, match[2] or ""))
    size = float(match[1]) * factor
    if side == "width" and "scale" in node:
        size *= float(node["scale"]) / 100
    if size * _POINTS.get(unit, 0) > _LARGEST[side]:
        # It would leave the paper: as large as there is room.
        return _AS_LARGE_AS_FITS[side == "height"]
    return f", {side}: {size:g}{unit}"


def numbered_caption(t: DocumentTranslator, node: nodes.Element, kind: str) -> str:
    """Return “Fig. 2 ”, if the book numbers its figures (``numfig``), as the HTML has it."""
    numbers = t.book.figure_numbers.get(t.docname, {}).get(kind, {})
    for name in node["ids"]:
        if name in numbers:
            number = ".".join(map(str, numbers[name]))
            return f"#caption-number({literal(t.book.number_formats[kind] % number + ' ')})"
    return ""


@renders(nodes.figure)
def _figure(t: DocumentTranslator, node: nodes.figure) -> str:
    captions = [child for child in node.children if isinstance(child, nodes.caption)]
    legends = [child for child in node.children if isinstance(child, nodes.legend)]
    body = [child for child in node.children if child not in captions + legends]
    caption = "none"
    if captions:
        number = numbered_caption(t, node, "figure")
        caption = f"[{number}{t.children(captions)}]"
        t.list_in_contents("figure", node, captions[0], number)
    legend = f"[{t.children(legends)}]" if legends else "none"
    # A chart that is a good part of a page is at the foot of one, and leaves none half empty.
    sizes = [image["brief_size"] for image in node.findall(nodes.image) if "brief_size" in image]
    floats = ", floats: true" if any(height > _TALL for _width, height in sizes) else ""
    # What holds no picture, as the source of a graph, may be longer than a page.
    breaks = "" if any(node.findall(nodes.image)) else ", breaks: true"
    options = f"{floats}{breaks}"
    return f"{t.mark(node)}#picture-figure({caption}, {legend}{options})[{t.children(body)}]"


def captioned_code(t: DocumentTranslator, node: nodes.Element) -> str:
    """Return a code block with the caption above it."""
    captions = [child for child in node.children if isinstance(child, nodes.caption)]
    body = [child for child in node.children if child not in captions]
    caption = f"[{numbered_caption(t, node, 'code-block')}{t.children(captions)}]"
    return f"{t.mark(node)}#code-figure({caption})[{t.children(body)}]"
