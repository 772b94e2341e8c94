"""Characters of the fonts Symbol and Wingdings, which have signs in place of letters."""

from __future__ import annotations

_SYMBOL = dict(
    enumerate(
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾"
        "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
        start=0x20,
    )
) | dict(
    enumerate(
        "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑",
        start=0xA0,
    )
)
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖",
    0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
    0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_TABLES = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_UNKNOWN = "\ufffd"


def symbol(code: int, font: str) -> str:
    """Return the character that a font shows for a code; U+FFFD where that is not known.

    Word writes such codes from U+F000 up.
    """
    table = _TABLES.get(font.strip().lower())
    if table is None:
        return chr(code) if 0x20 <= code < 0xE000 else _UNKNOWN
    return table.get(code & 0xFF, _UNKNOWN)


def from_private_use(text: str, font: str) -> str:
    """Return a text with what its font shows in place of codes from U+F020 to U+F0FF."""
    if font.strip().lower() not in _TABLES:
        return text
    return "".join(
        symbol(ord(char), font) if 0xF020 <= ord(char) <= 0xF0FF else char for char in text
    )
