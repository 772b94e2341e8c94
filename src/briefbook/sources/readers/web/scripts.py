"""Raised, lowered and mathematical signs as text: 10⁶, H₂O, x² + 1."""

from __future__ import annotations

from typing import Any

from briefbook.core.words.text import tidy
from briefbook.sources.readers.web.elements import UNSEEN, is_element

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_AROUND = frozenset("+−-=<>≤≥≠≈±×÷·∗→∈")


def raised(text: str, before: str) -> str:
    """Return the text of a ``<sup>`` after ``before``, the word that it is set at.

    Signs that Unicode has raised are given so; an ordinal's letters (1st, Mme) simply follow;
    all else is marked with ``^``.
    """
    if all(ord(char) in _RAISED for char in text) and before:
        return text.translate(_RAISED)
    ordinal = (
        text.isalpha()
        and len(text) <= 4
        and (before[-1:].isdigit() or len(before) > 1 or len(text) > 1)
    )
    if ordinal or not before[-1:].isalnum():
        return text
    return f"^{text}" if text.isalnum() else f"^({text})"


def lowered(text: str, before: str) -> str:
    """Return the text of a ``<sub>``, as :func:`raised`, marked with ``_`` where it must be."""
    if all(ord(char) in _LOWERED for char in text) and before:
        return text.translate(_LOWERED)
    if not before[-1:].isalnum():
        return text
    return f"_{text}" if text.isalnum() else f"_({text})"


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
    if tag not in {"msup", "msub", "msubsup"} or len(parts) < 2:
        return None
    base, *scripts = parts
    if tag == "msup":
        scripts.insert(0, "")
    below, above = [*scripts, ""][:2]
    low = lowered(below.strip(), base) if below else ""
    return base + low + (raised(above.strip(), base) if above else "")


def _grouped(text: str) -> str:
    plain = text.strip()
    return plain if plain.isalnum() else f"({plain})"
