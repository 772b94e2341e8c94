"""Find what negates the words after it: “denied that she had …”, “has not confirmed that …”.

The scope of a negation ends with its clause. One next to its verb (“will never sell”) covers a few
words; one whose object is a clause (“denied that”, “has not said that”) covers that clause to its
end. Two negations cancel out: “does not doubt that” asserts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefbook.checks.prose.canonical import canonical
from briefbook.checks.prose.clause_tokens import COMMA, DENIAL, clause_tokens
from briefbook.checks.prose.languages.language import Language, language_of
from briefbook.checks.prose.negation_scope import NegationCue, open_negations
from briefbook.checks.prose.wording import WORD, words_of

#: The most words between a negation and a verb that it negates.
_REACH = 4
#: The beginning of direct speech, which nothing outside it negates.
_SPEECH = re.compile(r"[,:]\s*'$")
#: A new clause after a dash, which canonical form has unspaced: “no bother—it kills”.
_DASHED = re.compile(r"(?<!post)-(?:he|she|it|they|we|i|you)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Negation:
    """How often the words after a text are negated, by which ``word``.

    ``direct``: the scope surely begins with them.
    """

    count: int = 0
    direct: bool = False
    word: str = ""

    @property
    def negated(self) -> bool:
        """Whether the negations do not cancel out."""
        return self.count % 2 == 1


_NONE = Negation()
#: “Too small to generalise” says that nothing can be generalised.
_TOO = re.compile(r"\btoo(?:\s+[a-z]+){1,2}\s*'?\s*$", re.IGNORECASE)


def find_negation(before: str, following: str, language: Language | None = None) -> Negation:
    """Return what negates ``following`` in the sentence that begins with ``before``."""
    known = language or language_of(before)
    if not before.strip():
        return _NONE
    plain = canonical(before)
    if _SPEECH.search(plain):
        return _NONE
    opening = words_of(canonical(following))[:1]
    if opening and opening[0].lower() in known.infinitives and (too := _TOO.search(plain)):
        return Negation(1, direct=False, word=too[0].strip())
    tokens = clause_tokens(plain, known, following)
    if not any(token == DENIAL or known.negates(token) for token in tokens):
        return _NONE
    first = next((m[0].lower() for m in WORD.finditer(canonical(following))), "")
    reaching = [
        (each, direct)
        for each in open_negations(tokens, known)
        if (direct := _reaches(each, tokens, first, known)) is not None
        and (each.clause or not _DASHED.search(plain))
    ]
    words = " ".join(each.word for each, _direct in reaching)
    count = len(reaching)
    plain_ones = sum(each.word != DENIAL and each.word not in known.denials
                     for each, _direct in reaching)  # fmt: skip
    if "neither" in words and "nor" in words and plain_ones == count:
        count -= 1  # “neither … nor” negates once, and “neither confirm nor deny” asserts nothing
    if known.concord and plain_ones:
        count -= plain_ones - 1  # “никогда не говорил” negates once
    return Negation(count, any(direct for _each, direct in reaching), words)


#: Words that begin a clause, unless its auxiliary precedes them: “never did he …”.
_SUBJECTS = frozenset(("he", "she", "it", "they", "we", "i", "you"))
_AUXILIARIES = frozenset(
    "did do does had has have was were is are am will would can could shall should may might must"
    " that if whether once yet even".split()
)


def _reaches(
    cue: NegationCue, tokens: Sequence[str], first: str, language: Language
) -> bool | None:
    """Return whether the next word is surely within the scope; ``None``: it is not."""
    if cue.commas % 2:
        return None
    between = [token for token in tokens[cue.place + 1 :] if token != COMMA]
    light = language.carrying | language.complements
    if all(token in light for token in between):
        return True
    if cue.clause and not cue.infinitive:
        return True
    if first in _SUBJECTS and between[-1] not in _AUXILIARIES:
        return None  # another clause: “not dedicate – we can …”
    named = first in language.determiners or between[-1] in language.determiners
    return None if named or len(between) > _REACH else False
