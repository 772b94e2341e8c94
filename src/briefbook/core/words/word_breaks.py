"""Where words end in scripts that are written without spaces.

Chinese, Japanese and Thai are split by BudouX, a model trained on texts; Khmer, Burmese and
Lao by their syllables, of which a word there has one or two.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budoux import Parser

#: A run of one such script, with its marks.
UNSPACED_RUN = re.compile(
    r"[\u0e01-\u0e5b]+|[\u0e81-\u0edf]+|[\u1000-\u109f]+|[\u1780-\u17e9]+"
    r"|[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]+"
)
_KANA = re.compile(r"[\u3040-\u30ff]")
#: Letters that only traditional Chinese has, among its commonest.
_TRADITIONAL = re.compile("[們這來國說時會個學為對發經還過後點長現見開無當實從]")
_SYLLABLES = {
    "\u0e80": re.compile(
        r"[\u0ec0-\u0ec4]?[\u0e81-\u0eae\u0edc-\u0edf][\u0eb0-\u0ebd\u0ec6-\u0ecd]*"
        r"(?:[\u0e81-\u0eae](?![\u0eb0-\u0ebd\u0ec6-\u0ecd]))?"
    ),
    "\u1000": re.compile(
        r"[\u1000-\u102a\u103f-\u109f](?:\u1039[\u1000-\u102a]|[\u102b-\u1038\u103a-\u103e]"
        r"|[\u1000-\u102a]\u103a)*"
    ),
    "\u1780": re.compile(r"[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1])*"),
}


@lru_cache(maxsize=4096)
def break_words(run: str) -> tuple[str, ...]:
    """Return the words of a run of one script without spaces; joined they are the run."""
    script = chr(ord(run[0]) & ~0x7F)
    if syllables := _SYLLABLES.get(script):
        cuts = [match.start() for match in syllables.finditer(run)]
        edges = sorted({0, *cuts, len(run)})
        return tuple(run[a:b] for a, b in pairwise(edges))
    if script == "\u0e00":
        return tuple(_parser("thai").parse(run))
    if _KANA.search(run):
        return tuple(_parser("japanese").parse(run))
    return tuple(_parser("traditional" if _TRADITIONAL.search(run) else "simplified").parse(run))


@cache
def _parser(language: str) -> Parser:
    import json
    from importlib.resources import files

    from budoux import Parser

    names = {"thai": "th", "japanese": "ja_word", "traditional": "zh-hant"}
    model = files("budoux").joinpath(f"models/{names.get(language, 'zh-hans')}.json")
    return Parser(json.loads(model.read_text(encoding="utf-8")))
