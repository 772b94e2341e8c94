"""Runs of words: how a text is cut into words for them, and where each run of a source begins."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefbook.checks.evidence.material import BlockRef
from briefbook.core.words.text import INVISIBLE

#: More words than a block can have: a block's number and a word's place make one integer.
_PLACES = 1 << 20
_UNSPACED = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
#: Scripts without spaces count each character as a word.
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:['.-][^\W_]+)*")
#: The same in plain letters, of a text between two spaces; most such are one word at once.
_PLAIN_TOKEN = re.compile(r"[a-z0-9]+(?:['.-][a-z0-9]+)*")
_SPACED = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) not in "'.-"}
_DROP = dict.fromkeys(map(ord, INVISIBLE))
_FOLD = dict.fromkeys(map(ord, "‘’‚‛´`ʼ"), "'") | dict.fromkeys(map(ord, "‐‑"), "-")


@dataclass(frozen=True)
class Runs:
    """The runs of words of several sources: where each begins, by the hash of its words."""

    length: int
    starts: Mapping[int, int]
    blocks: Sequence[tuple[BlockRef, tuple[str, ...]]]

    def may_have(self, runs: Iterable[tuple[str, ...]]) -> bool:
        """Return quickly whether any of these runs can be found; usually none can."""
        return not self.starts.keys().isdisjoint(map(hash, runs))

    def find(self, run: tuple[str, ...]) -> tuple[BlockRef, tuple[str, ...]] | None:
        """Return the block that has a run, and the block's words from the run on."""
        home = self.starts.get(hash(run))
        if home is None:
            return None
        ref, spoken = self.blocks[home // _PLACES]
        rest = spoken[home % _PLACES :]
        # Two runs can have one hash; then the words differ.
        return (ref, rest) if rest[: len(run)] == run else None


def index_runs(texts: Mapping[str, Mapping[str, str]], length: int) -> Runs:
    """Return every run of ``length`` words of these texts (by key and locator).

    The headline is left out: it is the title, by which anyone may name the source.
    """
    blocks = [
        (BlockRef(key, locator), run_words(text))
        for key, by_locator in texts.items()
        for locator, text in by_locator.items()
        if locator != "headline"
    ]
    starts: dict[int, int] = {}
    # From the last to the first, so that of equal runs the first is the one that counts.
    for number in range(len(blocks) - 1, -1, -1):
        runs = list(runs_of(blocks[number][1], length))
        home = number * _PLACES
        places = range(home + len(runs) - 1, home - 1, -1)
        starts.update(zip(map(hash, reversed(runs)), places, strict=True))
    return Runs(length, starts, blocks)


def run_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as runs compare them: no case or marks, split at dashes."""
    if text.isascii():
        spoken: list[str] = []
        for part in _folded(text).translate(_SPACED).split():
            if part.isalnum():
                spoken.append(part)
            else:
                spoken += _PLAIN_TOKEN.findall(part)
        return tuple(spoken)
    return tuple(_TOKEN.findall(_folded(text.translate(_DROP))))


def word_places(text: str) -> list[tuple[int, int]]:
    """Return where each of a text's words begins and ends, in the order of :func:`run_words`."""
    shown = [place for place, char in enumerate(text) if char not in INVISIBLE]
    folded = _folded("".join(text[place] for place in shown))
    return [(shown[m.start()], shown[m.end() - 1] + 1) for m in _TOKEN.finditer(folded)]


def runs_of(spoken: tuple[str, ...], length: int) -> Iterator[tuple[str, ...]]:
    """Yield every run of ``length`` words, from each place on."""
    return zip(*(spoken[start:] for start in range(length)), strict=False)


def _folded(text: str) -> str:
    """Fold case, punctuation and combining accents, keeping offsets where possible."""
    if text.isascii():
        return text.lower().replace("`", "'")
    composed = unicodedata.normalize("NFC", text)
    lower = composed.lower()
    return (lower if len(lower) == len(composed) else composed).translate(_FOLD)


def shared_length(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two texts share from their beginning on."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
