"""Formulas as MathML, the same for the site, the PDF and titles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MATHML = "http://www.w3.org/1998/Math/MathML"
#: What has a base and so many scripts.
_SCRIPTS = {"msub": 1, "msup": 1, "munder": 1, "mover": 1, "msubsup": 2, "munderover": 2}
_BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")
#: What latex2mathml does not know, or would number by itself → what it knows.
_KNOWN = tuple(
    (re.compile(written), known)
    for written, known in (
        (r"(?<!\\)%[^\n]*", ""),
        (r"\\cr(?![A-Za-z])", r"\\"),
        (r"(?<!\\)\\\n", r"\ "),
        (r"\\(?:notag|nonumber|nolimits)(?![A-Za-z])", ""),
        (r"\\label\s*\{[^{}]*\}", ""),
        (r"\\arg(?![A-Za-z])", r"\operatorname{arg}"),
        (r"\\hdots(?![A-Za-z])", r"\ldots"),
        (r"\\hfill(?![A-Za-z])", r"\quad"),
        (r"\\hspace\s*\*", r"\hspace"),
    )
)
_NAMED = re.compile(r"(negative)?((?:very){0,2})(thin|medium|thick)mathspace")
_WIDTH = re.compile(r"(-?[\d.]+)\s*([a-z]+)")
#: MathML's named spaces, of which MathML Core has none, in eighteenths of an em.
_EIGHTEENTHS = {"thin": 3, "medium": 4, "thick": 5}
#: Units of TeX that neither browsers nor Typst have → how many, of what.
_UNITS = {"mu": (1 / 18, "em"), "ex": (0.43, "em"), "pc": (12, "pt"), "bp": (1.004, "pt")}


def formula_as_mathml(latex: str, display: str = "inline") -> str:
    """Return Presentation MathML (W3C MathML Core) for a LaTeX formula.

    Raises what latex2mathml raises where it does not understand the formula.
    """
    # Imported late: most books have no formula.
    from xml.etree.ElementTree import fromstring, register_namespace, tostring

    from latex2mathml.converter import convert

    for written, known in _KNOWN:
        latex = written.sub(known.replace("\\", r"\\"), latex)
    if not latex.strip():  # The library takes nothing for a fault.
        return f'<math xmlns="{_MATHML}" display="{display}"><mrow></mrow></math>'
    # The library leaves the & of an alignment unescaped.
    drawn = _BARE_AMPERSAND.sub("&amp;", str(convert(latex, display=display)))
    tree = fromstring(drawn)  # noqa: S314  # our own XML
    changed = [_gather_base(element) | _state_width(element) for element in tree.iter()]
    if not any(changed):
        return drawn
    register_namespace("", _MATHML)
    return tostring(tree, encoding="unicode")


def _gather_base(element: Element) -> bool:
    """Make the parts of a base one: the library leaves a matrix and its brackets side by side."""
    scripts = _SCRIPTS.get(element.tag.removeprefix(f"{{{_MATHML}}}"), len(element))
    base = list(element)[: len(element) - scripts]
    if len(base) < 2:
        return False
    together = element.makeelement(f"{{{_MATHML}}}mrow", {})
    for part in base:
        element.remove(part)
        together.append(part)
    element.insert(0, together)
    return True


def _state_width(element: Element) -> bool:
    """State the width of a space in a unit that browsers and Typst know; tell if it had another."""
    given = element.get("width", "").strip()
    if element.tag != f"{{{_MATHML}}}mspace" or not given:
        return False
    element.set("width", _known_width(given))
    return element.get("width") != given


def _known_width(given: str) -> str:
    if named := _NAMED.fullmatch(given):
        negative, very, name = named.groups()
        times = len(very) // len("very")
        shift = times if name == "thick" else -times
        return f"{(-1 if negative else 1) * (_EIGHTEENTHS[name] + shift) / 18:.3f}em"
    match = _WIDTH.fullmatch(given)
    if match is None:
        return "0em"
    number, unit = match.groups()
    times_, unit = _UNITS.get(unit, (1.0, unit))
    if unit not in {"em", "pt", "mm", "cm", "in"}:
        return "0em"
    return given if times_ == 1 else f"{float(number) * times_:.3f}{unit}"
