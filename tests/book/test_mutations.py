"""Each quotation, figure and date of the chapters is changed, one at a time, and each is caught.

The changes are made in the passages as they were read, so that hundreds of them take seconds;
tests/checks/test_faults.py makes its changes in the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from books import copy_book, run_briefbook, run_sphinx
from briefbook.checks.engine.run import CheckReport, findings_of, items_of, run_checks
from briefbook.checks.evidence.items import ItemKind
from briefbook.checks.evidence.material import Material
from briefbook.checks.evidence.prose import Prose, read_prose
from briefbook.checks.evidence.receipts import Receipts, read_receipts, receipts_text
from briefbook.checks.evidence.verify import verify
from briefbook.checks.figures.claims import find_claims
from briefbook.core.diagnostics import Severity
from briefbook.core.passages import Citation, Passage, Span
from briefbook.domain.checking.gather_material import gather_material

CHAPTERS = ("chapters/prepared", "chapters/martyrs")
#: A word that stands in neither article.
STRANGER = "zebra"
MONTHS = ("January", "February", "March", "April", "June", "July", "September", "December")


@dataclass(frozen=True)
class Book:
    with_texts: Material
    without: Material
    receipts: Receipts
    committed: str


@dataclass(frozen=True)
class Mutation:
    prose: Prose
    kind: ItemKind
    start: int
    end: int
    new: str

    def __str__(self) -> str:
        old = self.prose.passage.text[self.start : self.end]
        return f"{self.prose.passage.place}: {old!r} → {self.new!r}"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, texts: Path) -> Book:
    assert texts.is_dir()
    root = tmp_path_factory.mktemp("mutations") / "book"
    copy_book(root)
    app = run_sphinx(root, "dummy").app
    path = root / "sources" / "receipts.json"
    return Book(
        gather_material(app, with_texts=True),
        gather_material(app, with_texts=False),
        read_receipts(path),
        path.read_text(encoding="utf-8"),
    )


@pytest.fixture(scope="module")
def clean(book: Book) -> CheckReport:
    return run_checks(book.with_texts, Receipts.of(()))


def test_the_book_passes_against_the_texts(book: Book, clean: CheckReport) -> None:
    assert set(book.with_texts.texts) == {"kontur2025", "yoon2024"}
    assert [str(finding) for finding in clean.diagnostics] == []


def test_the_book_passes_by_its_receipts(book: Book) -> None:
    report = run_checks(book.without, book.receipts)
    assert [str(finding) for finding in report.diagnostics] == []
    assert all(outcome.verified for outcome in report.outcomes)


def test_the_committed_receipts_are_those_of_this_book(book: Book, clean: CheckReport) -> None:
    assert book.committed == receipts_text(clean.receipts), "run make check and commit them"


@pytest.mark.parametrize("with_texts", [True, False], ids=["texts", "receipts"])
def test_every_mutation_is_caught(book: Book, *, with_texts: bool) -> None:
    material = book.with_texts if with_texts else book.without
    mutations = [
        mutation
        for prose in material.prose
        if prose.passage.docname in CHAPTERS
        for mutation in mutate(prose, book.with_texts)
    ]
    assert sum(m.kind is ItemKind.QUOTATION for m in mutations) >= 20
    assert sum(m.kind is not ItemKind.QUOTATION for m in mutations) >= 100
    missed = [str(m) for m in mutations if not is_caught(m, material, book.receipts)]
    assert missed == [], f"{len(missed)} of {len(mutations)} were missed"


def mutate(prose: Prose, material: Material) -> Iterator[Mutation]:
    """Yield a changed word for each quotation, another value for each figure and date."""
    claims = {claim.start: claim for claim in find_claims(prose.passage.text)}
    for item in items_of(prose, material):
        if item.kind is ItemKind.QUOTATION:
            for word in re.finditer(r"\w{3,}", item.shown):
                start = prose.passage.text.index(word[0], item.offset)
                yield Mutation(prose, item.kind, start, start + len(word[0]), STRANGER)
        elif item.kind in (ItemKind.FIGURE, ItemKind.DATE):
            claim = claims[item.offset]
            known = "\n".join(material.texts[b.key][b.locator] for b in item.candidates)
            new = another(prose.passage.text[claim.start : claim.end], known)
            yield Mutation(prose, item.kind, claim.start, claim.end, new)


def another(old: str, known: str) -> str:
    """Return another figure or date in the same shape, none that stands in the text itself."""
    if digits := re.search(r"\d+(?!.*\d)", old):
        for step in range(1, 50):
            number = str(int(digits[0]) + step).zfill(len(digits[0]))
            if number not in known:
                return old[: digits.start()] + number + old[digits.end() :]
    if day := re.search(r"\w+day", old):
        return old.replace(day[0], "Sunday" if "Sunday" not in known else "Saturday")
    for month in MONTHS:
        if old in (*MONTHS, "August", "October", "November") and month not in known:
            return month
    return "seventy-seven"


def is_caught(mutation: Mutation, material: Material, receipts: Receipts) -> bool:
    changed = read_prose(rewritten(mutation))
    outcomes = [verify(item, material, receipts) for item in items_of(changed, material)]
    found = [finding for o in outcomes for finding in findings_of(o, material)]
    return any(f.severity is Severity.ERROR and f.code != "quote_uncited" for f in found)


def rewritten(mutation: Mutation) -> Passage:
    """Return the passage with the change, and all that stands behind it moved along."""
    passage, start, end = mutation.prose.passage, mutation.start, mutation.end
    shift = len(mutation.new) - (end - start)

    def moved(offset: int) -> int:
        return offset + shift if offset >= end else offset

    def spans(old: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(replace(span, start=moved(span.start), end=moved(span.end)) for span in old)

    def cited(old: tuple[Citation, ...]) -> tuple[Citation, ...]:
        return tuple(replace(citation, at=moved(citation.at)) for citation in old)

    return replace(
        passage,
        text=passage.text[:start] + mutation.new + passage.text[end:],
        citations=cited(passage.citations),
        own=spans(passage.own),
        code=spans(passage.code),
        terms=spans(passage.terms),
        links=spans(passage.links),
    )


@pytest.mark.parametrize("with_texts", [True, False], ids=["texts", "receipts"])
def test_the_gate_lets_the_book_pass(tmp_path: Path, texts: Path, *, with_texts: bool) -> None:
    root = tmp_path / "book"
    copy_book(root)
    folder = str(texts) if with_texts else "nowhere"
    done = run_briefbook(root, "check", "--strict", environment={"BRIEFBOOK_TEXTS": folder})
    assert done.stdout.startswith("no errors, no warnings; verified "), done.stdout
    assert (done.returncode, done.stderr) == (0, "")
    assert "refreshed" not in done.stdout
