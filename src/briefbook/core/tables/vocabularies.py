"""The vocabularies of likelihood, confidence, reliability, handling: read from their data file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from briefbook.core.words.labels import in_original, label


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


def as_listed(vocabulary: str, value: str) -> str:
    """Return the term that an author means, who may write it in the language of the book."""
    if value in terms(vocabulary):
        return value
    named = _named(vocabulary)
    with in_original():
        named = _named(vocabulary) | named
    return named.get(value.casefold(), value)


def _named(vocabulary: str) -> dict[str, str]:
    shown = {term: _shown(vocabulary, term) for term in terms(vocabulary)}
    return {word.casefold(): term for term, word in shown.items() if word != term}


def refuse_unlisted(vocabulary: str, value: str) -> str | None:
    """Say what was expected where ``value`` is no term of the vocabulary, in any language."""
    allowed = terms(vocabulary)
    if as_listed(vocabulary, value) in allowed:
        return None
    return f"{value!r} is not one of {', '.join(_shown(vocabulary, term) for term in allowed)}"


def _shown(vocabulary: str, term: str) -> str:
    """Return a term as the book's language has it; a hedge without the figure that follows."""
    if vocabulary != "qualifier":
        return label(term)
    hedge = f"{term} {{figure}}"
    shown = label(hedge)
    return label(term) if shown == hedge else " ".join(shown.format(figure="").split())
