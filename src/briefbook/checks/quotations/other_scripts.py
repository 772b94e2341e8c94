"""Negations and denials around a quotation in Arabic, Chinese and Japanese.

These have no word list of their own in prose/languages/: only what stands right beside the words,
or denies their sentence, is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_STOP = re.compile(r"[.!?;。！？；؟؛]")
_KANA = re.compile("[\u3040-\u30ff]")
_HAN = re.compile("[\u3400-\u9fff]")
_ARABIC = re.compile("[\u0621-\u064a]")
_NEVER = re.compile("(?!)")
#: Marks and spaces between a quotation and what stands beside it.
_EDGE = r"['\"「」『』«»“”‘’\s]*"


@dataclass(frozen=True, slots=True)
class _Cues:
    """What negates words: right before them, anywhere before, right behind, anywhere behind."""

    before: re.Pattern[str] = _NEVER
    denied_before: re.Pattern[str] = _NEVER
    behind: re.Pattern[str] = _NEVER
    denied_behind: re.Pattern[str] = _NEVER


_CHINESE = _Cues(
    before=re.compile(rf"(?:不|没|沒|没有|沒有|未|非|从未|從未|无|無){_EDGE}$"),
    denied_before=re.compile("否认|否認|驳斥|駁斥|不认为|不認為|不相信|并未|並未"),
)
_JAPANESE = _Cues(
    behind=re.compile(rf"{_EDGE}(?:ない|なかった|ません|ず(?:に)?(?=[、。]|$)|わけではない)"),
    denied_behind=re.compile("否定|否認|認めな|認めてい?な|認めず|とは言えな|とは限らな"),
)
_IN_ARABIC = _Cues(
    before=re.compile(rf"(?<!\w)(?:غير|لا|لم|لن|ليس|ليست|دون|بدون|عدم){_EDGE}$"),
    denied_before=re.compile(
        r"(?<!\w)(?:و|ف)?(?:نفى|نفت|ينفي|تنفي|نفي|نفيه|أنكر|أنكرت|ينكر|تنكر)(?!\w)"
    ),
)


def cut_negation(block: str, places: Sequence[tuple[int, int]], before: str, behind: str) -> str:
    """Return the block's words if it negates a quotation everywhere and the book does not.

    ``before`` and ``behind`` are the words of the book around the quotation.
    """
    cues = _cues_of(block)
    if cues is None or _negated(before, behind, cues):
        return ""
    found = ""
    for start, end in places:
        if not _negated(block[:start], block[end:], cues):
            return ""
        first = max((stop.end() for stop in _STOP.finditer(block, 0, start)), default=0)
        last = _STOP.search(block, end)
        found = block[first : last.start() if last else len(block)].strip()
    return found


def _cues_of(text: str) -> _Cues | None:
    if text.isascii():
        return None
    if _ARABIC.search(text):
        return _IN_ARABIC
    if _KANA.search(text):
        return _JAPANESE
    return _CHINESE if _HAN.search(text) and not _HANGUL.search(text) else None


_HANGUL = re.compile("[\uac00-\ud7a3]")


def _negated(before: str, behind: str, cues: _Cues) -> bool:
    before, behind = _STOP.split(before)[-1], _STOP.split(behind)[0]
    return any(
        found is not None
        for found in (
            cues.before.search(before), cues.denied_before.search(before),
            cues.behind.match(behind), cues.denied_behind.search(behind),
        )
    )  # fmt: skip
