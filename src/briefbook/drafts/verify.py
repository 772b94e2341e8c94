"""Verify the quotations and figures of drafts against a folder of sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefbook.checks.evidence.items import ItemKind
from briefbook.checks.evidence.material import BlockRef
from briefbook.checks.evidence.own_quotations import is_own
from briefbook.checks.evidence.prose import Prose
from briefbook.checks.prose.quotation_marks import Quotation
from briefbook.checks.quotations.check import around_of
from briefbook.core.passages import Role
from briefbook.core.processes.progress import draw_progress
from briefbook.drafts.draft import Draft, DraftPassage
from briefbook.drafts.figures import claims_of, judge_figure
from briefbook.drafts.library import Library
from briefbook.drafts.naming import Named, named_behind, named_for
from briefbook.drafts.positions import Finder, Region
from briefbook.drafts.quotations import judge_quotation
from briefbook.drafts.verdicts import Judged, Status, Verdict

#: Quotations of fewer words that are nowhere may quote nobody.
FEWEST_WORDS = 3
#: What may be around the source of a block quote: “… (Smith 2025).”, “… — Smith (2025)”.
_CLOSING, _OPENING = " \n.,;)", " \n(—–-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is checked, and the fewest words of a quotation that must be in a source."""

    quotations: bool = True
    figures: bool = True
    fewest_words: int = FEWEST_WORDS


def verify_drafts(drafts: Sequence[Draft], library: Library, wanted: Wanted) -> list[Judged]:
    """Return a verdict on every quotation and figure, in the order of the drafts."""
    total = sum(len(draft.passages) for draft in drafts)
    judged: list[Judged] = []
    done = 0
    for draft in drafts:
        finder = Finder(draft.lines)
        for passage in draft.passages:
            if not passage.listed:
                judged += _PassageCheck(draft, passage, library, finder).run(wanted)
            done += 1
            draw_progress("comparing", done, total)
    return judged


class _PassageCheck:
    """One passage of a draft, with the sources that it names."""

    def __init__(
        self, draft: Draft, passage: DraftPassage, library: Library, finder: Finder
    ) -> None:
        self.draft, self.passage, self.library, self.finder = draft, passage, library, finder
        self.prose: Prose = passage.prose
        self.named = library.names.in_passage(self.prose, draft.notes)

    def run(self, wanted: Wanted) -> list[Judged]:
        found = list(self._quotations(wanted)) if wanted.quotations or wanted.figures else []
        beside = [
            each.verdict.block
            for each in found
            if each.verdict.block and each.verdict.status is Status.EXACT
        ]
        figures = list(self._figures(beside)) if wanted.figures else []
        quotations = found if wanted.quotations else []
        return sorted((*quotations, *figures), key=lambda each: each.start)

    def _quotations(self, wanted: Wanted) -> Iterator[Judged]:
        for each in self.prose.quotations:
            quotation = self._without_citation(each)
            if is_own(self.prose, quotation) or not any(map(str.isalnum, quotation.words)):
                continue
            behind = named_behind(self.prose, quotation.end, self.named)
            spread = named_for(self.prose, quotation.start, self.named)
            named = spread if behind is None else behind
            keys = frozenset(each.key for each in named if each.key)
            around = around_of(self.prose, quotation)
            verdict = judge_quotation(
                quotation.words, around, keys, self.library, wanted.fewest_words
            )
            span = (quotation.start, quotation.end)
            yield self._judged(span, ItemKind.QUOTATION, named, verdict)

    def _without_citation(self, quotation: Quotation) -> Quotation:
        """Return what a block quote quotes, without the source that its last line names."""
        text, end = self.prose.passage.text, quotation.end
        if self.prose.passage.role is not Role.QUOTE:
            return quotation
        for each in sorted(self.named, key=lambda named: named.end, reverse=True):
            if each.start > quotation.start and not text[each.end : end].strip(_CLOSING):
                end = each.start
        cut = text[quotation.start : end].rstrip(_OPENING)
        return replace(quotation, end=quotation.start + len(cut), words=cut)

    def _figures(self, beside: Sequence[BlockRef]) -> Iterator[Judged]:
        text = self.prose.passage.text
        for claim in claims_of(self.prose, self.named):
            sentence = self.prose.sentence_at(claim.start)
            named = named_for(self.prose, claim.start, self.named)
            said = text[sentence.start : sentence.end]
            verdict = judge_figure(claim, said, named, beside, self.library)
            kind = ItemKind.DATE if claim.is_date else ItemKind.FIGURE
            yield self._judged((claim.start, claim.end), kind, named, verdict)

    def _judged(
        self, span: tuple[int, int], kind: ItemKind, named: Sequence[Named], verdict: Verdict
    ) -> Judged:
        start, end = span
        passage = self.prose.passage
        line = passage.line_at(start)
        words = " ".join(passage.text[start:end].split())
        region = self.finder.find(_in_whole_words(passage.text, start, end), line)
        return Judged(
            self.draft.name, self.passage, kind, start, end, words,
            region or Region(line if self.draft.lines else 0), tuple(named), verdict,
        )  # fmt: skip


def _in_whole_words(text: str, start: int, end: int) -> str:
    """Return a span widened to whole words: the 3 in “3e”."""
    while start and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return " ".join(text[start:end].split())
