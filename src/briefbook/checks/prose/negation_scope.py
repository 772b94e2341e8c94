"""Follow the scope of negations through a clause: where each begins, goes on and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefbook.checks.prose.clause_tokens import COMMA, DENIAL
from briefbook.checks.prose.languages.language import Language

#: The most words between a negation and a verb of saying whose clause it negates.
_NEAR = 3
#: What ends the scope of every negation before it.
_STOPS = (";", ":")


@dataclass(slots=True)
class NegationCue:
    """One negation: its word and index among the tokens; ``clause``: its scope is a whole clause.

    ``commas`` are those that followed it; an odd number means that a clause is inserted.
    """

    word: str
    place: int
    clause: bool = False
    commas: int = 0
    infinitive: bool = False


def open_negations(tokens: Sequence[str], language: Language) -> list[NegationCue]:
    """Return the negations whose scope is still open after the last token, in order."""
    found: list[NegationCue] = []
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
            found = _after_and(found, place, tokens, language)
        elif token in language.complements:
            found = _with_complement(found, place, tokens, language)
        elif token in language.reported and COMMA in tokens[max(0, place - _NEAR) : place]:
            _with_report(found, language)
        else:
            _upgrade(found, place, tokens, language)
            if token == DENIAL or language.negates(token):
                found.append(_cue_at(token, place, following, language))
    return found


def _after_and(
    found: list[NegationCue], place: int, tokens: Sequence[str], language: Language
) -> list[NegationCue]:
    """Return the negations whose scope continues after an “and”."""
    if _begins_clause(tokens, place, language):
        return []
    return [each for each in found if _complement_between(tokens, each, place, language)]


def _with_report(found: Sequence[NegationCue], language: Language) -> None:
    """Extend denials to a clause in reported speech without “that”: “bestritt, man habe …”."""
    for each in found:
        if _denies(each, language):
            each.clause, each.commas = True, each.commas - each.commas % 2


def _denies(cue: NegationCue, language: Language) -> bool:
    return cue.word == DENIAL or cue.word in language.denials


def _belongs_before(tokens: Sequence[str], place: int, language: Language) -> bool:
    """Return whether a word continues a clause: “that before the war …”, “has not yet …”."""
    before = tokens[place - 1] if place else ""
    carried = tokens[place] in language.carrying and language.negates(before)
    return before in language.complements or carried


def _begins_clause(tokens: Sequence[str], place: int, language: Language) -> bool:
    """Return whether another subject or verb of saying follows an “and”."""
    if place and tokens[place - 1] == COMMA:
        return True
    following = tokens[place + 1 : place + 3]
    return any(word in language.speaking for word in following) or bool(
        following and following[0] in language.pronouns and following[0] not in ("any", "all")
    )


def _goes_on(tokens: Sequence[str], place: int, language: Language) -> bool:
    """Return whether “and that” follows: a second clause after an earlier “that”."""
    following = tokens[place + 1 : place + 2]
    return bool(following) and following[0] in language.complements - language.infinitives


def _complement_between(
    tokens: Sequence[str], cue: NegationCue, place: int, language: Language
) -> bool:
    """Return whether the first of two clauses is the negation's: “denied that … and that”."""
    complements = language.complements - language.infinitives
    earlier = any(token in complements for token in tokens[: cue.place])
    return not earlier or any(token in complements for token in tokens[cue.place : place])


def _with_complement(
    found: list[NegationCue], place: int, tokens: Sequence[str], language: Language
) -> list[NegationCue]:
    """Return the negations whose clause begins at a “that” or “to”."""
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
    """Return whether the object is a noun that “that” explains: “denied the report that”."""
    return bool(between) and between[-1] in language.contents


def _says(tokens: Sequence[str], place: int, language: Language) -> bool:
    """Return whether a word is a verb of saying or thinking: “claimed”, but not “the claim”."""
    if place and tokens[place - 1] in language.determiners:
        return False
    return tokens[place] in language.reporting or tokens[place] in language.speaking


def _upgrade(
    found: list[NegationCue], place: int, tokens: Sequence[str], language: Language
) -> None:
    """Extend the negation of a verb of saying, or of a denial, to the clause that follows."""
    says = _says(tokens, place, language)
    if says or tokens[place] in language.denials or tokens[place] == DENIAL:
        for each in found:
            near = place - each.place <= _NEAR + 1
            if near and not each.commas % 2:
                each.clause = True
                each.infinitive &= not says  # “refused to say that …”
            elif says and not each.clause:
                each.commas = 1  # another verb: the clause that follows belongs to it


def _cue_at(token: str, place: int, following: Sequence[str], language: Language) -> NegationCue:
    denies = token in language.denials or token == DENIAL
    first = following[0] if following else ""
    governs = denies and (first in language.complements or first in language.pronouns)
    # “Refused to” covers its verb, “denied that” the clause to its end.
    return NegationCue(token, place, clause=governs, infinitive=first in language.infinitives)
