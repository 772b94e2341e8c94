"""What negates the words behind it: “denied that she had …”, “has not confirmed that …”.

A negation reaches as far as its clause. One that stands by its verb (“will never sell”) reaches a
few words; one whose object is a clause (“denied that”, “has not said that”) reaches to its end,
whatever stands between. Two of them cancel out: who does not doubt a thing asserts it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefbook.checks.prose.canonical import canonical
from briefbook.checks.prose.clause_tokens import COMMA, DENIAL, clause_tokens
from briefbook.checks.prose.languages.language import Language, language_of
from briefbook.checks.prose.sentences import ends_sentence
from briefbook.checks.prose.wording import WORD

#: How many words may stand between a negation and a verb that it negates.
_REACH = 4
#: … and between it and the verb of saying whose clause it then negates.
_NEAR = 3
#: Where all that came before is over.
_STOPS = (";", ":")
_STOP = re.compile(r"[.!?]+['\")\]]*\s+(?=['\"(\[]*(?:[^\W_]|$))")
#: Direct speech begins here, which nothing outside it governs.
_SPEECH = re.compile(r"[,:]\s*'$")
#: A new clause behind a dash, which the form for comparing has unspaced: “no bother—it kills”.
_DASHED = re.compile(r"(?<!post)-(?:he|she|it|they|we|i|you)\s*$", re.IGNORECASE)
#: Behind this a clause does not go on.
_CLAUSE_END = re.compile(r"[.;:!?]|,\s*(?=')|,? (?:and|but|und|aber|et|mais|y|pero|и|но) ")


@dataclass(slots=True)
class Governor:
    """One negation: the word, its place among the tokens, whether it governs a clause."""

    word: str
    place: int
    clause: bool = False
    commas: int = 0
    infinitive: bool = False


@dataclass(frozen=True, slots=True)
class Governed:
    """What negates the words behind a text: how often, and whether surely these very words."""

    count: int = 0
    direct: bool = False
    word: str = ""

    @property
    def negated(self) -> bool:
        """Whether they are negated in the end."""
        return self.count % 2 == 1


_FREE = Governed()


def last_sentence(text: str) -> str:
    """Return what stands of a sentence at the end of a text."""
    start = 0
    for stop in _STOP.finditer(text):
        if ends_sentence(text, stop.start(), stop.end()):
            start = stop.end()
    return text[start:]


def first_clause(text: str) -> str:
    """Return what is left of a clause at the beginning of a text."""
    return _CLAUSE_END.split(text, maxsplit=1)[0]


def governing(before: str, following: str, language: Language | None = None) -> Governed:
    """Tell what negates ``following`` in the sentence of which ``before`` is the beginning."""
    known = language or language_of(before)
    if not before.strip():
        return _FREE
    plain = canonical(before)
    if _SPEECH.search(plain):
        return _FREE
    tokens = clause_tokens(plain, known, following)
    if not any(token == DENIAL or known.negates(token) for token in tokens):
        return _FREE
    first = next((m[0].lower() for m in WORD.finditer(canonical(following))), "")
    reaching = [
        (each, direct)
        for each in _active(tokens, known)
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
    return Governed(count, any(direct for _each, direct in reaching), words)


#: With these a clause begins, unless its verb stands before them: “never did he …”.
_SUBJECTS = frozenset(("he", "she", "it", "they", "we", "i", "you"))
_AUXILIARIES = frozenset(
    "did do does had has have was were is are am will would can could shall should may might must"
    " that if whether once yet even".split()
)


def _active(tokens: Sequence[str], language: Language) -> list[Governor]:
    """Return the negations whose clause is still open at the end, in order."""
    found: list[Governor] = []
    for place, token in enumerate(tokens):
        following = tokens[place + 1 : place + 3]
        if token in _STOPS or token in language.questions:
            found = []
        elif token in language.breaks and not _belongs_before(tokens, place, language):
            keep = place == 0 or tokens[place - 1] != COMMA
            found = [each for each in found if keep and each.clause and not each.infinitive]
        elif token == COMMA:
            for each in found:
                each.commas += 1
        elif token in language.conjunctions and (
            _begins_clause(tokens, place, language) or _goes_on(tokens, place, language)
        ):
            found = _behind_and(found, place, tokens, language)
        elif token in language.complements:
            found = _with_complement(found, place, tokens, language)
        elif token in language.reported and COMMA in tokens[max(0, place - _NEAR) : place]:
            _with_report(found, language)
        else:
            _upgrade(found, place, tokens, language)
            if token == DENIAL or language.negates(token):
                found.append(_governor(token, place, following, language))
    return found


def _behind_and(
    found: list[Governor], place: int, tokens: Sequence[str], language: Language
) -> list[Governor]:
    """Keep, at an “and”, the negations that also reach what is behind it."""
    if _begins_clause(tokens, place, language):
        return []
    return [each for each in found if _complement_between(tokens, each, place, language)]


def _with_report(found: Sequence[Governor], language: Language) -> None:
    """Let denials govern a clause whose verb tells what was said: “bestritt, man habe …”."""
    for each in found:
        if _denies(each, language):
            each.clause, each.commas = True, each.commas - each.commas % 2


def _denies(governor: Governor, language: Language) -> bool:
    return governor.word == DENIAL or governor.word in language.denials


def _belongs_before(tokens: Sequence[str], place: int, language: Language) -> bool:
    """Tell whether a word is no new clause: “that before the war …”, “has not yet …”."""
    before = tokens[place - 1] if place else ""
    carried = tokens[place] in language.carrying and language.negates(before)
    return before in language.complements or carried


def _begins_clause(tokens: Sequence[str], place: int, language: Language) -> bool:
    """Tell whether “and” goes on with another speaker or verb of saying."""
    if place and tokens[place - 1] == COMMA:
        return True
    following = tokens[place + 1 : place + 3]
    return any(word in language.speaking for word in following) or bool(
        following and following[0] in language.pronouns and following[0] not in ("any", "all")
    )


def _goes_on(tokens: Sequence[str], place: int, language: Language) -> bool:
    """Tell whether “and that” follows: a second clause beside the one of a “that” before."""
    following = tokens[place + 1 : place + 2]
    return bool(following) and following[0] in language.complements - language.infinitives


def _complement_between(
    tokens: Sequence[str], governor: Governor, place: int, language: Language
) -> bool:
    """Tell whether the first of two clauses was the negation's: “denied that … and that”."""
    complements = language.complements - language.infinitives
    earlier = any(token in complements for token in tokens[: governor.place])
    return not earlier or any(token in complements for token in tokens[governor.place : place])


