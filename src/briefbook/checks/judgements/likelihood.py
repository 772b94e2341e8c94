"""Words of judgement: likelihood in one vocabulary, never in the same sentence as confidence."""

from __future__ import annotations

from collections.abc import Iterator

from briefbook.checks.evidence.material import Material
from briefbook.checks.evidence.prose import Prose
from briefbook.checks.prose.vocabulary import CONFIDENCE, LIKELIHOOD, OTHER_LIKELIHOOD, OTHER_STEMS
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.figures.number_words import lower_words
from briefbook.core.passages import Role


def judgement_findings(prose: Prose, material: Material) -> Iterator[Diagnostic]:
    """Yield likelihoods in other words, and sentences that mix likelihood and confidence."""
    passage = prose.passage
    if passage.role not in (Role.TEXT, Role.TITLE):
        return
    words = lower_words(passage.text)
    others = not words.isdisjoint(OTHER_STEMS)
    for match in OTHER_LIKELIHOOD.finditer(passage.text) if others else ():
        if not prose.spoken(*match.span()):
            yield material.finding(
                passage, match.start(), Code.JUDGEMENT_VOCABULARY,
                f"“{' '.join(match[0].split())}” is not in the book's vocabulary of likelihood; "
                "use almost no chance … almost certain, or put a source's own word in quotation "
                "marks",
            )  # fmt: skip
    for sentence in prose.sentences if "confidence" in words else ():
        text = passage.text[sentence.start : sentence.end]
        confident, likely = CONFIDENCE.search(text), LIKELIHOOD.search(text)
        likely = likely or OTHER_LIKELIHOOD.search(text)
        if confident and likely:
            yield material.finding(
                passage, sentence.start + likely.start(), Code.JUDGEMENT_MIXED,
                f"one sentence gives a likelihood (“{likely[0]}”) and a confidence "
                f"(“{confident[0]}”); make two sentences of it",
            )  # fmt: skip
