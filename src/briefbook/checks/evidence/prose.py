"""A passage as the checks read it: its quotations, its sentences, and what each of them cites."""

from __future__ import annotations

from dataclasses import dataclass

from briefbook.checks.prose.quotation_marks import Quotation, find_quotations
from briefbook.checks.prose.sentences import Sentence, split_sentences
from briefbook.core.passages import Citation, Passage, Role


@dataclass(frozen=True, slots=True)
class Prose:
    """A passage with its quotations and sentences."""

    passage: Passage
    quotations: tuple[Quotation, ...]
    alone: tuple[int, ...]
    sentences: tuple[Sentence, ...]

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence in which an offset of the text stands."""
        return next((s for s in self.sentences if offset < s.end), self.sentences[-1])

    def citations_at(self, offset: int) -> tuple[Citation, ...]:
        """Return the citations of a sentence, or of the part of it between semicolons."""
        sentence = self.sentence_at(offset)
        if len({citation.at for citation in sentence.citations}) > 1:
            start, end = self._part(sentence, offset)
            inside = tuple(c for c in sentence.citations if start < c.at <= end)
            if inside:
                return inside
        return sentence.citations

    def _part(self, sentence: Sentence, offset: int) -> tuple[int, int]:
        """Return the start and end of the part of a sentence that semicolons set off.

        Only a semicolon right after a citation does: what precedes it has its source.
        """
        text = self.passage.text
        cuts = [c.at for c in sentence.citations if text[c.at :].lstrip()[:1] == ";"]
        return (
            max((cut for cut in cuts if cut <= offset), default=sentence.start),
            min((cut for cut in cuts if cut > offset), default=sentence.end),
        )

    def covered(self, offset: int) -> bool:
        """Return whether the one sentence that cites comes after an offset."""
        citing = [s for s in self.sentences if any(c.locator for c in s.citations)]
        return len(citing) == 1 and offset < citing[0].end

    def spoken(self, start: int, end: int) -> bool:
        """Return whether a part of the text is quoted, literal or marked as the editors' own."""
        spans = (*self.passage.own, *self.passage.code)
        quoted = any(q.start <= start and end <= q.end for q in self.quotations)
        return quoted or any(span.holds(start, end) for span in spans)


def read_prose(passage: Passage) -> Prose:
    """Find a passage's quotations and sentences; a block quote is one quotation."""
    if passage.role is Role.QUOTE:
        found, alone = [Quotation(0, len(passage.text), passage.text)], list[int]()
    elif passage.role in (Role.CODE, Role.FORMULA):
        found, alone = [], []
    else:
        found, alone = find_quotations(passage.text, passage.code)
    spans = [(q.start, q.end) for q in found]
    return Prose(passage, tuple(found), tuple(alone), tuple(split_sentences(passage, spans)))
