"""What the checks cost beside reading the book.

Prints the time of all checks over made-up books: each chapter has a restricted source of its
own, 6 quotations and 20 figures, and every block of every source is compared with every page.
"""

# scripts side by side, not a package

from __future__ import annotations

import argparse
import random
import time

from briefbook.checks.engine.run import run_checks
from briefbook.checks.evidence.material import BibEntry, Material
from briefbook.checks.evidence.receipts import Receipts
from briefbook.checks.glossary.terms import (
    check_first_mentions,
    check_terms_found,
    check_terms_used,
)
from briefbook.checks.judgements.support import check_judgements
from briefbook.checks.references.citations import check_locators
from briefbook.core.book import Book
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.figures.find import figure_keys
from briefbook.core.passages import Citation, Passage, Role
from briefbook.core.records import Anchor, AnchorKind, DocumentRecords, Use
from briefbook.core.words.text import text_sha256, word_count
from briefbook.sources.records.record import Block, OriginalFile, SourceRecord

NAME = "check"
HELP = "all checks over books of several sizes"

HEADS = "bar cor del fen gor hul jin kel lom mur nor pel quin ros tal ven wil yor".split(" ")
TAILS = "an en in on un ar er ir or ur".split(" ")
WORDS = [head + tail for head in HEADS for tail in TAILS]
BLOCKS, LENGTH, QUOTED_EVERY = 20, 45, 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--chapters", type=int, nargs="+", default=[100, 1000])


def run(arguments: argparse.Namespace) -> None:
    """Measure and print."""
    for chapters in arguments.chapters:
        material = make_material(chapters)
        start = time.process_time()
        found = _of_every_build(material)
        report = run_checks(material, Receipts.of(()))
        seconds = time.process_time() - start
        print(
            f"checks: {chapters} chapters, {len(report.outcomes)} claims in {seconds:.1f} s "
            f"of one processor, {1000 * seconds / chapters:.1f} ms a chapter; "
            f"{len(found) + len(report.diagnostics)} findings"
        )


def _of_every_build(material: Material) -> list[Diagnostic]:
    """Return what a build finds in the records alone, before the gate adds its own."""
    book, paths = material.book, material.paths
    citations = (use for doc in book.documents.values() for use in doc.citations)
    return [
        *check_locators(citations, material.records, paths),
        *check_terms_found(book, paths),
        *check_terms_used(book, paths),
        *check_first_mentions(book, paths),
        *check_judgements(book, paths),
    ]


def make_material(chapters: int) -> Material:
    """Return a book of made-up words that passes every check."""
    dice = random.Random(1)  # noqa: S311  # no secret: the same book each time
    documents, records, texts, entries = [], {}, {}, {}
    for number in range(chapters):
        key, name = f"s{number}", f"chapters/c{number}"
        texts[key] = {f"¶ {place}": _text(dice) for place in range(1, BLOCKS + 1)}
        records[key] = _record(key, texts[key])
        documents.append(_document(name, key, texts[key], dice))
        fields = {"author": "A", "title": "T", "journaltitle": "J", "date": "2024",
                  "datebasis": "stated"}  # fmt: skip
        entries[key] = BibEntry(key, "article", fields, "references.bib", 1)
    paths = {document.docname: f"docs/{document.docname}.md" for document in documents}
    return Material(Book(documents, {}), paths, records, texts, entries)


def _words(dice: random.Random, count: int) -> list[str]:
    return [dice.choice(WORDS) for _ in range(count)]


def _text(dice: random.Random) -> str:
    spoken = _words(dice, LENGTH)
    spoken[5], spoken[20] = f"{dice.randint(1000, 99999):,}", f"{dice.randint(2, 90)}%"
    return f"{' '.join(spoken).capitalize()}."


def _document(name: str, key: str, texts: dict[str, str], dice: random.Random) -> DocumentRecords:
    passages, anchors, uses = [], [], []
    for place, (locator, source) in enumerate(texts.items(), start=1):
        said = source.split(" ")
        text = f"It says of {' '.join(_words(dice, 30))} that {said[5]} were {dice.choice(WORDS)}"
        if place % QUOTED_EVERY == 0:
            text += f" and “{' '.join(said[8:11])}” too"
        id_ = f"{name.removeprefix('chapters/')}-{place}"
        cited = (Citation(len(text), key, locator),)
        passages.append(Passage(name, 3 * place, id_, Role.TEXT, f"{text}.", cited))
        anchors.append(Anchor(id_, AnchorKind.PARAGRAPH, name, 3 * place, str(place), text))
        uses.append(Use(key, name, 3 * place, id_, locator))
    return DocumentRecords(
        name, name.removeprefix("chapters/"), "A chapter", is_chapter=True, source=key,
        anchors=tuple(anchors), citations=tuple(uses), passages=tuple(passages),
    )  # fmt: skip


def _record(key: str, texts: dict[str, str]) -> SourceRecord:
    blocks = tuple(
        Block(locator, "paragraph", word_count(text), text_sha256(text), figure_keys(text))
        for locator, text in texts.items()
    )
    return SourceRecord(
        key=key, title="T", rights="restricted", originator="", date="", date_basis="",
        language="en", url="", archive_url="", added="", chapter="",
        words=sum(block.words for block in blocks), text_sha256="0" * 64,
        file=OriginalFile("f", text_sha256(key), 1, "text/plain", "text 1"), blocks=blocks,
        path=f"sources/{key}.toml", _by_locator={block.locator: block for block in blocks},
    )  # fmt: skip
