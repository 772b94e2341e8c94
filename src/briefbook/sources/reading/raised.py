"""Raised and lowered characters in plain text: 10⁶ is not 106, and H₂O is read as it is."""

from __future__ import annotations

_PLAIN = "0123456789+-−=()"
_RAISED = dict(zip(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾", strict=True)) | {"n": "ⁿ", "i": "ⁱ"}
_LOWERED = dict(zip(f"{_PLAIN}aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
#: What languages raise by custom, not by meaning: 1st, 3ᵉ, nº, Mme, ™.
_BY_CUSTOM = frozenset(
    "st nd rd th er re e eme ème o a os as me lle mme le d t r s c tm sm ° º ª ™ ® ©".split()
)


def raised(text: str, *, lowered: bool = False) -> str:
    """Return raised (or lowered) text as characters that say so.

    Figures have such characters; letters that are raised by custom stay as they are; anything
    else gets the sign that mathematicians type, ``x^(ab)`` or ``x_(ab)``.
    """
    core = text.strip()
    table, sign = (_LOWERED, "_") if lowered else (_RAISED, "^")
    if (
        not core
        or core.lower().rstrip(".") in _BY_CUSTOM
        or not any(char.isalnum() or char == "∞" for char in core)
    ):
        return text
    start, end = text[: text.index(core)], text[text.index(core) + len(core) :]
    if all(char in table for char in core):
        return f"{start}{''.join(table[char] for char in core)}{end}"
    return f"{start}{sign}{core if len(core) == 1 else f'({core})'}{end}"
