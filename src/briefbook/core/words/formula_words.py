"""A formula as a line of text, for where nothing can be drawn: titles, bookmarks, search."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from briefbook.core.words.mathml import formula_as_mathml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
_RAISED = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓ", strict=True))


def formula_words(latex: str) -> str:
    """Return a LaTeX formula in Unicode, such as “x² ≤ ½”; one that cannot be read as it is."""
    # Imported late: most books have no formula.
    from xml.etree.ElementTree import fromstring

    try:
        tree = fromstring(formula_as_mathml(latex).replace("<mi>&amp;</mi>", ""))  # noqa: S314  # our own XML
    except Exception:  # noqa: BLE001  # The converter raises what it likes.
        return latex
    return " ".join(_words(tree).split())


def _words(element: Element) -> str:
    name = element.tag.removeprefix(_NAMESPACE)
    parts = [_words(child) for child in element]
    match name:
        case "msup" | "mover":
            words = parts[0] + _script(parts[1], _RAISED, "^")
        case "msub" | "munder":
            words = parts[0] + _script(parts[1], _LOWERED, "_")
        case "msubsup" | "munderover":
            words = parts[0] + _script(parts[1], _LOWERED, "_") + _script(parts[2], _RAISED, "^")
        case "mfrac":
            words = "/".join(f"({part})" if len(part) > 1 else part for part in parts)
        case "msqrt" | "mroot":
            words = f"√({parts[0]})" if len(parts[0]) > 1 else f"√{parts[0]}"
        case "mtr" | "mtd" | "mspace":
            words = " ".join(parts) + " "
        case _:
            words = html.unescape(element.text or "") + "".join(parts)
    return words


def _script(text: str, letters: dict[str, str], sign: str) -> str:
    if all(letter in letters for letter in text):
        return "".join(letters[letter] for letter in text)
    return f"{sign}({text})" if len(text) > 1 else f"{sign}{text}"
