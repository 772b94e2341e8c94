"""Whether a quotation stands in a text, word for word.

What is allowed: other shapes of quotation marks, dashes and spaces; another case of the first
letter; punctuation at both ends; ``[words]`` that the editors put in; ``…`` for words left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from briefbook.core.figures import figure_keys
from briefbook.core.text import normalise, tidy


class Result(StrEnum):
    """How a quotation stands to the text that it was compared with, best first."""

    EXACT = "exact"
    NORMALISED = "normalised"
    FORM = "form"
    NEAR = "near"
    ALTERED = "altered"
    NOT_FOUND = "not found"
    UNCHECKED = "unchecked"

    @property
    def verified(self) -> bool:
        """Whether the words are the source's."""
        return self in (Result.EXACT, Result.NORMALISED)


@dataclass(frozen=True, slots=True)
class Match:
    """The result, and for all but a full match what the text has instead (``nearest``)."""

    result: Result
    nearest: str = ""
    likeness: float = 1.0


_OMISSION = re.compile(r"\s*(?:\[\s*)?(?:…|\.\s?\.\s?\.)(?:\s*\])?\s*")
_CHANGED_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W_])")
_INSERTED = re.compile(r"\[[^\]]*\]")
#: A word; “wouldn't” is two, so that a lost negation is one word lost.
_WORD = re.compile(
    r"(?i:n't)\b|[^\W_](?:(?!n't\b)[\w'.,])*?(?=n't\b)|[^\W_](?:[\w'.,]*[^\W_])?|[$€£%]"
)
_EDGES = " .,;:!?'\"-()[]"
_NEGATIONS = frozenset(
    [
        "n't",
        "no",
        "not",
        "none",
        "never",
        "nothing",
        "nobody",
        "nowhere",
        "neither",
        "nor",
        "cannot",
        "without",
        "hardly",
        "barely",
        "scarcely",
        "refuse",
        "refused",
        "refuses",
        "deny",
        "denied",
        "denies",
        "fail",
        "failed",
        "fails",
        "lack",
        "lacked",
        "lacks",
    ]
)
_NEAR = 0.55
_WIDER = 3
_LONGEST_REPLACED = 4


def match_quotation(words: str, text: str, *, negated: bool = True) -> Match:
    """Compare the words of a quotation, without its marks, with the text of one block.

    Where the words before the quotation are not ``negated``, it must not begin right behind a
    negation of the block: “once crossed a line” is not what “never once crossed a line” says.
    """
    match = _match(words, text)
    if match.result.verified and not negated and (cut := _negation_cut(words, text)):
        return Match(Result.ALTERED, cut)
    return match


def _negation_cut(words: str, text: str) -> str:
    """Return the words with the negation before them; empty where one place has none."""
    quotation, block = _edges_cut(canonical(words)), canonical(text)
    pattern = _bounded(_first_either(quotation)) if quotation else r"(?!)"
    cut = ""
    for found in re.finditer(pattern, block):
        before = _words(block[: found.start()][-20:])
        if not before or not _is_negation(before[-1]):
            return ""
        cut = f"{before[-1]} {found[0]}"
    return cut


def negates(words: str) -> bool:
    """Tell whether words hold a negation."""
    return any(_is_negation(word) for word in _words(canonical(words)))


def _match(words: str, text: str) -> Match:
    plain = _edges_cut(tidy(words))
    if plain and re.search(_bounded(re.escape(plain)), _tidied(text)):
        return Match(Result.EXACT)
    # “[T]he war” is “the war” with a changed letter, not an insertion.
    quotation, block = canonical(_CHANGED_LETTER.sub(r"\1", words)), canonical(text)
    whole = _edges_cut(quotation)
    if whole and re.search(_bounded(_first_either(whole)), block):
        return Match(Result.NORMALISED)
    pattern = _pattern(quotation)
    if pattern is not None:
        found = pattern.search(block)
        if found:
            return _check_gaps(quotation, found)
    return _nearest(quotation, block)


@lru_cache(maxsize=65536)
def canonical(text: str) -> str:
    """Return the form in which quotations are compared: one mark for all, dashes unspaced."""
    return re.sub(r"\s*-\s*", "-", re.sub(r"['\"]+", "'", normalise(text)))


@lru_cache(maxsize=65536)
def _tidied(text: str) -> str:
    return tidy(text)


def _edges_cut(text: str) -> str:
    return text.strip(_EDGES + "“”‘’–—…")


