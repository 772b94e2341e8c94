"""Run ``briefbook add`` in a small book and look at what it left."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from briefbook.cli import main
from briefbook.sources.records.read_record import read_record
from briefbook.sources.records.record import SourceRecord

SENTENCE = "The {n}th paragraph says that {n} officials were seen on the road to the north."


def paragraph(number: int) -> str:
    """Return a paragraph of an invented article."""
    return SENTENCE.format(n=number)


def article(paragraphs: int = 3, title: str = "Officials on the road", start: int = 1) -> str:
    """Return an invented article as plain text."""
    return "\n\n".join([title, *(paragraph(n) for n in range(start, start + paragraphs))])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run of the command said, and its exit status."""

    status: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Adder:
    """A book and the command."""

    root: Path
    capsys: pytest.CaptureFixture[str]

    def run(self, *arguments: str | Path) -> Outcome:
        """Run ``briefbook add`` with these arguments."""
        self.capsys.readouterr()
        status = main(["add", *map(str, arguments)])
        said = self.capsys.readouterr()
        return Outcome(status, said.out, said.err)

    def file(self, name: str, content: str | bytes) -> Path:
        """Write an article's file beside the book."""
        path = self.root.parent / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    def add(self, content: str | bytes, *options: str, name: str = "a.txt") -> SourceRecord:
        """Add an article under the key ``k`` and return its record."""
        done = self.run(self.file(name, content), "--key", "k", *options)
        assert done.status == 0, done.err
        return self.record("k")

    def record(self, key: str) -> SourceRecord:
        """Return a source's record."""
        return read_record(self.root / "sources" / f"{key}.toml")

    def chapter(self, prefix: str = "k") -> str:
        """Return a chapter's text."""
        return (self.root / f"docs/chapters/{prefix}.md").read_text(encoding="utf-8")

    def tree(self) -> dict[str, bytes]:
        """Return every file of the book by its path."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }


def blocks_of(adder: Adder, content: str | bytes, name: str = "a.txt") -> list[tuple[str, str]]:
    """Add an article as our own and return its blocks as locator and text."""
    from briefbook.sources.adding.intake import read_article
    from briefbook.sources.reading.article import Metadata

    path = adder.file(name, content)
    intake = read_article(str(path), Metadata(), 10**8)
    return [(block.locator, block.text) for block in intake.article.blocks]
