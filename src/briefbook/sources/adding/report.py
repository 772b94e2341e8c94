"""What ``briefbook add`` says about one source."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefbook.sources.adding.addition import Addition
from briefbook.sources.adding.existing_sources import BIBLIOGRAPHY, CHAPTERS, SOURCES
from briefbook.sources.reading.article import Article
from briefbook.sources.records.record_text import make_record_text

Say = Callable[[str], None]
_COUNTS = (
    ("paragraph", ("paragraph", "item", "quote")),
    ("heading", ("heading",)),
    ("caption", ("caption",)),
    ("table", ("table",)),
    ("standfirst", ("standfirst",)),
)
_LONGEST = 60


def report_addition(addition: Addition, say: Say, *, dry_run: bool, brief: bool) -> None:
    """Say what was found and left out, and where it was written; ``brief``: without details."""
    record, article = addition.record, addition.intake.article
    numbers = [
        (sum(block.kind in kinds for block in record.blocks), name) for name, kinds in _COUNTS
    ]
    counts = [f"{many} {name}{'s' * (many > 1)}" for many, name in numbers if many]
    verb = "would be added" if dry_run else "added"
    say(f"{record.key}: {verb}: {record.title or 'no title'} ({', '.join(counts)})")
    for warning in article.warnings:
        say(f"  warning: {warning}")
    if brief:
        return
    for line in _omissions(article):
        say(f"  left out, {line}")
    say(f"  record   {SOURCES}/{record.key}.toml (rights: {record.rights})")
    say(f"  entry    {BIBLIOGRAPHY}{'' if addition.entry else ' (kept as it is)'}")
    say(f"  chapter  {CHAPTERS}/{record.chapter}.md; name it in a toctree of docs/index.md")


def show_addition(addition: Addition, say: Say) -> None:
    """Print the files that would be written."""
    record = addition.record
    for path, text in (
        (f"{SOURCES}/{record.key}.toml", make_record_text(record)),
        (BIBLIOGRAPHY, addition.entry),
        (f"{CHAPTERS}/{record.chapter}.md", addition.chapter),
    ):
        say(f"\n--- {path}\n{text}")


def _omissions(article: Article) -> Iterator[str]:
    for omission in article.left_out:
        text = omission.text
        first = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        yield f"{omission.reason}: {first!r}"
