"""The vocabularies of likelihood, confidence, reliability, handling: read from their data file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("vocabularies.toml").read_text("utf-8"))


def terms(vocabulary: str) -> tuple[str, ...]:
    """Return the words of a vocabulary, in its own order."""
    return tuple(_all()[vocabulary]["terms"])


def meaning(vocabulary: str, term: str) -> str:
    """Return what a term means, e.g. ``usually reliable`` for reliability B."""
    return str(_all()[vocabulary]["terms"][term])


def origin(vocabulary: str) -> str:
    """Say where a vocabulary comes from."""
    return str(_all()[vocabulary]["origin"])


def likelihood_band(term: str) -> str:
    """Return the band of a likelihood term, e.g. ``55–80 %``."""
    low, high = _all()["likelihood"]["terms"][term]
    return f"{low}–{high}\N{NO-BREAK SPACE}%"


def refuse_unlisted(vocabulary: str, value: str) -> str | None:
    """Say what was expected where ``value`` is no term of the vocabulary."""
    allowed = terms(vocabulary)
    return None if value in allowed else f"{value!r} is not one of {', '.join(allowed)}"
