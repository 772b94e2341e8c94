"""Count what was verified, by source and kind of claim, and list what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefbook.checks.evidence.items import RULES, Item, ItemKind, Outcome
from briefbook.checks.evidence.matches import Result
from briefbook.checks.evidence.material import Material
from briefbook.checks.evidence.reviewed import Tick
from briefbook.checks.evidence.statements import CitingParagraph
from briefbook.checks.quotations.gaps import insertions
from briefbook.checks.references.coverage import find_coverage
from briefbook.core.words.labels import message
from briefbook.core.words.text import word_count

#: The kinds of claims that are counted, the most important first.
KINDS = (
    ItemKind.QUOTATION,
    ItemKind.FIGURE,
    ItemKind.DATE,
    ItemKind.NAME,
    ItemKind.LOCATOR,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of claims of one kind, and how many of them are verified.

    ``normalised`` counts verified ones that are equal only after normalising quotation marks,
    dashes and the like.
    """

    kind: str
    claims: int
    verified: int
    normalised: int


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """The counts of one source; ``needed`` are the blocks that a chapter should cite."""

    key: str
    title: str
    rights: str
    words: int
    quoted_words: int
    blocks: int
    needed: int
    cited: int
    left_out: tuple[tuple[str, str], ...]
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Unverified:
    """One claim that is not verified: its place, its text, and the reason."""

    path: str
    line: int
    place: str
    kind: str
    claim: str
    why: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Counts of statements that no comparison covers: without a figure, name or quotation.

    ``read`` are those in paragraphs that a person has ticked off.
    """

    statements: int = 0
    not_compared: int = 0
    read: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of the whole book; ``insertions`` are words that editors put into quotations."""

    rules: int
    sources: tuple[SourceSummary, ...]
    unverified: tuple[Unverified, ...]
    uncited: int
    insertions: tuple[tuple[str, int, str], ...] = ()
    unread: Unread = Unread()

    def total(self, kind: ItemKind) -> Tally:
        """Return the tally of one kind over all sources."""
        found = [t for source in self.sources for t in source.tallies if t.kind == kind.value]
        return Tally(
            kind.value,
            sum(t.claims for t in found),
            sum(t.verified for t in found),
            sum(t.normalised for t in found),
        )


def count_unread(paragraphs: Iterable[CitingParagraph], ticks: Mapping[str, Tick]) -> Unread:
    """Count the statements of which nothing was compared, and those of them a person has read."""
    statements = not_compared = read = 0
    for each in paragraphs:
        statements += len(each.statements)
        not_compared += each.not_compared
        tick = ticks.get(each.place)
        read += each.not_compared if tick and tick.holds(each) else 0
    return Unread(statements, not_compared, read)


def summarise(
    outcomes: Iterable[Outcome], material: Material, unread: Unread | None = None
) -> Summary:
    """Count outcomes by source and kind."""
    outcomes = tuple(outcomes)
    by_source: dict[str, list[Outcome]] = {key: [] for key in sorted(material.records)}
    uncited = 0
    unverified = []
    for outcome in outcomes:
        if outcome.block is None:
            uncited += 1
        else:
            by_source[outcome.block.key].append(outcome)
        if not outcome.verified:
            unverified.append(_unverified(outcome, material))
    covered = find_coverage(material)
    return Summary(
        RULES,
        tuple(
            _source(key, found, material, sum(c.needed for c in covered[key]),
                    sum(c.needed and bool(c.places) for c in covered[key]))
            for key, found in by_source.items()
        ),
        tuple(sorted(unverified, key=lambda u: (u.path, u.line, u.kind, u.claim))),
        uncited,
        tuple(_insertions(outcomes, material)),
        unread or Unread(),
    )  # fmt: skip


def _insertions(outcomes: Iterable[Outcome], material: Material) -> Iterator[tuple[str, int, str]]:
    """Yield the quotations with insertions: file, line, words."""
    for outcome in outcomes:
        item = outcome.item
        if item.kind is ItemKind.QUOTATION and outcome.verified and insertions(item.shown):
            docname = item.passage.docname
            line = int(item.passage.line_at(item.offset))
            yield material.paths.get(docname, docname), line, item.shown


def _source(
    key: str, outcomes: list[Outcome], material: Material, needed: int, cited: int
) -> SourceSummary:
    record = material.records[key]
    quoted = {
        o.item.sha256: word_count(o.item.shown)
        for o in outcomes
        if o.item.kind is ItemKind.QUOTATION
    }
    return SourceSummary(
        key=key,
        title=record.title,
        rights=record.rights,
        words=record.words,
        quoted_words=sum(quoted.values()),
        blocks=len(record.blocks),
        needed=needed,
        cited=cited,
        left_out=tuple((b.locator, b.left_out) for b in record.blocks if b.left_out),
        tallies=tuple(_tally(kind, outcomes) for kind in KINDS),
    )


def _tally(kind: ItemKind, outcomes: Iterable[Outcome]) -> Tally:
    results = Counter(o.match.result for o in outcomes if o.item.kind is kind)
    return Tally(
        kind.value,
        sum(results.values()),
        results[Result.EXACT] + results[Result.NORMALISED] + results[Result.FORM],
        results[Result.NORMALISED] + results[Result.FORM],
    )


#: Why a claim is not verified, by the result of its comparison.
WHY: Mapping[Result, str] = {
    Result.UNCHECKED: message("new or edited since the text was last at hand"),
    Result.NEAR: message("not word for word"),
    Result.ALTERED: message("changes a number, a negation or a unit"),
    Result.NOT_COMPARED: message("cannot be compared in the language of the source"),
    Result.NOT_FOUND: message("does not stand in the cited block"),
}


def _unverified(outcome: Outcome, material: Material) -> Unverified:
    item: Item = outcome.item
    block = outcome.block
    why = WHY[outcome.match.result] if block else message("cites no block of a source")
    if block and material.records[block.key].block(block.locator) is None:
        why = message("names no block of the source's text")
    docname = item.passage.docname
    return Unverified(
        material.paths.get(docname, docname), item.passage.line_at(item.offset), item.place,
        item.kind.value, item.shown, why,
    )  # fmt: skip
