"""What ``briefbook add`` reports on one source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefbook.core.words.text import word_count
from briefbook.sources.adding.addition import Addition
from briefbook.sources.adding.existing_sources import BIBLIOGRAPHY, SOURCES
from briefbook.sources.bibliography.reference_files import References
from briefbook.sources.reading.article import Article, Metadata, Omission
from briefbook.sources.records.record_text import make_record_text

Say = Callable[[str], None]
ShowProgress = Callable[[int, int], None]
_COUNTS = (
    ("paragraph", ("paragraph", "item", "quote", "code")),
    ("heading", ("heading",)),
    ("caption", ("caption",)),
    ("cue", ("cue",)),
    ("table", ("table",)),
    ("note", ("note",)),
    ("standfirst", ("standfirst",)),
)
#: What a reader of the bibliography looks for, by its name in a record.
_WANTED = {"authors": "author", "date": "date", "publisher": "publisher"}
_LONGEST = 60
#: So many are printed with their first words; of the others only how many words they have.
_MOST_OMISSIONS = 12


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The command's output: a line of its report, a line on a bad file, its progress.

    ``confirm`` asks a yes or no question, ``ask`` any; both are ``None`` where nobody is there.
    """

    say: Say
    complain: Say
    progress: ShowProgress
    confirm: Callable[[str], bool] | None = None
    ask: Callable[[str], str] | None = None

    def refused(self, question: str) -> bool:
        """Ask where somebody is there; tell whether the answer was no, and say what follows."""
        if self.confirm is None or self.confirm(question):
            return False
        self.say("nothing was added")
        return True


def report_found(addition: Addition, say: Say, verb: str) -> None:
    """Say what was found in a file, what to look at, and what was left out of it."""
    record = addition.record
    article = addition.intake.article if addition.intake else Article((), Metadata())
    numbers = [
        (sum(block.kind in kinds for block in record.blocks), name) for name, kinds in _COUNTS
    ]
    counts = [f"{many} {name}{'s' * (many > 1)}" for many, name in numbers if many]
    extent = ", ".join(counts) or f"{record.kind}, no text of it"
    say(f"{record.key}: {verb}: {record.title or 'no title'} ({extent})")
    for warning in (*article.warnings, *addition.warnings):
        say(f"  warning: {warning}")
    for line in _omissions(article.left_out):
        say(f"  left out, {line}")


def report_written(addition: Addition, say: Say, *, unlisted: str, pages: str) -> None:
    """Say where an article was written to; ``named``: its chapter is in a toctree.

    ``pages`` is the folder of the book's pages, with a slash; ``unlisted`` the page in whose
    toctree the chapter is still to be named.
    """
    record = addition.record
    say(f"  record   {SOURCES}/{record.key}.toml (rights: {record.rights})")
    lacking = _lacking(addition)
    without = f"; {lacking}" if lacking else ""
    say(f"  entry    {BIBLIOGRAPHY}{without if addition.entry else ' (kept as it is)'}")
    if addition.chapter:
        where = f"; name it in a toctree of {unlisted}" if unlisted else ""
        say(f"  chapter  {pages}chapters/{record.chapter}.md{where}")


#: Kinds that nobody has published.
_UNPUBLISHED = frozenset(("letter", "interview", "leak"))


def report_lacking(addition: Addition, say: Say) -> None:
    """Report in a line what an entry should have and lacks."""
    if lacking := _lacking(addition):
        say(f"  {lacking} to {BIBLIOGRAPHY}")


def _lacking(addition: Addition) -> str:
    record = addition.record
    wanted = [name for name in _WANTED if name != "publisher" or record.kind not in _UNPUBLISHED]
    *names, last = [_WANTED[name] for name in wanted if not getattr(record, name)] or [""]
    if not (last and addition.entry):
        return ""
    if not names:
        return f"no {last} found: add it"
    return f"no {', '.join(names)} or {last} found: add them"


def show_blocks(article: Article, say: Say) -> None:
    """List the blocks with their first words, as they are numbered."""
    width = max(len(block.locator) for block in article.blocks)
    for block in article.blocks:
        say(f"  {block.locator:<{width}}  {_first(block.text)}")


def show_addition(addition: Addition, say: Say, pages: str) -> None:
    """Print the files that would be written; ``pages`` as for :func:`report_written`."""
    record = addition.record
    for path, text in (
        (f"{SOURCES}/{record.key}.toml", make_record_text(record)),
        (BIBLIOGRAPHY, addition.entry),
        (f"{pages}chapters/{record.chapter}.md", addition.chapter),
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


def _omissions(left_out: Sequence[Omission]) -> Iterator[str]:
    for omission in left_out[:_MOST_OMISSIONS]:
        first = _first(omission.text)
        count = word_count(omission.text)
        words = f" ({count} words)" if first.endswith("…") else ""
        yield f"{omission.reason}: {first!r}{words}"
    rest: Counter[str] = Counter()
    for omission in left_out[_MOST_OMISSIONS:]:
        rest[omission.reason] += word_count(omission.text)
    for reason, count in rest.items():
        yield f"{reason}: {count} more words, listed in the record"


def _first(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
