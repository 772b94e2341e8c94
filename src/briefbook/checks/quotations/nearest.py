"""Find the words of a text that are most similar to a quotation."""

from __future__ import annotations

from difflib import SequenceMatcher

from briefbook.checks.evidence.matches import Match, Result
from briefbook.checks.prose.languages.language import language_of
from briefbook.checks.prose.wording import WORD, has_negation, words_of
from briefbook.checks.quotations.gaps import without_insertions
from briefbook.core.figures.find import figure_keys

_NEAR = 0.55
_WIDER = 3


def find_nearest(quotation: str, block: str) -> Match:
    """Return the words of a text that are most similar to a quotation, and how they differ."""
    wanted = words_of(without_insertions(quotation))
    spans = list(WORD.finditer(block))
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
    return Match(_difference(wanted, have[start:end], likeness, block), nearest, likeness)


def _matched_stretch(wanted: list[str], have: list[str], start: int, end: int) -> tuple[int, int]:
    """Return a window widened to words that the quotation has too, and what is between."""
    low = max(0, start - _WIDER)
    wide = have[low : end + _WIDER]
    blocks = SequenceMatcher(None, wanted, wide, autojunk=False).get_matching_blocks()[:-1]
    if not blocks:
        return start, end
    # Words of the quotation before its first match and after its last replace others there.
    before, after = blocks[0].a, len(wanted) - blocks[-1].a - blocks[-1].size
    first, last = low + blocks[0].b - before, low + blocks[-1].b + blocks[-1].size + after
    return max(0, min(start, first)), min(len(have), max(end, last))


def _difference(wanted: list[str], have: list[str], likeness: float, block: str) -> Result:
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
        return Result.NOT_FOUND  # A shared “a” or “the” is no similarity.
    if has_negation(changed, language_of(block)) or figure_keys(" ".join(changed)):
        return Result.ALTERED
    return Result.NEAR
