"""What stands around figures in each language, from senses.toml, as patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from briefbook.core.figures.numerals import any_of
from briefbook.core.figures.other_languages import languages_of

_DATA: dict[str, dict[str, Any]] = tomllib.loads(
    resources.files("briefbook.checks.figures.languages").joinpath("senses.toml").read_text("utf-8")
)
#: The times that are told by the day on which an article appeared.
TIMES = (
    "last_year", "this_year", "next_year", "last_month", "this_month", "next_month", "yesterday",
    "today", "tomorrow",
)  # fmt: skip
_KANA = re.compile("[\u3040-\u30ff]")
_HAN = re.compile("[\u3400-\u9fff]")
_SIGN = r"(?:US\$|[$€£¥₩₽₴]|EUR|USD)?[ \u00a0]?"
_MINUTE = r"(?!間|间)(?:\s?(\d{1,2})\s?[분分])?(半|\s?반)?"
_WRITTEN_ON = r"(?![A-Za-z의の至到])(?![가-힣](?<![을를은는이가에과와도로만보까씩동짜간]))"
_NEVER = re.compile(r"(?!)")
#: Words that may stand between a figure and the bound behind it: its unit.
_VERB = r"[^\d\s.,;。、，]{0,4}"
_ROW = r"\s?[^\d\s.,;。、]{0,5}\s?"
_BETWEEN = r"[\s\u00a0%]{0,2}(?:[^\W\d]+\s+){0,2}?"


@dataclass(frozen=True, eq=False)
class Senses:
    """The words of one language as patterns; those for what stands before end in ``$``."""

    code: str
    units: tuple[re.Pattern[str], dict[str, str]]
    upper: re.Pattern[str]
    lower: re.Pattern[str]
    upper_behind: re.Pattern[str]
    lower_behind: re.Pattern[str]
    latest: re.Pattern[str]
    earliest: re.Pattern[str]
    latest_behind: re.Pattern[str]
    earliest_behind: re.Pattern[str]
    near: re.Pattern[str]
    near_behind: re.Pattern[str]
    below: re.Pattern[str]
    above: re.Pattern[str]
    rise: re.Pattern[str]
    fall: re.Pattern[str]
    #: “14 Prozent mehr”, right behind the figure.
    more: re.Pattern[str]
    less: re.Pattern[str]
    #: “Um 12”, “auf 12”: by how much, and up or down to what.
    by: re.Pattern[str]
    up_to: re.Pattern[str]
    parts: tuple[re.Pattern[str], dict[str, int]]
    #: Parts that are other words without a number or an article before them.
    counted: frozenset[str]
    article: re.Pattern[str]
    to: re.Pattern[str]
    of: re.Pattern[str]
    am: re.Pattern[str]
    pm: re.Pattern[str]
    hour: re.Pattern[str]
    #: Whether the half of the day stands before the hour: 오후 7시.
    before_hours: bool
    #: Whether 7:30 is never in the evening.
    clock24: bool
    times: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=4096)
def senses_of(text: str) -> tuple[Senses, ...]:
    """Return the tables of the languages that a text may be in, English apart."""
    if codes := languages_of(text):
        return tuple(_table(code) for code in codes)
    if text.isascii() or not _HAN.search(text):
        return ()
    return (_table("ja" if _KANA.search(text) else "zh"),)


def english() -> Senses:
    """Return the table of English, which has only what context.py has not."""
    return _table("en")


def _forms(value: str) -> list[str]:
    return [form.strip() for form in value.split(",") if form.strip()]


def _words(forms: Iterable[str], *, unspaced: bool) -> str:
    said = any_of(forms).replace(r"\ ", r"\s+")
    return f"(?:{said})" if unspaced else rf"(?<![^\W\d_])(?:{said})(?![^\W\d_])"


@lru_cache(maxsize=16)
def _table(code: str) -> Senses:
    table = _DATA[code]
    unspaced = bool(table.get("unspaced"))

    def pattern(name: str, before: str = "", behind: str = "") -> re.Pattern[str]:
        forms = _forms(table.get(name, ""))
        words = _words(forms, unspaced=unspaced)
        return re.compile(f"{before}{words}{behind}", re.IGNORECASE) if forms else _NEVER

    # In Hebrew “than” and “about” are written with the number: כ-40.
    gap = r"[\s\u00a0־-]*" if unspaced or code == "he" else r"[\s\u00a0]+"
    near = any_of(_forms(table.get("near", ""))) or "(?!)"
    # “最多需要6年”: a verb may stand between.
    # “Щонайбільше на шість”: a small word, too.
    small = _VERB if unspaced else r"(?:\s+[^\W\d_]{1,3}(?=\s))?"
    ahead = f"{small}{gap}(?:(?:{near}){gap})?{_SIGN}$"
    times = any_of(form for name in TIMES for form in _forms(table.get(name, "")))
    dated = f"{gap}(?:(?:{times}){gap})?$"  # “늦어도 내년 3월”
    between = _ROW if unspaced else _BETWEEN
    units, parts = _by_form(table.get("units", {})), _by_form(table.get("parts", {}))
    return Senses(
        code=code,
        units=(_unit(units, unspaced=unspaced), units),
        upper=pattern("upper", behind=ahead), lower=pattern("lower", behind=ahead),
        upper_behind=pattern("upper_behind", between),
        lower_behind=pattern("lower_behind", between),
        latest=pattern("latest", behind=dated), earliest=pattern("earliest", behind=dated),
        latest_behind=pattern("latest_behind", between),
        earliest_behind=pattern("earliest_behind", between),
        near=pattern("near", behind=ahead), near_behind=pattern("near_behind", between),
        below=pattern("below", behind=ahead),
        above=pattern("above", behind=ahead),
        rise=pattern("rise"), fall=pattern("fall"),
        more=pattern("more", gap), less=pattern("less", gap),
        by=pattern("by", behind=ahead), up_to=pattern("up_to", behind=ahead),
        parts=(
            re.compile(_words(parts, unspaced=unspaced), re.IGNORECASE) if parts else _NEVER,
            {form: int(whole) for form, whole in parts.items()},
        ),
        counted=frozenset(_forms(table.get("counted", ""))),
        article=pattern("articles", behind=r"\s+$"),
        to=pattern("to", r"[^.;:!?\d]{0,24}?", rf"\s*{_SIGN}"),
        of=pattern("of", r"\s*" if unspaced else r"\s+", r"\s*" if unspaced else r"\s+"),
        am=pattern("am"), pm=pattern("pm"),
        hour=pattern("hour", r"(?<!\d)(\d{1,2})\s?", _MINUTE),
        before_hours=bool(table.get("hour")),
        clock24=bool(table.get("clock24")),
        times=tuple((name, pattern(name)) for name in TIMES),
    )  # fmt: skip


def _by_form(table: Mapping[str, str]) -> dict[str, str]:
    return {form: name for name, forms in table.items() for form in _forms(forms)}


def _unit(units: Mapping[str, str], *, unspaced: bool) -> re.Pattern[str]:
    if not units:
        return _NEVER
    # “48m이다” has a unit, “500 주민” (inhabitants) no weeks; “3分の1” is a part, “升至” rises.
    end = (
        r"(?![A-Za-z의の至到])(?![가-힣](?<![을를은는이가에과와도로만보까씩동짜간]))"
        if unspaced
        else r"(?![^\W_])"
    )
    return re.compile(rf"[\s\u00a0-]?({any_of(units)}){end}", re.IGNORECASE)
