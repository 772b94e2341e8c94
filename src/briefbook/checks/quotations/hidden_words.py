"""Whether an omission or an insertion hides, or adds, what changes the meaning of a quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefbook.checks.prose.languages.language import Language
from briefbook.checks.prose.word_forms import Words
from briefbook.checks.prose.wording import is_weighty, words_of
from briefbook.core.figures.find import figure_keys

#: “At least” and the like, before a number.
_BOUND = re.compile(
    r"\b(?:at (?:least|most)|up to|(?:more|less|fewer|later|earlier) than|as (?:many|much|few) as)"
    r"\W*$",
    re.IGNORECASE,
)
_EDGES = " .,;:!?'-()[]"
#: An attribution that interrupts a speech within one sentence.
_INTERRUPTION = re.compile(r"[\s,']*'[\s,]*([^',.;:!?()]+),?\s*'\s*")
_SPEAKER = 9
_SPEECH_MARK = re.compile(r"(?<!\w)'|'(?!\w)")


@dataclass(frozen=True, slots=True)
class HiddenWords:
    """A part of a source that an insertion replaces or an omission leaves out."""

    inserted: str | None
    text: str


def may_stand(stretch: HiddenWords, language: Language, known: Words, block: str) -> bool:
    """Return whether a gap hides nothing that changes the meaning, and adds no number."""
    if stretch.inserted is None:
        if not words_of(stretch.text):
            return True  # The source has these dots.
        qualified = any(language.qualifies(word) for word in words_of(stretch.text))
        qualified = qualified or limits_what_follows(stretch.text, language)
        spoken = _SPEECH_MARK.search(stretch.text)
        hides = qualified or spoken or is_weighty(stretch.text, language)
        return not hides or _is_speaker(stretch.text, language)
    if words_of(stretch.inserted) == words_of(stretch.text):
        return True  # The source has these brackets, or these words.
    # An insertion may name a number that the source has, but not hide one.
    hidden = bool(figure_keys(stretch.text)) or _negates(stretch.text, language)
    if hidden or _negates(stretch.inserted, language) or language.qualifies(stretch.inserted):
        return False
    if not {*figure_keys(stretch.inserted)} <= known.figures | {*figure_keys(block)}:
        return False
    # An insertion that only adds words is listed; a replacement must use the source's words.
    return not stretch.text.strip(_EDGES) or all(
        _is_insertable(word, language, known) for word in words_of(stretch.inserted)
    )


def limits_what_follows(text: str, language: Language) -> bool:
    """Return whether words end in a bound or modal, such as “at least” or “can”."""
    return bool(_BOUND.search(text)) or ends_in_modal(text, language)


def ends_in_modal(text: str, language: Language) -> bool:
    """Return whether words end in a modal verb, such as “can”."""
    last = words_of(text)[-2:]
    noun = len(last) > 1 and last[0].lower() in language.determiners  # “his will”
    return bool(last) and last[-1] in language.modals and not noun


def _is_speaker(text: str, language: Language) -> bool:
    """Return whether a gap only hides an attribution within one speech: “,’ she said, ‘”."""
    match = _INTERRUPTION.fullmatch(text)
    words = words_of(match[1]) if match else []
    says = sum(word.lower() in language.speaking for word in words)
    joins = language.conjunctions | language.breaks | language.complements
    plain = all(word.lower() not in joins for word in words)
    return says == 1 and plain and len(words) <= _SPEAKER and not is_weighty(text, language)


def _negates(text: str, language: Language) -> bool:
    return any(language.negates(word) for word in words_of(text))


def _is_insertable(word: str, language: Language, known: Words) -> bool:
    low = word.lower()
    return low in language.common or low in language.editorial or known.has(word)
