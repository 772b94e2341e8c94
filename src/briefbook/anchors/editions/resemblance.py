"""How much two texts have in common, and which of many texts is the nearest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from briefbook.core.words.text import words

#: A run of words that more texts than this have in common says nothing about any of them;
#: leaving it out keeps the search for the nearest text as fast in a long book as in a short one.
_COMMON = 20
_NEAREST = 3


def share_kept(before: str, after: str) -> float:
    """Return which share of the words two texts have in common, in order: 0 to 1.

    Twice the words in common by the words of both, as in Ratcliff and Obershelp.
    """
    return SequenceMatcher(None, _key_words(before), _key_words(after), autojunk=False).ratio()


class TextIndex:
    """Texts by id, found by the runs of words that they share with another text."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for id_, text in texts.items():
            for run in set(_runs(text)):
                self._holders[run].append(id_)

    def nearest(self, text: str, besides: str) -> tuple[str, float]:
        """Return the id of the text that resembles ``text`` most, and the share kept.

        The one with the id ``besides`` is left out. An empty id and 0 where none is near.
        """
        shared: Counter[str] = Counter()
        for run in set(_runs(text)):
            holders = self._holders.get(run, ())
            if len(holders) <= _COMMON:
                shared.update(holders)
        shared.pop(besides, None)
        candidates = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_NEAREST]
        shares = [(share_kept(self._texts[id_], text), id_) for id_, _count in candidates]
        share, id_ = max(shares, default=(0.0, ""))
        return id_, share


def _key_words(text: str) -> list[str]:
    return [word.casefold() for word in words(text)]


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each run of three words; all words of a text that has fewer."""
    key_words = _key_words(text)
    if len(key_words) < 3:
        yield tuple(key_words)
    yield from zip(key_words, key_words[1:], key_words[2:], strict=False)
