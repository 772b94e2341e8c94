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
    )
)


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
    gathered = [_gather_base(element) for element in tree.iter()]
    if not any(gathered):
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
