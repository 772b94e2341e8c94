"""Quotations with words left out (``…``) or put in (``[words]``)."""

from __future__ import annotations

import re

from briefbook.checks.evidence.matches import Match, Result
from briefbook.checks.prose.wording import edges_cut, is_weighty

_OMISSION = re.compile(r"\s*(?:\[\s*)?(?:…|\.\s?\.\s?\.)(?:\s*\])?\s*")
_INSERTED = re.compile(r"\[[^\]]*\]")
#: How many words of a source an insertion may stand for.
_LONGEST_REPLACED = 4


def without_insertions(words: str) -> str:
    """Return a quotation without what the editors put into it."""
    return _INSERTED.sub(" ", words)


def match_with_gaps(quotation: str, block: str) -> tuple[Match, int] | None:
    """Compare a quotation with gaps; return the match and where it begins in the block.

    ``None`` where it has no gaps, or does not stand there.
    """
    pattern = _pattern(quotation)
    found = pattern.search(block) if pattern else None
    return (_check_gaps(quotation, found), found.start()) if found else None


def _pattern(quotation: str) -> re.Pattern[str] | None:
    """Return a pattern for a quotation with omissions and insertions; ``None`` without any."""
    if not _OMISSION.search(quotation) and not _INSERTED.search(quotation):
        return None
    pieces: list[str] = []
    for position, stretch in enumerate(_OMISSION.split(quotation)):
        parts = [edges_cut(part) for part in _INSERTED.split(stretch)]
        inner = [re.escape(part) for part in parts if part]
        if not inner:
            continue
        if not pieces and position == 0 and parts[0]:
            inner[0] = _first_either(next(part for part in parts if part))
        # What stands in brackets is added, or takes the place of a few words.
        gap = rf"(?P<gap_{{}}>\W+(?:[\w'%$]+\W+){{{{0,{_LONGEST_REPLACED}}}}}?)"
        joined = inner[0]
        for number, part in enumerate(inner[1:]):
            joined += gap.format(f"{position}_{number}") + part
        pieces.append(_bounded(joined))
    return _join(pieces)


def _join(pieces: list[str]) -> re.Pattern[str] | None:
    if not pieces:
        return None
    pattern = pieces[0]
    for number, piece in enumerate(pieces[1:]):
        pattern += rf"(?P<left_{number}>.*?)" + piece
    return re.compile(pattern)


def _check_gaps(quotation: str, found: re.Match[str]) -> Match:
    """Refuse gaps and insertions that carry a number or a negation."""
    replaced = [text or "" for name, text in found.groupdict().items() if name.startswith("gap_")]
    short = [
        text or ""
        for name, text in found.groupdict().items()
        if name.startswith("left_") and len((text or "").split()) <= _LONGEST_REPLACED
    ]
    inserted = _INSERTED.findall(_OMISSION.sub(" ", quotation))
    if any(is_weighty(text) for text in (*replaced, *short, *inserted)):
        return Match(Result.ALTERED, found[0])
    return Match(Result.NORMALISED)


def omission_parts(words: str) -> list[str]:
    """Return the stretches of a quotation between its omissions."""
    return [part for part in _OMISSION.split(words) if edges_cut(part)]


def _first_either(words: str) -> str:
    first = words[0]
    either = f"[{re.escape(first.upper())}{re.escape(first.lower())}]" if first.isalpha() else ""
    return (either or re.escape(first)) + re.escape(words[1:])


def _bounded(pattern: str) -> str:
    return rf"(?<![^\W_])(?<!\d[,.]){pattern}(?![^\W_]|[,.]\d)"