def _first_either(words: str) -> str:
    first = words[0]
    either = f"[{re.escape(first.upper())}{re.escape(first.lower())}]" if first.isalpha() else ""
    return (either or re.escape(first)) + re.escape(words[1:])


def _bounded(pattern: str) -> str:
    return rf"(?<![^\W_])(?<!\d[,.]){pattern}(?![^\W_]|[,.]\d)"


def _pattern(quotation: str) -> re.Pattern[str] | None:
    """Return a pattern for a quotation with omissions and insertions; ``None`` without any."""
    if not _OMISSION.search(quotation) and not _INSERTED.search(quotation):
        return None
    pieces: list[str] = []
    for position, stretch in enumerate(_OMISSION.split(quotation)):
        parts = [_edges_cut(part) for part in _INSERTED.split(stretch)]
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
    if any(_weighty(text) for text in (*replaced, *short, *inserted)):
        return Match(Result.ALTERED, found[0])
    return Match(Result.NORMALISED)


def _weighty(text: str) -> bool:
    return bool(figure_keys(text)) or any(_is_negation(w) for w in _words(text))


def _words(text: str) -> list[str]:
    return [match[0].strip("'") for match in _WORD.finditer(text)]


def _is_negation(word: str) -> bool:
    return word.lower() in _NEGATIONS


def _nearest(quotation: str, block: str) -> Match:
    """Find the stretch of a text that is most like the quotation and say how they differ."""
    wanted = _words(_INSERTED.sub(" ", quotation))
    spans = list(_WORD.finditer(block))
    have = [span[0].strip("'") for span in spans]
    if not wanted or not have:
        return Match(Result.NOT_FOUND, "", 0.0)
    low, low_have = [w.lower() for w in wanted], [w.lower() for w in have]
    size = len(wanted)
    best = (0.0, 0, 0)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(low)
    for length in {max(1, size - 1), size, size + 1}:
        for start in range(max(1, len(have) - length + 1)):
            window = low_have[start : start + length]
            matcher.set_seq1(window)
            if matcher.real_quick_ratio() <= best[0] or matcher.quick_ratio() <= best[0]:
                continue
            ratio = matcher.ratio()
            if ratio > best[0]:
                best = (ratio, start, start + len(window))
    likeness, start, end = best
    if not end:
        return Match(Result.NOT_FOUND, "", 0.0)
    start, end = _matched_stretch(low, low_have, start, end)
    nearest = block[spans[start].start() : spans[end - 1].end()]
    return Match(_difference(wanted, have[start:end], likeness), nearest, likeness)


def _matched_stretch(wanted: list[str], have: list[str], start: int, end: int) -> tuple[int, int]:
    """Widen a window by words that the quotation has too, so that what lies between is seen."""
    low = max(0, start - _WIDER)
    wide = have[low : end + _WIDER]
    blocks = SequenceMatcher(None, wanted, wide, autojunk=False).get_matching_blocks()[:-1]
    if not blocks:
        return start, end
    # Words of the quotation before its first match, and after its last, stand for others there.
    before, after = blocks[0].a, len(wanted) - blocks[-1].a - blocks[-1].size
    first, last = low + blocks[0].b - before, low + blocks[-1].b + blocks[-1].size + after
    return max(0, min(start, first)), min(len(have), max(end, last))


def _difference(wanted: list[str], have: list[str], likeness: float) -> Result:
    if [w.lower() for w in wanted] == [w.lower() for w in have]:
        return Result.FORM
    if likeness < _NEAR:
        return Result.NOT_FOUND
    changed: list[str] = []
    same = 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, wanted, have, autojunk=False).get_opcodes():
        if tag == "equal":
            same += len("".join(wanted[i1:i2]))
        else:
            changed += [*wanted[i1:i2], *have[j1:j2]]
    if 3 * same < len("".join(wanted)):
        return Result.NOT_FOUND  # A shared “a” or “the” makes no likeness.
    if any(_is_negation(w) for w in changed) or figure_keys(" ".join(changed)):
        return Result.ALTERED
    return Result.NEAR


def omission_parts(words: str) -> list[str]:
    """Return the stretches of a quotation between its omissions."""
    return [part for part in _OMISSION.split(words) if _edges_cut(part)]


def best_match(matches: Iterable[Match]) -> Match:
    """Return the best of several matches."""
    order = list(Result)
    return min(matches, key=lambda m: (order.index(m.result), -m.likeness))
