"""Addresses in a .bib file (``url``, ``doi``, ``eprint``), which are verbatim fields."""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"\\([_%&#$~{}^])(?:\{\})?")
_WRAPPED = re.compile(r"\s*\\(?:url|nolinkurl|path|burl|href)\s*\{(.*?)\}?\s*", re.DOTALL)


def verbatim(source: str) -> str:
    r"""Return an address without ``\\url`` and without TeX's escapes.

    No address has a backslash, so one before ``_``, ``%``, ``&``, ``#`` or ``~`` is TeX's.
    """
    # A line that ends within an address is joined; the next address stays one.
    text = re.sub(r"\s*\n\s*(?!\w+://)", "", source.strip())
    text = re.sub(r"\s*\n\s*", " ", text)
    wrapped = _WRAPPED.fullmatch(text)
    text = wrapped[1] if wrapped else text
    text = re.sub(
        r"\{\\textasciitilde\s*\}|\\textasciitilde\s*(?:\{\})?|\$\\sim\$|\\~\{\}", "~", text
    )
    text = re.sub(r"\{\\?([_%&#~])\}", r"\1", text).replace("&amp;", "&")
    return _ESCAPED.sub(r"\1", text)


def web_address(address: str) -> str:
    """Return a web address; empty for anything else, which is shown but not linked."""
    return address if address.startswith(("https://", "http://")) else ""
