"""Formulas in MathML as a line of text: x² + 1."""

from __future__ import annotations

from typing import Any

from briefbook.core.words.text import tidy
from briefbook.sources.readers.web.elements import UNSEEN, is_element
from briefbook.sources.reading.raised import raised

_PARTED = {"mtr": ", ", "mlabeledtr": ", ", "mtable": "; "}
_SCRIPTED = frozenset("msup msub msubsup munder mover munderover".split())
_AROUND = frozenset("+−-=<>≤≥≠≈±×÷·∗→∈")


def formula(element: Any) -> str:
    """Return a MathML element as a line of text."""
    children = [child for child in element if is_element(child) and child.tag not in UNSEEN]
    tag = element.tag.rsplit("}", maxsplit=1)[-1].rsplit(":", maxsplit=1)[-1]
    own = tidy(element.text or "")
    if not children:
        return f" {own} " if tag == "mo" and own in _AROUND else own
    parts = [formula(child) for child in children]
    if (joined := _joined(tag, parts)) is not None:
        return joined
    tails = [tidy(child.tail or "") for child in children]
    return own + "".join(part + tail for part, tail in zip(parts, tails, strict=True))


def _joined(tag: str, parts: list[str]) -> str | None:
    """Return the parts of a power, an index, a fraction or a root; ``None`` for other elements."""
    if tag in {"mfrac", "msqrt"}:
        grouped = [_grouped(part) for part in (parts if tag == "mfrac" else ["".join(parts)])]
        return "/".join(grouped) if tag == "mfrac" else f"√{grouped[0]}"
    if tag == "mroot" and len(parts) == 2:
        return f"{raised(parts[1].strip())}√{_grouped(parts[0])}"
    if tag in _PARTED:
        return _PARTED[tag].join(part.strip() for part in parts)
    if tag not in _SCRIPTED or len(parts) < 2:
        return None
    base, *scripts = parts
    if tag in {"msup", "mover"}:
        scripts.insert(0, "")
    if not any(map(str.isalnum, "".join(scripts))):
        return f"{base}{''.join(scripts)}"  # a bar, an arrow, a brace
    below, above = [*scripts, ""][:2]
    return f"{base}{raised(below.strip(), lowered=True)}{raised(above.strip())}"


def _grouped(text: str) -> str:
    plain = text.strip()
    return plain if plain.isalnum() else f"({plain})"
