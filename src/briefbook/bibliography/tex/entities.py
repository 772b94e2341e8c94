"""Entities of HTML in a .bib file, as exports of catalogues and publishers leave them."""

from __future__ import annotations

import html
import re

#: TeX that somebody typed into a manager, as it is exported: {\textbackslash}emph\{Sea\}.
_TYPED = re.compile(r"\{\\textbackslash\}(?=[A-Za-z'`\"^~=.])")
_TYPED_GROUP = re.compile(r"\{\\textbackslash\}([A-Za-z]+)\\\{(.*?)\\\}", re.DOTALL)
_ENTITY = re.compile(r"(?:\{\\&\}|\\&|&)(#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8});")
#: What TeX reads; a character that is one of these stays an entity.
_TEX = frozenset("\\{}$~^`")


def without_entities(source: str) -> str:
    r"""Return text with ``&amp;``, ``\&amp;`` and ``&#233;`` as the characters they stand for."""
    return _ENTITY.sub(_character, source) if ";" in source and "&" in source else source


def without_typed_tex(source: str) -> str:
    r"""Return text with the TeX that stood in a manager's field, which it exported as signs."""
    if "\\textbackslash}" not in source:
        return source
    return _TYPED.sub(r"\\", _TYPED_GROUP.sub(r"\\\1{\2}", source))


def _character(match: re.Match[str]) -> str:
    char = html.unescape(f"&{match[1]};")
    if char.startswith("&") and len(char) > 1:
        return match[0]  # no entity: “AT&T;”
    return match[0] if char in _TEX else char
