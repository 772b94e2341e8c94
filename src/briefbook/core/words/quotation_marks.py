"""The quotation marks of all languages; the table is in quotation_marks.toml."""

from __future__ import annotations

import tomllib
from importlib import resources

_DATA = tomllib.loads(
    resources.files(__package__).joinpath("quotation_marks.toml").read_text(encoding="utf-8")
)

#: What opens a quotation, with each mark that can close it.
PAIRS: dict[str, str] = {mark["open"]: mark["close"] for mark in _DATA["marks"]}
#: Marks that are also apostrophes or signs of measure.
SINGLE = frozenset(mark["open"] for mark in _DATA["marks"] if mark.get("single"))
CLOSING = frozenset("".join(PAIRS.values()))
ALL = "".join(sorted({*PAIRS, *CLOSING}))
#: The marks that normal form makes one: :func:`briefbook.core.words.text.normalise`.
NORMAL_DOUBLE: str = _DATA["normal"]["double"]
NORMAL_SINGLE: str = _DATA["normal"]["single"]


def has_mark(text: str) -> bool:
    """Return quickly whether a text has any quotation mark."""
    return not _MARKS.isdisjoint(text)


_MARKS = frozenset(ALL) | {"`"}
