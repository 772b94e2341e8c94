"""Times of day in words: ``halb sieben``, ``six heures et demie``, ``пів на сьому``, ``六点半``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

_DATA = tomllib.loads(
    resources.files("briefbook.checks.figures.languages")
    .joinpath("spoken_times.toml")
    .read_text("utf-8")
)
_UNSPACED = ("zh", "ja")
#: One form: its pattern, the hours by their words, and the minutes that it adds.
_Form = tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], int], ...], int]


def spoken_times(text: str, code: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """Yield each time of day that a text gives in words: its match, hour and minute.

    The hour is between 0 and 12, as the words have it; the half of the day is not known.
    """
    for pattern, hours, minutes in _forms(code):
        for match in pattern.finditer(text):
            said = match["hour"].lower()
            hour = next(hour for words, hour in hours if words.fullmatch(said))
            yield match, *divmod((hour * 60 + minutes) % 720, 60)


@lru_cache(maxsize=16)
def _forms(code: str) -> tuple[_Form, ...]:
    table = _DATA.get(code)
    if table is None:
        return ()
    words = [word.strip().replace("/", "|") for word in table["hours"].split(",")]
    hours = tuple(
        (re.compile(f"(?:{word})", re.IGNORECASE), hour) for hour, word in enumerate(words, start=1)
    )
    any_hour = "|".join(sorted("|".join(words).split("|"), key=len, reverse=True))
    edges = ("", "") if code in _UNSPACED else (r"(?<![^\W_])", r"(?![^\W\d_])")
    if code == "ko":
        edges = (r"(?<![^\W_])", "")
    return tuple(
        (
            re.compile(
                edges[0] + form.replace("{h}", f"(?P<hour>{any_hour})").replace(" ", r"\s+")
                + edges[1],
                re.IGNORECASE,
            ),
            hours,
            minutes,
        )
        for form, minutes in table["forms"].items()
    )  # fmt: skip
