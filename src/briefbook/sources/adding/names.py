"""Capitalised names in a text, which an editor must get right."""

from __future__ import annotations

import re

_LINKS = frozenset(re.findall(r"\w+", "of the de da di du van von der den bin ibn al el la le and"))
#: Shorter than a run of words that a restricted source forbids to share.
_LONGEST = 7
_SENTENCE_END = re.compile(r"[.!?…:]['\"”’)]*$")
_EDGES = "\"'“”‘’«»()[]{},.;:!?…—–-،؛؟"


#: Where a script without capitals meets one with them: “TNW中文站”.
_SEAM = re.compile(
    "(?<=[A-Za-z])(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])|"
    "(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])(?=[A-Za-z])"
)
#: Dashes, and the punctuation of scripts without spaces: 【AFP】 stands alone.
_PARTING = re.compile("[—–\u3000-\u303f\u30fb\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]")
#: Languages in which every noun begins with a capital.
_NOUN_CAPITALS = frozenset(("de", "lb"))
_OF = re.compile(r"(?<!von) (?:der|den) ")


def names_in(text: str, language: str = "") -> tuple[str, ...]:
    """Return the runs of capitalised words, each once, in order.

    A single capitalised word that begins a sentence is taken only if it stands inside a
    sentence too, or in capitals. Runs are at most seven words long. Scripts without capitals
    give none; in a ``language`` whose nouns have capitals a single word is no name, unless it has
    more of them.
    """
    runs = list(_runs(text))
    inside = {name for name, begins in runs if not begins}
    found = [
        name
        for name, begins in runs
        if not begins or " " in name or name in inside or (name.isupper() and len(name) > 1)
    ]
    if language in _NOUN_CAPITALS:
        parts = (part for name, begins in runs if not begins for part in _OF.split(name))
        found = [part for part in parts if _is_more_than_a_noun(part)]
    return tuple(dict.fromkeys(found))


def _is_more_than_a_noun(name: str) -> bool:
    """Tell “Ada Smith”, “Eva von der Au” and “IMO” from “Stadt”."""
    return " " in name or (name[1:] != name[1:].lower() and "-" not in name)


def _runs(text: str) -> list[tuple[str, bool]]:
    runs: list[tuple[str, bool]] = []
    run: list[str] = []
    begins = starts = True
    for token in _SEAM.sub(" ", _PARTING.sub(" , ", text)).split():
        word = token.strip(_EDGES)
        if token[0] in '([“"‘':
            _close(runs, run, begins=begins)
            run = []
        if word[:1].isupper() and len(run) < _LONGEST:
            begins = starts if not run else begins
            run.append(word)
        elif run and word in _LINKS and token == word and len(run) < _LONGEST - 1:
            run.append(word)
            starts = False
            continue
        else:
            _close(runs, run, begins=begins)
            run = []
        if token[-1] in ',;:.!?)]”"،؛؟':
            _close(runs, run, begins=begins)
            run = []
        starts = bool(_SENTENCE_END.search(token)) or token in ("“", '"')
    _close(runs, run, begins=begins)
    return runs


def _close(runs: list[tuple[str, bool]], run: list[str], *, begins: bool) -> None:
    while run and run[-1] in _LINKS:
        run.pop()
    if run:
        runs.append((re.sub(r"['’]s$", "", " ".join(run)), begins))