def _with_complement(
    found: list[Governor], place: int, tokens: Sequence[str], language: Language
) -> list[Governor]:
    """Keep, at “that” or “to”, the negations whose clause begins there."""
    kept = []
    for each in found:
        between = [token for token in tokens[each.place + 1 : place] if token != COMMA]
        if tokens[place - 1] == COMMA and each.commas % 2:
            each.commas -= 1  # “bestritt, dass …”
        if not each.clause and len(between) <= _NEAR:
            each.clause = any(_says(tokens, at, language) for at in range(each.place + 1, place))
            each.clause = each.clause or not between
            each.clause |= tokens[each.place] in language.denials and _is_content(between, language)
        if each.clause or tokens[place] in language.carrying:
            kept.append(each)
    return kept


def _is_content(between: Sequence[str], language: Language) -> bool:
    """Tell whether what is denied is a report of what follows: “denied the report that”."""
    return bool(between) and between[-1] in language.contents


def _says(tokens: Sequence[str], place: int, language: Language) -> bool:
    """Tell whether a word is a verb of saying or thinking: “claimed”, but not “the claim”."""
    if place and tokens[place - 1] in language.determiners:
        return False
    return tokens[place] in language.reporting or tokens[place] in language.speaking


def _upgrade(found: list[Governor], place: int, tokens: Sequence[str], language: Language) -> None:
    """Let a negation of a verb of saying, or of a denial, govern the clause that follows."""
    says = _says(tokens, place, language)
    if says or tokens[place] in language.denials or tokens[place] == DENIAL:
        for each in found:
            near = place - each.place <= _NEAR + 1
            if near and not each.commas % 2:
                each.clause = True
                each.infinitive &= not says  # “refused to say that …”
            elif says and not each.clause:
                each.commas = 1  # another verb has begun; what it says is its own


def _governor(token: str, place: int, following: Sequence[str], language: Language) -> Governor:
    denies = token in language.denials or token == DENIAL
    first = following[0] if following else ""
    governs = denies and (first in language.complements or first in language.pronouns)
    # “Refused to” reaches as far as its verb, “denied that” to the end of the clause.
    return Governor(token, place, clause=governs, infinitive=first in language.infinitives)


def _reaches(
    governor: Governor, tokens: Sequence[str], first: str, language: Language
) -> bool | None:
    """Tell whether a negation reaches the words behind, and those very words; ``None``: not."""
    if governor.commas % 2:
        return None
    between = [token for token in tokens[governor.place + 1 :] if token != COMMA]
    light = language.carrying | language.complements
    if all(token in light for token in between):
        return True
    if governor.clause and not governor.infinitive:
        return True
    if first in _SUBJECTS and between[-1] not in _AUXILIARIES:
        return None  # another clause: “not dedicate – we can …”
    named = first in language.determiners or between[-1] in language.determiners
    return None if named or len(between) > _REACH else False
