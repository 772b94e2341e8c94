"""Capitals: ``text-case`` of a style. What ``nocase`` protects stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefbook.bibliography.rich_text import Run

#: Words title case does not raise.
SMALL = frozenset(
    "a according across afore after against ahead along alongside amid amidst among amongst an and "
    "anenst apart apropos around as aside astride at athwart atop barring before behind below "
    "beneath beside besides between beyond but by circa despite down during except for forenenst "
    "from given in inside into lest like modulo near next nor notwithstanding of off on onto or "
    "out over per plus pro qua sans since so than that the through throughout thru thruout till "
    "to toward towards under underneath until unto up upon versus vs via vis-à-vis "
    "with within without yet v von van de la le du et al".split()
)
_ADDRESS = re.compile(r"\S*://\S+")
_WORD = re.compile(r"[^\s\-–—/“‘(\[]+|[\s\-–—/“‘(\[]+")


def with_case(runs: Iterable[Run], case: str, *, english: bool = True) -> list[Run]:
    """Return the pieces with other capitals; titles are capitalised in English alone."""
    given = list(runs)
    if case in {"lowercase", "uppercase"}:
        change = str.lower if case == "lowercase" else str.upper
        return [run if run.nocase else run._replace(text=change(run.text)) for run in given]
    if case == "capitalize-first":
        return _first(given)
    if case == "capitalize-all":
        return _each_word(given)
    if case == "sentence":
        return _sentence(given)
    return _title(given) if case == "title" and english else given


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _first(runs: list[Run]) -> list[Run]:
    for place, run in enumerate(runs):
        start = next((at for at, sign in enumerate(run.text) if sign.isalnum()), None)
        if start is not None:
            if run.nocase:
                return runs
            text = run.text[:start] + _capital(run.text[start:])
            return [*runs[:place], run._replace(text=text), *runs[place + 1 :]]
    return runs


def _each_word(runs: list[Run]) -> list[Run]:
    return [
        run if run.nocase else run._replace(text=re.sub(r"\S+", lambda m: _capital(m[0]), run.text))
        for run in runs
    ]


def _sentence(runs: list[Run]) -> list[Run]:
    upper = all(run.text.isupper() or not run.text.strip() for run in runs)
    if upper:
        runs = [run if run.nocase else run._replace(text=run.text.lower()) for run in runs]
    return _first(runs)


def _title(runs: list[Run]) -> list[Run]:
    """Capitalise words but the small ones, which are capitals first, last and after a colon."""
    whole = "".join(run.text for run in runs)
    last = len(whole.rstrip(' .?!”’"')) - 1
    # UNTS and PLOS ONE are names; a headline has more words.
    shouting = whole.isupper() and len(whole.split()) > 2
    addresses = [match.span() for match in _ADDRESS.finditer(whole)]
    result, at, begins = [], 0, True
    for run in runs:
        words = []
        for match in _WORD.finditer(run.text):
            word, start = match[0], at + match.start()
            if word[0].isalnum() or word[0] in "’'":
                ends = start <= last < start + len(word)
                before = whole[start - 1 : start]
                # The rest of a word of which another run has the beginning, or an address.
                fixed = run.nocase or before.isalnum() or any(a <= start < z for a, z in addresses)
                words.append(word if fixed else _titled(
                    word, first=begins or before in {"“", "‘", "("}, last=ends, shouting=shouting,
                    joined=before in {"-", "–", "/"},
                ))  # fmt: skip
                begins = word[-1] in ":?!." and len(word) > 2
            else:
                words.append(word)
                begins = begins or (word.strip() in {"—", "–", "“"} and " " in word)
        result.append(run._replace(text="".join(words)))
        at += len(run.text)
    return result


def _titled(word: str, *, first: bool, last: bool, shouting: bool, joined: bool) -> str:
    bare = word.strip(".,;:!?’'”)]").lower()
    if shouting:
        word = word.lower()
    if any(sign.isupper() for sign in word):
        # iPhone, DNA, McGraw: capitals that are there stay.
        return word
    if bare in SMALL and not first and not last:
        return word
    if joined and bare in SMALL:
        return word
    return _capital(word)
