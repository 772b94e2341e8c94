"""The units of a page that are the article: what most readers take, and what lies between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefbook.core.words.text import tidy, word_count
from briefbook.sources.readers.web.elements import seen_text
from briefbook.sources.readers.web.extraction.beside import Beside, find_beside
from briefbook.sources.readers.web.extraction.gaps import close_ends, fill_gaps
from briefbook.sources.readers.web.extraction.heads import mark_head
from briefbook.sources.readers.web.extraction.parts import take_other_parts
from briefbook.sources.readers.web.extraction.votes import Votes, ask_readers
from briefbook.sources.readers.web.metadata.facts import Facts, headline_and_rest
from briefbook.sources.readers.web.units import page_units
from briefbook.sources.readers.web.walk import Unit
from briefbook.sources.reading.article import Omission, Piece
from briefbook.sources.reading.boilerplate import is_running

#: Where the majority has less than this share of one reader's words, it found no article.
_LEAST_SHARE = 0.4
#: More words than a paragraph: the editor should know that a reader takes them otherwise.
_PARAGRAPH = 40
_LINKED = 0.5
_BESIDE = "beside the article"


@dataclass(frozen=True, slots=True)
class ExtractedArticle:
    """The article of a page; ``whole`` is all the text of its node."""

    pieces: tuple[Piece, ...]
    left_out: tuple[Omission, ...]
    whole: str
    warnings: tuple[str, ...]


def find_article(body: Any, facts: Facts, reader: str = "") -> ExtractedArticle:
    """Return the article of a page; ``reader`` names the one whose choice is taken."""
    units = page_units(body)
    beside = find_beside(body, units)
    votes = ask_readers(body, units, beside, every=bool(reader))
    if reader:
        taken = list(votes[reader])
    else:
        votes = {name: _own(vote, beside) for name, vote in votes.items()}
        taken = _agreed(units, votes, beside)
        take_other_parts(units, taken, votes, beside)
        fill_gaps(body, units, taken, votes, beside)
    close_ends(units, taken)
    mark_head(units, taken, facts)
    node = _node(body, beside, taken)
    inside = [node in path for path in beside.paths]
    pieces, left_out = _sorted_out(units, taken, inside, facts)
    warnings = [] if reader else _disagreements(units, votes, taken)
    return ExtractedArticle(tuple(pieces), tuple(left_out), seen_text(node), tuple(warnings))


def _own(vote: Sequence[bool], beside: Beside) -> tuple[bool, ...]:
    """Return what a reader takes, except for what others wrote at length."""
    return tuple(
        is_in and not of_others for is_in, of_others in zip(vote, beside.of_others, strict=True)
    )


def _agreed(units: Sequence[Unit], votes: Votes, beside: Beside) -> list[bool]:
    """Take what most readers take; where they have too little in common, the one nearest to all."""
    majority = [2 * sum(of_unit) > len(votes) for of_unit in zip(*votes.values(), strict=True)]
    sizes = {name: _size(units, vote) for name, vote in votes.items()}
    if 0 < _size(units, majority) >= _LEAST_SHARE * max(sizes.values(), default=0):
        return majority
    if not any(sizes.values()):
        # A page with so little text is all that it is.
        return [
            unit.piece is not None and not away and unit.linked <= _LINKED
            for unit, away in zip(units, beside.units, strict=True)
        ]
    # Of readers that share nothing, the one that found sentences: menus can be longer.
    running = {name: _size(units, vote, running=True) for name, vote in votes.items()}
    nearest = max(votes, key=lambda n: (_nearness(units, votes, n), running[n], sizes[n]))
    return list(votes[nearest])


def _size(units: Sequence[Unit], vote: Sequence[bool], *, running: bool = False) -> int:
    texts = (unit.text for unit, is_in in zip(units, vote, strict=True) if is_in)
    return sum(len(text) for text in texts if not running or is_running(text))


def _nearness(units: Sequence[Unit], votes: Votes, name: str) -> float:
    """Return how much of its text a reader shares with the others, and they with it (F1)."""
    total = 0.0
    for other, vote in votes.items():
        if other != name:
            both = [a and b for a, b in zip(votes[name], vote, strict=True)]
            sizes = _size(units, votes[name]) + _size(units, vote)
            total += 2 * _size(units, both) / sizes if sizes else 0.0
    return total


def _node(body: Any, beside: Beside, taken: Sequence[bool]) -> Any:
    """Return the innermost element that holds all that is taken."""
    paths = [path for path, is_in in zip(beside.paths, taken, strict=True) if is_in]
    if not paths:
        return body
    common = set(paths[0]).intersection(*paths[1:])
    return next(element for element in paths[0] if element in common)


def _sorted_out(
    units: Sequence[Unit], taken: Sequence[bool], inside: Sequence[bool], facts: Facts
) -> tuple[list[Piece], list[Omission]]:
    pieces: list[Piece] = []
    left_out: list[Omission] = []
    marks: list[str] = []
    for unit, is_in, within in zip(units, taken, inside, strict=True):
        if not within and not is_in:
            continue
        if unit.omission and unit.omission.reason == "note mark":
            marks.append(unit.omission.text)
        elif unit.omission:
            left_out.append(unit.omission)
        elif unit.piece and is_in:
            pieces += _piece(unit.piece, facts, left_out)
        elif left_out and left_out[-1].reason == _BESIDE:
            left_out[-1] = Omission(_BESIDE, f"{left_out[-1].text} {unit.text}")
        else:
            left_out.append(Omission(_BESIDE, unit.text))
    if marks:
        left_out.append(Omission("note mark", " ".join(marks)))
    return pieces, left_out


def _piece(piece: Piece, facts: Facts, left_out: list[Omission]) -> Iterator[Piece]:
    if piece.kind != "headline":
        yield piece
        return
    title, rest = headline_and_rest(piece.text, facts.sites)
    if rest:
        left_out.append(Omission("name of the site", rest))
    yield replace(piece, text=title, runs=() if rest else piece.runs)


def _disagreements(units: Sequence[Unit], votes: Votes, taken: Sequence[bool]) -> Iterator[str]:
    """Say, for each reader that takes a paragraph more or less, which and how to follow it."""
    for name, vote in votes.items():
        more = [u for u, a, b in zip(units, vote, taken, strict=True) if a and not b and _tells(u)]
        less = [u for u, a, b in zip(units, vote, taken, strict=True) if b and not a and _tells(u)]
        for verb, differing in (("also takes", more), ("leaves out", less)):
            words = sum(word_count(unit.text) for unit in differing)
            if words > _PARAGRAPH:
                first = tidy(differing[0].text)[:50]
                yield (
                    f"the readers disagree: {name} {verb} {words} words, first {first!r}; "
                    f"--reader {name} follows it"
                )


def _tells(unit: Unit) -> bool:
    return unit.piece is not None and unit.linked <= 0.5 and word_count(unit.text) >= 8
