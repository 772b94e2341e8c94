"""Text as Typst string literals: the only way in which text reaches Typst."""

from __future__ import annotations

import re

# What a string literal may not hold as it is: its own two special characters, and
# characters that an editor, a diff or a terminal would hide or reorder (controls, line
# separators, bidirectional marks, byte order mark). Escaped, they stay what they are.
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]')
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_WHITESPACE = re.compile(r"[ \t\n\r\f]+")


def literal(text: str) -> str:
    r"""Return ``text`` as a Typst string literal that evaluates to exactly ``text``.

    Raises ``ValueError`` for a lone surrogate, which is not text.
    """
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'  # Most are: none of what is escaped counts as printable.
    if half := _SURROGATE.search(text):
        raise ValueError(f"U+{ord(half[0]):04X} is half of a character")
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return "\\" + char if char in '"\\' else f"\\u{{{ord(char):x}}}"


def flow(text: str) -> str:
    """Return running text with every run of white space as one space, as HTML shows it."""
    if "  " not in text and text.isprintable():
        return text
    return _WHITESPACE.sub(" ", text)


# What Typst breaks nowhere: it has no hyphen or sign that allows a break. Words of letters alone
# are hyphenated; other scripts have their own break points, or joined letters.
_LONG = re.compile(r"[!-~\u00a1-\u024f\u0370-\u052f]{30,}")
_LONGEST_WORD = 60


def long_tokens(text: str) -> list[tuple[str, bool]]:
    """Return a text in pieces; each says whether it is a token that may have to be broken."""
    if len(text) < 30:
        return [(text, False)]
    found: list[tuple[str, bool]] = []
    done = 0
    for match in _LONG.finditer(text):
        if match[0].isalpha() and len(match[0]) < _LONGEST_WORD:
            continue
        found += [(text[done : match.start()], False), (match[0], True)]
        done = match.end()
    found.append((text[done:], False))
    return [(piece, long) for piece, long in found if piece]
