"""The words by which pages say who wrote an article and when, from ``page_words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


def one_of(*names: str) -> str:
    """Return the alternatives of a regular expression that these lists make."""
    return "|".join(word for name in names for word in _lists()[name])


@cache
def _lists() -> dict[str, list[str]]:
    file = resources.files(__package__).joinpath("page_words.toml")
    return tomllib.loads(file.read_text("utf-8"))
