"""What on a page is not part of the article: captcha, sharing, cookie and contact lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from briefbook.core.words.text import normalise, word_count
from briefbook.sources.reading.article import Omission, Piece

#: A line with so many words that ends as a sentence does is one.
_SENTENCE_WORDS = 4
_WORD = re.compile(r"[^\W\d_]{2}")
_MARKS, _BEHIND = ".!?…。！？।", "\"'”’»)]"
#: A piece with so many words is running text; before the first and after the last is the edge.
_RUNNING = 15
_EDGE = 2
_LINKED = 0.6
_KINDS = frozenset(("text", "paragraph", "item"))
_ADVERT = "advertisement"


@dataclass(frozen=True, slots=True)
class _Rule:
    reason: str
    longest: int
    pattern: re.Pattern[str]
    anywhere: bool
    sentences: bool
    links: bool


def drop_boilerplate(pieces: Sequence[Piece], left_out: list[Omission]) -> list[Piece]:
    """Return the pieces without boilerplate, which goes to ``left_out`` with its reason.

    A rule takes no heading or quotation, and no caption but “Advertisement:”; no full sentence,
    unless nothing else is ever said so; and nothing from the midst of the article but such a line
    and plain labels.
    """
    running = [place for place, piece in enumerate(pieces) if is_running(piece.text)]
    first, last = (running[0], running[-1]) if running else (len(pieces), -1)
    kept = []
    for place, piece in enumerate(pieces):
        edge = place <= first + _EDGE or place >= last - _EDGE
        reason = ""
        if piece.kind in _KINDS and not piece.rows:
            reason = boilerplate_reason(piece.text, edge=edge, linked=is_link(piece))
        elif piece.kind == "caption" and (named := _label_of_advert(piece.text)):
            reason = named
        # The label “Summary” tells what the next piece is; the opening drops it.
        if reason and normalise(piece.text).lower() != "summary":
            left_out.append(Omission(reason, piece.text))
        else:
            kept.append(piece)
    return kept


def _label_of_advert(text: str) -> str:
    reason = boilerplate_reason(text, edge=False)
    return reason if reason == _ADVERT else ""


def is_running(text: str) -> bool:
    """Return whether a piece is text as it runs: a sentence of some length."""
    return word_count(text) >= _RUNNING and is_sentence(text)


def is_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence does and has words enough for one."""
    ended = text.rstrip(_BEHIND)
    return (
        ended.endswith(tuple(_MARKS))
        and _WORD.search(ended) is not None
        and word_count(text) >= _SENTENCE_WORDS
    )


def is_link(piece: Piece) -> bool:
    """Return whether a piece is a link to elsewhere but for a label before it."""
    linked = sum(len(run.text) for run in piece.runs if run.style == "link")
    return linked > _LINKED * len(piece.text)


def boilerplate_reason(text: str, *, edge: bool = True, linked: bool = False) -> str:
    """Return why a piece is left out, e.g. ``captcha``; empty where it is the article's.

    ``edge`` says that it is at the beginning or the end of the article, ``linked`` that it is
    a link to elsewhere.
    """
    plain = normalise(text)
    count = len(plain.split())
    sentence = is_sentence(text)
    for rule in _rules():
        if (
            count <= rule.longest
            and len(plain) <= 12 * rule.longest
            and (edge or rule.anywhere or (linked and rule.links))
            and (rule.sentences or not sentence)
            and rule.pattern.fullmatch(plain)
        ):
            return rule.reason
    return ""


@cache
def _rules() -> tuple[_Rule, ...]:
    data = resources.files("briefbook.sources.reading").joinpath("boilerplate.toml")
    return tuple(
        _Rule(
            each["reason"],
            each["words"],
            re.compile("|".join(f"(?:{one})" for one in each["pattern"]), re.IGNORECASE),
            each.get("anywhere", False),
            each.get("sentences", False),
            each.get("links", False),
        )
        for each in tomllib.loads(data.read_text(encoding="utf-8"))["patterns"]
    )
