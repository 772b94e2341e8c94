"""Word's equations as a line of text: x² + 1, (a+b)/c, √(x)."""

from __future__ import annotations

from collections.abc import Callable

from briefbook.sources.readers.word.markup import XmlElement, child, name_of, value
from briefbook.sources.reading.raised import raised


def formula_text(element: XmlElement) -> str:
    """Return an equation, or a part of one, as one line of text."""
    special = _FORMS.get(name_of(element))
    if special:
        return special(element)
    if name_of(element) in ("m:t", "w:t"):
        return element.text or ""
    separator = " " if name_of(element) == "m:oMathPara" else ""
    return separator.join(filter(None, map(formula_text, element)))


def _part(element: XmlElement, name: str) -> str:
    found = child(element, name)
    return formula_text(found) if found is not None else ""


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _fraction(element: XmlElement) -> str:
    return f"{_grouped(_part(element, 'm:num'))}/{_grouped(_part(element, 'm:den'))}"


def _scripted(element: XmlElement) -> str:
    sub, sup = _part(element, "m:sub"), _part(element, "m:sup")
    return _part(element, "m:e") + raised(sub, lowered=True) + raised(sup)


def _root(element: XmlElement) -> str:
    return f"{raised(_part(element, 'm:deg'))}√({_part(element, 'm:e')})"


def _sum(element: XmlElement) -> str:
    sign = value(element, "m:naryPr", "m:chr") or "∫"
    sub, sup = _part(element, "m:sub"), _part(element, "m:sup")
    return f"{sign}{raised(sub, lowered=True)}{raised(sup)} {_part(element, 'm:e')}"


def _delimited(element: XmlElement) -> str:
    start = child(element, "m:dPr", "m:begChr")
    end = child(element, "m:dPr", "m:endChr")
    between = value(element, "m:dPr", "m:sepChr") or "|"
    inner = between.join(formula_text(each) for each in element if name_of(each) == "m:e")
    first = "(" if start is None else value(element, "m:dPr", "m:begChr")
    last = ")" if end is None else value(element, "m:dPr", "m:endChr")
    return f"{first}{inner}{last}"


def _matrix(element: XmlElement) -> str:
    rows = [each for each in element if name_of(each) == "m:mr"]
    return "[" + "; ".join(", ".join(map(formula_text, row)) for row in rows) + "]"


def _stacked(element: XmlElement) -> str:
    return "; ".join(formula_text(each) for each in element if name_of(each) == "m:e")


_FORMS: dict[str, Callable[[XmlElement], str]] = {
    "m:f": _fraction,
    "m:sSup": _scripted,
    "m:sSub": _scripted,
    "m:sSubSup": _scripted,
    "m:rad": _root,
    "m:nary": _sum,
    "m:d": _delimited,
    "m:m": _matrix,
    "m:eqArr": _stacked,
}
