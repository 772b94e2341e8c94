"""What on a page is no part of the article: captcha, sharing, cookie and contact lines."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from briefbook.core.text import normalise


@dataclass(frozen=True, slots=True)
class _Rule:
    reason: str
    longest: int
    pattern: re.Pattern[str]


def boilerplate_reason(text: str) -> str:
    """Return why a piece is left out, e.g. ``captcha``; empty where it is the article's."""
    plain = normalise(text)
    count = len(plain.split())
    for rule in _rules():
        if (
            count <= rule.longest
            and len(plain) <= 12 * rule.longest
            and (rule.pattern.fullmatch(plain))
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
        )
        for each in tomllib.loads(data.read_text(encoding="utf-8"))["patterns"]
    )
