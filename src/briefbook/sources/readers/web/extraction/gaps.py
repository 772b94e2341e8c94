"""What stands between the article's paragraphs belongs to it, whatever individual readers say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from briefbook.core.words.text import word_count
from briefbook.sources.readers.alone import READERS
from briefbook.sources.readers.web.extraction.beside import Beside
from briefbook.sources.readers.web.extraction.votes import Votes
from briefbook.sources.readers.web.walk import Unit
from briefbook.sources.reading.boilerplate import boilerplate_reason

#: The element with this share of the taken text is where the article runs.
_MOST = 0.7
_RUNNING = 8
_LINKED = 0.5
_SENTENCE_END = re.compile(r"[.!?…。！？।]['\"”’»)\]]*$")
#: Readers whose single voice is enough in a short gap, also for what is no sentence.
_STRICT = ("trafilatura", "readability")
#: In words.
_LONGEST_GAP, _SENTENCES = 120, 40
#: How many units above the first that is taken the headline is looked for.
_REACH = 12
#: Kinds that readers are known to drop though they stand in the text.
_OFTEN_DROPPED = frozenset(("quote", "code", "table", "caption", "note"))


def fill_gaps(
    body: Any, units: Sequence[Unit], taken: list[bool], votes: Votes, beside: Beside
) -> None:
    """Take, in place, what stands between taken paragraphs and belongs to them."""
    places = [place for place, is_in in enumerate(taken) if is_in]
    if not places:
        return
    run = _running_element(body, units, taken, beside)
    lists = _lists(units, taken)
    first = _head_before(units, places[0])
    # What is beside the article, or left out already, makes no gap in it longer.
    sizes = [
        word_count(unit.text) if unit.piece and not away else 0
        for unit, away in zip(units, beside.units, strict=True)
    ]
    short = _gaps(sizes, taken, range(first, places[-1] + 1), _LONGEST_GAP)
    shorter = _gaps(sizes, taken, range(first, places[-1] + 1), _SENTENCES)
    # Where the first two agree, the third was not asked, and either is heard.
    agreed = "readability" not in votes
    for place in range(first, places[-1]):
        unit = units[place]
        within = run in beside.paths[place] or place < places[0]
        if taken[place] or unit.piece is None or beside.units[place] or not within:
            continue
        # One that takes whatever is near is heard where it takes a sentence or two.
        lenient = place in shorter and (
            _SENTENCE_END.search(unit.text) or _stands_alone(units, taken, place)
        )
        heard = READERS if lenient or agreed else _STRICT
        some = place in short and any(votes[name][place] for name in heard if name in votes)
        taken[place] = _belongs(unit, some=some, listed=lists.get(_list_of(unit)))
    _take_headings(units, taken, places[0])


def _take_headings(units: Sequence[Unit], taken: list[bool], first: int) -> None:
    """Take, in place, the headings that stand right above what is taken, in the same element."""
    for place in range(len(units) - 2, first, -1):
        unit = units[place]
        if taken[place] or unit.piece is None or unit.piece.kind != "heading":
            continue
        after = next((each for each in range(place + 1, len(units)) if units[each].piece), -1)
        alone = unit.linked > _LINKED or boilerplate_reason(unit.text)
        if after > 0 and taken[after] and not alone:
            holder = unit.element.getparent()
            taken[place] = holder in units[after].element.iterancestors()


def close_ends(units: Sequence[Unit], taken: list[bool]) -> None:
    """Take, in place, the notes that are called, and leave headings that head nothing."""
    _take_notes(units, taken)
    _drop_last_headings(units, taken)


def _stands_alone(units: Sequence[Unit], taken: Sequence[bool], place: int) -> bool:
    """Tell whether one piece, a formula perhaps, stands between two that are taken."""
    before = next((each for each in range(place - 1, -1, -1) if units[each].piece), -1)
    after = next((each for each in range(place + 1, len(units)) if units[each].piece), -1)
    return before >= 0 and after >= 0 and taken[before] and taken[after]


def _head_before(units: Sequence[Unit], first: int) -> int:
    """Return where the article's head begins: after the page's h1 a little above, if it has one."""
    for place in range(first - 1, max(-1, first - _REACH), -1):
        piece = units[place].piece
        if piece and piece.kind == "heading" and piece.level == 1:
            return place + 1
    return first


def _gaps(
    sizes: Sequence[int], taken: Sequence[bool], places: range, longest: int
) -> frozenset[int]:
    """Return the places in gaps of so few words that they are no article of their own."""
    short: set[int] = set()
    gap: list[int] = []
    for place in places:
        if not taken[place]:
            gap.append(place)
            continue
        if sum(sizes[each] for each in gap) <= longest:
            short.update(gap)
        gap = []
    return frozenset(short)


def _belongs(unit: Unit, *, some: bool, listed: float | None) -> bool:
    kind = unit.piece.kind if unit.piece else ""
    if kind in _OFTEN_DROPPED:
        return True
    if kind == "item":
        return some or bool(listed)
    if unit.linked > _LINKED and not (kind == "heading" and some):
        # A sentence may be one link; what leads to another article names itself.
        alone = unit.element.tag == "p" and word_count(unit.text) >= _RUNNING
        return alone and not boilerplate_reason(unit.text)
    return some


def _running_element(
    body: Any, units: Sequence[Unit], taken: Sequence[bool], beside: Beside
) -> Any:
    """Return the innermost element that holds most of the text that is taken."""
    sizes: dict[Any, int] = defaultdict(int)
    for unit, is_in, path in zip(units, taken, beside.paths, strict=True):
        if is_in:
            for element in path:
                sizes[element] += len(unit.text)
    least = _MOST * sizes[body]
    return min((each for each in sizes if sizes[each] >= least), key=lambda each: (
        sizes[each], -sum(1 for _ in each.iterancestors())
    ))  # fmt: skip


def _list_of(unit: Unit) -> Any:
    # What follows in an item is a paragraph: it tells whose the list is.
    if unit.piece is None or unit.piece.kind not in {"item", "paragraph"}:
        return None
    return next(
        (each for each in unit.element.iterancestors() if each.tag in {"ul", "ol", "dl"}), None
    )


def _lists(units: Sequence[Unit], taken: Sequence[bool]) -> dict[Any, float]:
    """Return the share of each list that is taken."""
    sizes: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    for unit, is_in in zip(units, taken, strict=True):
        if (holder := _list_of(unit)) is not None:
            sizes[holder][0] += len(unit.text) if is_in else 0
            sizes[holder][1] += len(unit.text)
    return {holder: some / all_ if all_ else 0.0 for holder, (some, all_) in sizes.items()}


def _take_notes(units: Sequence[Unit], taken: list[bool]) -> None:
    """Take the notes whose marks stand in what is taken, wherever the page has them."""
    called = {
        label for unit, is_in in zip(units, taken, strict=True) if is_in for label in unit.calls
    }
    for place, unit in enumerate(units):
        if unit.piece and unit.piece.kind == "note":
            taken[place] = unit.piece.label in called


def _drop_last_headings(units: Sequence[Unit], taken: list[bool]) -> None:
    for place in range(len(units) - 1, -1, -1):
        piece = units[place].piece
        if not taken[place] or piece is None or piece.kind == "note":
            continue
        if piece.kind != "heading":
            return
        taken[place] = False
