"""“No bridges” and “one bridge”, where the cited block counts other bridges.

Such words are not figures: “no reason”, “one of them”. They are only compared with a source's
text, and reported if it gives another number of the very same things; small ranks are, too: “the
third conference”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbook.checks.evidence.material import BlockRef, Material
from briefbook.checks.evidence.prose import Prose
from briefbook.checks.figures.ranks import other_rank, ranks_of
from briefbook.checks.figures.shares import find_shares
from briefbook.checks.prose.languages.language import language
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.figures.figure import Figure
from briefbook.core.figures.find import find_figures
from briefbook.core.figures.number_words import lower_words
from briefbook.core.figures.numerals import WORDS, any_of
from briefbook.core.passages import Role

_COUNTED = re.compile(
    r"\b(no|one|not a single|not one|(?:only |just )?a single|none of (?:the|its|their|his|her)"
    rf"(?: (?:\d+|{any_of(WORDS)}))?)\s+([a-z]{{3,}}(?:\s+[a-z]{{3,}})?)\b",
    re.IGNORECASE,
)
_MAY = frozenset(("no", "none", "one", "single"))
_BEHIND = re.compile(r"(?:\s+[a-z-]+){1,2}", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{3,}", re.IGNORECASE)
#: “Not one”, “one of the”: nothing is counted.
_NOTHING = frozenset(
    ("one", "longer", "doubt", "matter", "more", "less", "fewer", "hand", "thing", "day")
)


_COMMON = language("en").common


def loose_findings(prose: Prose, material: Material) -> Iterator[Diagnostic]:
    """Yield the loose words of a passage that its sources contradict."""
    passage = prose.passage
    for match in ranks_of(passage.text) if passage.role is Role.TEXT else ():
        texts = {b: material.text(b) or "" for b in material.candidates(prose, match.start())}
        if not prose.spoken(*match.span()) and (other := other_rank(match, texts)):
            yield material.finding(
                passage, match.start(), Code.FIGURE_NOT_FOUND, _message(match[0], *other)
            )
    if passage.role is not Role.TEXT or _MAY.isdisjoint(lower_words(passage.text)):
        return
    for match in _COUNTED.finditer(passage.text):
        if prose.spoken(*match.span()) or any(
            start <= match.start() < end for start, end, _key in find_shares(passage.text)
        ):
            continue  # “One household in eight” is a share.
        mine = 1 if _ONE.fullmatch(match[1]) else 0
        if match[2].split()[0].lower() in _COMMON | _NOTHING:
            continue  # “One has waited”: a pronoun.
        nouns = [word for word in match[2].lower().split() if word not in _NOTHING | _COMMON]
        for block in material.candidates(prose, match.start()) if nouns else ():
            text = material.text(block) or ""
            said = _other_number(mine, nouns, text)
            if match[1].lower().startswith("none of"):
                said = _some_of(nouns, text)
            if said is not None:
                yield material.finding(
                    passage, match.start(), Code.FIGURE_NOT_FOUND, _message(match[0], said, block)
                )
                break


#: “Two of the five turbines”, “7 of its 19 sections”.
_SOME_OF = re.compile(
    r"\b(?:[a-z]+|\d+) of (?:the|its|their|his|her)(?: \w+)? ([a-z]{3,})\b", re.IGNORECASE
)
_ONE = re.compile(r"one|(?:only |just )?a single", re.IGNORECASE)


def _some_of(nouns: list[str], text: str) -> str | None:
    """Return how many of a whole a text counts, where it never says “none”."""
    if not lower_words(text).isdisjoint(("no", "none", "not", "neither", "nobody")):
        return None
    for match in _SOME_OF.finditer(text):
        counted = any(figure.start == match.start() for figure in find_figures(text))
        if counted and any(_same(noun, match[1].lower()) for noun in nouns):
            return match[0]
    return None


def _message(words: str, said: str, block: BlockRef) -> str:
    shown = " ".join(words.split())
    return (
        f"“{shown}” contradicts {block}, which has “{said}”; fix it or the locator, or mark it as "
        f"the editors' own [{shown}]{{.own}}"
    )


def _other_number(mine: int, nouns: list[str], text: str) -> str | None:
    """Return how many of the same things a text counts; ``None`` where it may mean as many."""
    counted: list[tuple[Figure, str]] = []
    shares = [*find_shares(text)]
    for figure in find_figures(text):
        if any(start <= figure.start < end for start, end, _key in shares):
            continue
        behind = _BEHIND.match(text, figure.end)
        words = _WORD.findall(behind[0]) if behind else []
        if any(_same(noun, word.lower()) for noun in nouns for word in words):
            counted.append((figure, f"{figure.text}{behind[0] if behind else ''}"))
    # A text that also speaks of one of them, or of none, contradicts nobody.
    sure = [said for figure, said in counted if figure.certain and figure.value > 1]
    if not sure or len(sure) != len(counted) or _speaks_of(nouns, text):
        return None
    return sure[0] if mine <= 1 else None


_FEW = re.compile(
    r"\b(?:no|none|one|a|an|single|nobody|not)\b(?:\s+[a-z-]+){0,2}?\s+([a-z]{3,})", re.IGNORECASE
)


def _speaks_of(nouns: list[str], text: str) -> bool:
    return any(_same(noun, m[1].lower()) for m in _FEW.finditer(text) for noun in nouns)


def _same(one: str, other: str) -> bool:
    """Tell whether two nouns are the same, in singular or plural."""
    return bool({one, f"{one}s", f"{one}es", f"{one[:-1]}ies"} & {other, f"{other}s", f"{other}es"})
