"""The real book keeps what its front page promises: numbers, notes, terms, sources."""

from __future__ import annotations

import re
from collections import Counter
from typing import cast

import pytest
from pybtex.database import parse_file

from books import ROOT, copy_book, run_sphinx
from briefbook.core.book import Book
from briefbook.core.locators.reading import read_locator
from briefbook.core.records import AnchorKind, NoteKind
from briefbook.domain.domain import BriefDomain

CHAPTERS = {
    "chapters/prepared": ("yoon2024", "prepared", "martyrs", 27, 0),
    "chapters/martyrs": ("kontur2025", "martyrs", "prepared", 28, 2),
}
"""Per chapter: its source, its prefix, the other prefix, the source's paragraphs, captions."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Return the records of the real book."""
    root = tmp_path_factory.mktemp("apparatus")
    copy_book(root)
    read = run_sphinx(root, "dummy")
    return cast("BriefDomain", read.app.env.get_domain("brief")).book


@pytest.mark.parametrize("docname", CHAPTERS)
def test_every_block_of_a_source_is_cited_by_a_numbered_paragraph(book: Book, docname: str) -> None:
    source, prefix, _other, paragraphs, captions = CHAPTERS[docname]
    cited = {
        block
        for use in book.citations[source]
        if use.locator and re.fullmatch(rf"{prefix}-\d+", use.place)
        for block in read_locator(use.locator).blocks()
    }
    wanted = {"headline", "standfirst", "heading 1", "heading 2"}
    wanted |= {f"¶ {n}" for n in range(1, paragraphs + 1)}
    wanted |= {f"caption {n}" for n in range(1, captions + 1)}
    assert wanted - cited == set()
    assert cited - wanted == set()


@pytest.mark.parametrize("docname", CHAPTERS)
def test_paragraphs_are_numbered_in_order_and_each_cites_a_source(book: Book, docname: str) -> None:
    prefix = CHAPTERS[docname][1]
    anchors = [a.id for a in book.documents[docname].anchors if a.kind is AnchorKind.PARAGRAPH]
    assert anchors == [f"{prefix}-{n}" for n in range(1, len(anchors) + 1)]
    assert {use.place for use in book.documents[docname].citations} >= set(anchors)


def test_notes_are_enough_of_every_kind_and_refer_to_the_other_chapter(book: Book) -> None:
    kinds = Counter(note.kind for note in book.notes.values())
    assert set(kinds) == set(NoteKind)
    assert kinds.total() >= 30
    across = {
        use.place
        for docname, (_source, prefix, other, _paragraphs, _captions) in CHAPTERS.items()
        for use in book.documents[docname].links
        if use.place.startswith(f"{prefix}-n-") and use.target.startswith(f"{other}-")
    }
    assert len(across) >= 6
    twice = [note for note, calls in book.note_calls.items() if len(calls) > 1]
    assert len(twice) >= 3


def test_every_glossary_entry_is_used_by_a_numbered_paragraph(book: Book) -> None:
    terms = [term for doc in book.documents.values() for term in doc.terms]
    assert len(terms) >= 40
    used = {
        term
        for term, uses in book.term_uses.items()
        if any(re.fullmatch(r"(prepared|martyrs)-\d+", use.place) for use in uses)
    }
    assert [term.id for term in terms if term.id not in used] == []


def test_a_reported_work_is_cited_in_a_chapter_with_the_article_that_reports_it(
    book: Book,
) -> None:
    for key, entry in parse_file(str(ROOT / "references.bib"), "bibtex").entries.items():
        article = entry.fields.get("related")
        if article is None:
            continue
        known = set(read_locator(entry.fields["relatedlocator"]).blocks())
        places = [use for use in book.citations.get(key, []) if use.docname in CHAPTERS]
        assert places, f"{key} is in references.bib but cited in no chapter"
        for use in places:
            together = {
                block
                for other in book.citations[article]
                if (other.place, other.line) == (use.place, use.line) and other.locator
                for block in read_locator(other.locator).blocks()
            }
            assert together & known, f"{key} at {use.place} is cited without {article}"


def test_nothing_is_invented_for_a_reported_work() -> None:
    for key, entry in parse_file(str(ROOT / "references.bib"), "bibtex").entries.items():
        assert ("date" in entry.fields) == ("datebasis" in entry.fields), key
        if "related" in entry.fields:
            assert not {"title", "url", "doi"} & set(entry.fields), key
