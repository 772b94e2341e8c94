"""What ``briefbook add`` says about one source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from briefbook.sources.adding.addition import Addition
from briefbook.sources.adding.existing_sources import BIBLIOGRAPHY, CHAPTERS, SOURCES
from briefbook.sources.bibliography.reference_files import References
from briefbook.sources.reading.article import Article, Metadata
from briefbook.sources.records.record_text import make_record_text

Say = Callable[[str], None]
_COUNTS = (
    ("paragraph", ("paragraph", "item", "quote")),
    ("heading", ("heading",)),
    ("caption", ("caption",)),
    ("cue", ("cue",)),
    ("table", ("table",)),
    ("standfirst", ("standfirst",)),
)
_LONGEST = 60


def report_addition(addition: Addition, say: Say, *, dry_run: bool, brief: bool) -> None:
    """Say what was found and left out, and where it was written; ``brief``: without details."""
    record = addition.record
    article = addition.intake.article if addition.intake else Article((), Metadata())
    numbers = [
        (sum(block.kind in kinds for block in record.blocks), name) for name, kinds in _COUNTS
    ]
    counts = [f"{many} {name}{'s' * (many > 1)}" for many, name in numbers if many]
    verb = "would be added" if dry_run else "added"
    extent = ", ".join(counts) or f"{record.kind}, no text of it"
    say(f"{record.key}: {verb}: {record.title or 'no title'} ({extent})")
    for warning in (*article.warnings, *addition.warnings):
        say(f"  warning: {warning}")
    if brief:
        return
    for line in _omissions(article):
        say(f"  left out, {line}")
    say(f"  record   {SOURCES}/{record.key}.toml (rights: {record.rights})")
    say(f"  entry    {BIBLIOGRAPHY}{'' if addition.entry else ' (kept as it is)'}")
    if addition.chapter:
        say(f"  chapter  {CHAPTERS}/{record.chapter}.md; name it in a toctree of docs/index.md")


def show_addition(addition: Addition, say: Say) -> None:
    """Print the files that would be written."""
    record = addition.record
    for path, text in (
        (f"{SOURCES}/{record.key}.toml", make_record_text(record)),
        (BIBLIOGRAPHY, addition.entry),
        (f"{CHAPTERS}/{record.chapter}.md", addition.chapter),
    ):
        if text:
            say(f"\n--- {path}\n{text}")


def report_export(references: References, keys: Sequence[str] | None, complain: Say) -> None:
    """Say what is wrong in an export and what does not come along; ``keys``: of these alone."""
    exported = references.exported
    for finding in exported.findings:
        if keys is None or finding.message.split(": ")[0] in keys:
            complain(f"briefbook: {finding.path}:{finding.line}: {finding.message}")
    left = [f"{name} ({count})" for name, count in sorted(exported.left_out.items()) if count]
    if left:
        complain(f"briefbook: {exported.path}: not taken over: {', '.join(left)}")


def _omissions(article: Article) -> Iterator[str]:
    for omission in article.left_out:
        text = omission.text
        first = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        yield f"{omission.reason}: {first!r}"
