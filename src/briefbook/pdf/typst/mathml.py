"""LaTeX mathematics to Typst, by way of Presentation MathML (W3C MathML Core)."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from briefbook.core.words.mathml import formula_as_mathml
from briefbook.output.formulas import unknown_part
from briefbook.pdf.typst.literal import literal

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
# What MathML writes as an accent → the character that Typst's accents take.
_ACCENTS = {
    "^": "\u0302",
    "~": "\u0303",
    "˜": "\u0303",
    "¯": "\u0304",
    "˙": "\u0307",
    "¨": "\u0308",
    "→": "\u20d7",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "´": "\u0301",
    "`": "\u0300",
    "˚": "\u030a",
}
_OVER = {
    "―": "overline",
    "‾": "overline",
    "¯": "overline",
    "_": "underline",
    "―_": "underline",
    "⏞": "overbrace",
    "⏟": "underbrace",
}


class MathError(ValueError):
    """A formula that cannot be printed; the text says which part and why."""


def typst_math(latex: str) -> str:
    """Return the inside of a Typst equation, as markup, for a LaTeX formula.

    Raises :class:`MathError` if the formula is not understood.
    """
    # Imported late: most books have no formula.
    from xml.etree.ElementTree import fromstring

    try:
        drawn = formula_as_mathml(latex)
        tree = fromstring(drawn)  # noqa: S314  # our own XML
    except Exception as error:  # the library raises its own, and parsers' errors
        raise MathError(str(error) or type(error).__name__) from error
    if unknown := unknown_part(latex, drawn):
        raise MathError(unknown)
    return _alone(tree) or _element(tree)


def _alone(element: Element) -> str:
    """Return a formula that consists of aligned rows alone as lines, read in order."""
    while len(element) == 1 and element.tag.removeprefix(_NAMESPACE) in {"math", "mrow"}:
        element = element[0]
    if element.tag != f"{_NAMESPACE}mtable" or element.get("displaystyle") != "true":
        return ""
    rows = (
        "#align-sign".join(
            f"{'#h(2em)' if n and not n % 2 else ''}{_element(cell)}" for n, cell in enumerate(row)
        )
        for row in element
    )
    return "#linebreak()".join(rows)


def _element(element: Element) -> str:
    name = element.tag.removeprefix(_NAMESPACE)
    children = list(element)
    if name in _ROWS:
        return _row(children)
    if name in _LEAVES:
        return _LEAVES[name](html.unescape(element.text or ""))
    if name in _SHAPES:
        return _SHAPES[name](children)
    if name == "mspace":
        return "#linebreak()" if element.get("linebreak") else f"#h({element.get('width', '0em')})"
    if name == "mtable":
        return _table(children, pairs=element.get("displaystyle") == "true")
    raise MathError(f"MathML <{name}>")


_ROWS = frozenset({"math", "mrow", "mstyle", "mpadded", "mtd", "menclose", "mphantom", "merror"})


def _row(children: Sequence[Element]) -> str:
    """Return a row; a pair of fences around one thing stretches with it."""
    for i in range(1, len(children) - 1):
        around = children[i - 1].tag, children[i].tag, children[i + 1].tag
        if around == (f"{_NAMESPACE}mo", f"{_NAMESPACE}mtable", f"{_NAMESPACE}mo"):
            before, matrix, after = (_element(child) for child in children[i - 1 : i + 2])
            grown = f"#math.lr([{before}{matrix}{after}])"
            return _row(children[: i - 1]) + grown + _row(children[i + 2 :])
    if len(children) >= 2 and all(
        end.tag == f"{_NAMESPACE}mo" and end.get("fence") == "true"
        for end in (children[0], children[-1])
    ):
        inner = "".join(map(_element, children[1:-1]))
        return f"#math.lr([{_element(children[0])}{inner}{_element(children[-1])}])"
    if children and children[0].get("fence") == "true":
        return f"#math.lr([{''.join(map(_element, children))}])"
    return "".join(map(_element, children))


def _identifier(text: str) -> str:
    if text == "&":
        return "#align-sign"
    if not text:
        return ""
    return f"#symbol({literal(text)})" if len(text) == 1 else f"#math.op({literal(text)})"


def _operator(text: str) -> str:
    if text == "":
        return ""
    if len(text) == 1:
        return f"#symbol({literal(text)})"
    limits = ", limits: true" if text in {"lim", "max", "min", "sup", "inf"} else ""
    return f"#math.op({literal(text)}{limits})"


_LEAVES: dict[str, Callable[[str], str]] = {
    "mi": _identifier,
    "mo": _operator,
    "mn": lambda text: f"#{literal(text)}",
    "mtext": lambda text: f"#text({literal(text)})",
    "ms": lambda text: f"#text({literal(text)})",
}


def _attached(places: Sequence[str]) -> Callable[[Sequence[Element]], str]:
    def shape(children: Sequence[Element]) -> str:
        base, *scripts = map(_element, children)
        parts = ", ".join(
            f"{place}: [{script}]" for place, script in zip(places, scripts, strict=True)
        )
        return f"#math.attach([{base}], {parts})"

    return shape


def _over(children: Sequence[Element]) -> str:
    base, above = children
    sign = html.unescape(above.text or "").strip()
    if sign in _OVER:
        return f"#math.{_OVER[sign]}[{_element(base)}]"
    if sign in _ACCENTS and not list(above):
        return f"#math.accent([{_element(base)}], {literal(_ACCENTS[sign])})"
    return f"#math.attach(math.limits[{_element(base)}], t: [{_element(above)}])"


def _under(children: Sequence[Element]) -> str:
    base, below = children
    sign = html.unescape(below.text or "").strip()
    if sign in _OVER and not list(below):
        shape = "underline" if _OVER[sign] == "overline" else _OVER[sign]
        return f"#math.{shape}[{_element(base)}]"
    return f"#math.attach(math.limits[{_element(base)}], b: [{_element(below)}])"


def _fraction(children: Sequence[Element]) -> str:
    above, below = map(_element, children)
    return f"#math.frac([{above}], [{below}])"


def _root(children: Sequence[Element]) -> str:
    base, index = map(_element, children)
    return f"#math.root([{index}], [{base}])"


_SHAPES: dict[str, Callable[[Sequence[Element]], str]] = {
    "msup": _attached(("t",)),
    "msub": _attached(("b",)),
    "msubsup": _attached(("b", "t")),
    "munderover": _attached(("b", "t")),
    "mover": _over,
    "munder": _under,
    "mfrac": _fraction,
    "mroot": _root,
    "msqrt": lambda children: f"#math.sqrt[{''.join(map(_element, children))}]",
}


def _table(rows: Sequence[Element], *, pairs: bool) -> str:
    """Return a matrix, or the rows of an alignment: ``pairs`` of what meets at a sign."""
    cell = _aligned_cell if pairs else lambda element, _column: _element(element)
    lines = (
        "(" + "".join(f"[{cell(entry, n)}], " for n, entry in enumerate(row)) + ")" for row in rows
    )
    function = "aligned-rows" if pairs else "math.mat(delim: none, "
    return f"#{function}{'(' if pairs else ''}{', '.join(lines)})"


def _aligned_cell(cell: Element, column: int) -> str:
    """Return a cell that ends, or begins, at the sign by which its column is aligned."""
    words = f"#math.display[{_element(cell)}]"
    if column % 2:
        return f"#align-sign{words}"
    return f"{'#h(2em)' if column else ''}{words}#align-sign"
