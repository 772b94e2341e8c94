"""Compare quotations with omissions (``…``) and insertions (``[words]``).

An omission may be of any length, but must not hide a number, negation, denial, hedge or
attribution. An insertion may add to the source's words; one that replaces a few of them must
consist of words that the source has. Insertions are listed. Brackets and dots of the source itself
are read literally.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbook.checks.evidence.matches import Match, Result
from briefbook.checks.prose.languages.language import language_of
from briefbook.checks.prose.word_forms import NO_WORDS, Words
from briefbook.checks.prose.wording import edges_cut, words_of
from briefbook.checks.quotations.glued import makes_no_other_word
from briefbook.checks.quotations.hidden_words import HiddenWords, ends_in_modal, may_stand

_OMISSION = re.compile(r"\s*(?:\[\s*)?(?:…|\.\s?\.\s?\.)\.?(?:\s*\])?\s*")
_INSERTED = re.compile(r"\[([^\]]*)\]")
#: “Constitute[s]”, which must not replace “can constitute”.
_INFLECTED = re.compile(r"[^\W\d_]+\[(?:e?s|e?d|ing)\]")
#: “Starke[] Nachfrage”: letters left off at the end of a word, here as one sign.
_SHORTENED = re.compile(r"(?<=[^\W\d_])\[\s*\](?![^\W_])")
_ENDING = "\ue000"
_LEFT_OFF = re.compile(_ENDING)
#: … which are no whole word, and no “n't”.
_LETTERS = r"(?!not(?![^\W_]))[^\W\d_]{1,3}(?!'t)"
#: The most words of a source that an insertion may replace.
_LONGEST_REPLACED = 4
#: The most places in which a quotation is tried; a short one can fit many.
_TRIES = 40
_NEXT_WORDS = re.compile(r"(?:[ -]+['\[(]?[^\W_][\w.,%$]*)+")
_LAST_WORDS = re.compile(r"(?:[\w%$][\w'.,]*[ -]+)+$")


def insertions(words: str) -> list[str]:
    """Return the insertions in a quotation, without their brackets."""
    return [text for text in _INSERTED.findall(_OMISSION.sub(" ", words)) if edges_cut(text)]


def without_insertions(words: str) -> str:
    """Return a quotation without its insertions."""
    return _INSERTED.sub(" ", words)


def match_with_gaps(
    quotation: str, block: str, known: Words = NO_WORDS
) -> tuple[Match, list[tuple[int, int]]] | None:
    """Compare a quotation that has gaps; return the match, and its ranges in the block.

    ``known`` are the words that the source has. ``None`` if the quotation has no gaps or does not
    fit the block.
    """
    quotation = _SHORTENED.sub(_ENDING, quotation)
    pattern = _pattern(quotation)
    if pattern is None:
        return None
    language, inflected = language_of(block), _INFLECTED.match(quotation)
    refused: tuple[Match, list[tuple[int, int]]] | None = None
    stands: list[tuple[int, int]] = []
    for found in _places(pattern, block):
        stretches = list(_stretches(quotation, found))
        turned = inflected and ends_in_modal(block[: found.start()], language)
        turned = turned or not makes_no_other_word(quotation, block)
        if not turned and all(may_stand(each, language, known, block) for each in stretches):
            stands.append(found.span())
        refused = refused or (Match(Result.ALTERED, found[0]), [found.span()])
    return (Match(Result.NORMALISED), stands) if stands else refused


def _places(pattern: re.Pattern[str], block: str) -> Iterator[re.Match[str]]:
    place = 0
    for _ in range(_TRIES):
        found = pattern.search(block, place)
        if found is None:
            return
        yield found
        place = found.start() + 1


def _pattern(quotation: str) -> re.Pattern[str] | None:
    """Return a pattern for a quotation with omissions and insertions; ``None`` without any."""
    if not any(gap.search(quotation) for gap in (_OMISSION, _INSERTED, _LEFT_OFF)):
        return None
    pieces: list[str] = []
    gaps = 0
    for position, stretch in enumerate(_OMISSION.split(quotation)):
        split = _INSERTED.split(stretch)
        parts = [edges_cut(part) for part in split[::2]]
        inner = [re.escape(part) for part in parts if part]
        # The source may have these very brackets.
        literal = [re.escape(f"[{text}]") for text in split[1::2]]
        if not inner:
            continue
        if not pieces and position == 0 and parts[0]:
            inner[0] = _first_either(next(part for part in parts if part))
        # What is in brackets is added, or replaces a few words.
        inner = [part.replace(_ENDING, _LETTERS) for part in inner]
        joined = inner[0]
        for number, part in enumerate(inner[1:]):
            same = rf"\W+{literal[number]}\W+|" if len(inner) == len(parts) else ""
            joined += rf"(?P<gap_{gaps}>{same}\W+(?:[\w'%$]+\W+){{0,{_LONGEST_REPLACED}}}?){part}"
            gaps += 1
        number = len(pieces)
        joined = _bounded(joined)
        # Brackets of the source at either end are its own too.
        if len(parts) > 1 and not parts[0]:
            joined = rf"(?P<head_{number}>{literal[0]}\W+)?" + joined
        if len(parts) > 1 and not parts[-1]:
            joined += rf"(?P<tail_{number}>\W+{literal[-1]})?"
        pieces.append(joined)
    if not pieces:
        return None
    pattern = pieces[0]
    for number, piece in enumerate(pieces[1:]):
        pattern += rf"(?P<left_{number}>.*?)" + piece
    return re.compile(pattern)


def _stretches(quotation: str, found: re.Match[str]) -> Iterator[HiddenWords]:
    """Yield the parts of the source that omissions and insertions hide, in no order."""
    groups = found.groupdict()
    left = [text or "" for name, text in groups.items() if name.startswith("left_")]
    yield from (HiddenWords(None, text) for text in left)
    gaps = iter([text or "" for name, text in groups.items() if name.startswith("gap_")])
    # The text before and after each piece: the source's words, or those that are left out.
    before = [found.string[max(0, found.start() - 80) : found.start()], *left]
    behind = [*left, found.string[found.end() :]]
    piece = -1
    for stretch in _OMISSION.split(quotation):
        parts = _INSERTED.split(stretch)
        worded = [bool(edges_cut(part)) for part in parts[::2]]
        piece += any(worded)
        for number, text in enumerate(parts[1::2]):
            if not edges_cut(text):
                continue
            if any(worded[: number + 1]) and any(worded[number + 1 :]):
                yield HiddenWords(text, next(gaps, "") if worded[number + 1] else "")
            elif groups.get(f"{'head' if any(worded[number + 1 :]) else 'tail'}_{piece}"):
                continue
            elif any(worded[number + 1 :]):
                yield HiddenWords(text, _last_words(before[piece], text))
            else:
                yield HiddenWords(text, _first_words(behind[max(piece, 0)], text))


def _first_words(text: str, inserted: str) -> str:
    """Return the words that an insertion at the end replaces: as many as it has."""
    following = _NEXT_WORDS.match(text if text[:1] in " -" else f" {text}")
    return " ".join(words_of(following[0])[: _length(inserted)]) if following else ""


def _last_words(text: str, inserted: str) -> str:
    before = _LAST_WORDS.search(text if text[-1:] in (" ", "-") else f"{text} ")
    return " ".join(words_of(before[0])[-_length(inserted) :]) if before else ""


def _length(inserted: str) -> int:
    return max(1, len(words_of(inserted)))


def omission_parts(words: str) -> list[str]:
    """Return the parts of a quotation between its omissions."""
    return [part for part in _OMISSION.split(words) if edges_cut(part)]


def _first_either(words: str) -> str:
    first = words[0]
    either = f"[{re.escape(first.upper())}{re.escape(first.lower())}]" if first.isalpha() else ""
    return (either or re.escape(first)) + re.escape(words[1:])


def _bounded(pattern: str) -> str:
    return rf"(?<![^\W_])(?<!\d[,.])(?<![Nn]on-){pattern}(?![^\W_]|[,.]\d)"
