"""The content of a book's folder: its words, runs, figures, ids, signs and paths."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path

from briefbook.packs.scanning.tokens import (
    SEAM,
    ids,
    joined_runs,
    parted,
    runs,
    slug,
    spaceless_runs,
    tokens,
    without_names,
)
from briefbook.packs.scanning.views import seen_text

_TEXTS = frozenset({
    ".md", ".rst", ".csv", ".toml", ".bib", ".json", ".txt", ".py", ".po", ".yaml", ".yml", ".html",
    ".htm", ".xhtml",
})  # fmt: skip
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_DATA = frozenset({".csv", ".toml", ".bib", ".yaml", ".yml", ".py", ".po"})
_DATE = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?\b")
_HASH = re.compile(r"\b[0-9a-f]{16,}\b")
_PLACES = ("conf.py", "docs", "source", "doc", "sources", "editions", "locale")
_SKIPPED = frozenset({"build", "_build", "__pycache__", "node_modules", "venv"})
_TEXTS_OF_SOURCES = "sources/texts"
_ROLE = re.compile(r"\{[\w:-]+\}`([^`<]*?)\s*(?:<[^`>]*>)?`")
_CITE = re.compile(r"\{cite(?::\w+)?\}`[^`]*`")
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")
_MARKUP = re.compile(r"\[\^[^\]]*\]:?|\{[^{}]*\}|[*_`~]+")
_PREFIX = re.compile(r"^prefix\s*:\s*['\"]?([a-z][a-z0-9-]*)", re.MULTILINE)
_NOTE = re.compile(r"^\s*\[\^([^\]]+)\]:", re.MULTILINE)
_HEADING = re.compile(r"^#+\s+(.*)$", re.MULTILINE)
_GLOSSARY = re.compile(r"\{glossary\}\s*(\S+)(.*?)(?:^\s*(?::::|```)|\Z)", re.MULTILINE | re.DOTALL)
_HEAD = re.compile(r"^(.+)\n\s*:\s", re.MULTILINE)
_FIELD = re.compile(r"""\b\w+\s*=\s*(\{(?:[^{}]|\{[^{}]*\})*\}|"[^"]*"|\w+)""")
_BIB_KEY = re.compile(r"^@\w+\s*\{\s*([^,\s]+)", re.MULTILINE)
_TRANSLATED = re.compile(r'^msgstr.*(?:\n".*)*', re.MULTILINE)
_TITLES = re.compile(r"<title\b[^>]*>.*?</title>|<meta\b[^>]*>", re.IGNORECASE | re.DOTALL)
_BLOCKS = re.compile(r"\n\s*\n|\n\s*[-*+:|]\s")


@dataclass
class Content:
    """All that was read of a folder, ready to be compared."""

    words: set[str] = field(default_factory=set)
    pieces: set[str] = field(default_factory=set)
    """Words that are pieces of ids, keys, paths and of words with an apostrophe."""
    runs: set[str] = field(default_factory=set)
    loose_runs: set[str] = field(default_factory=set)
    """Those that a seam goes through, which are not words of one sentence."""
    figures: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    signs: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    dates: set[tuple[str, int, int]] = field(default_factory=set)
    """Year, month and day (0: none) of dates in digits, which a build puts into words."""

    def add(self, text: str, *, with_words: bool = True, markup: bool = False) -> None:
        """Add a text as it is; what joins words in ``markup`` makes no sentence of them."""
        found = tokens(without_names(text))
        for run, seam in joined_runs(found):
            (self.loose_runs if seam or markup else self.runs).add(run)
        self.runs.update(spaceless_runs(text))
        if with_words:
            self.words.update(each for each in found if each[0].isalpha())
            self.figures.update(each for each in found if each.isdigit())
            self.pieces.update(
                part
                for each in tokens(text)
                if each[0].isalpha()
                for part in (each, *each.split("'"))
            )
            self.ids.update(ids(text))
            self.dates.update((y, int(m), int(d or 0)) for y, m, d in _DATE.findall(text))
            self.signs.update(sign for sign in text if sign > "\x7f" and sign.isalpha())


def read_folder(root: Path) -> Content:
    """Read the texts of a book's folder; of the sources' own texts only runs of words."""
    content = Content()
    for path in _files(root):
        name = path.relative_to(root).as_posix()
        of_source = name.startswith(_TEXTS_OF_SOURCES)
        if not of_source:
            _add_path(content, name)
        if path.suffix not in _TEXTS:
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        if path.suffix == ".json":
            # Made by the book's own commands: lists and hashes, of which hashes alone tell more.
            content.ids.update(_HASH.findall(text))
            continue
        if path.suffix == ".po":
            # What it translates is in the book's own files, or was put together by the tools.
            text = "\n".join(_TRANSLATED.findall(text))
        if path.suffix == ".md":
            content.add(_shown(text), with_words=not of_source)
        said = _of_source(path, text) if of_source else _of_book(path, text)
        content.add(said, with_words=not of_source, markup=path.suffix == ".md")
        if path.suffix == ".bib":
            content.loose_runs.update(_printed_side_by_side(text))
        if not of_source:
            content.ids.update(_made_ids(path, text))
    return content


def _of_book(path: Path, text: str) -> str:
    """Return the words of a file with seams between what no sentence joins."""
    return parted(text) if path.suffix in _DATA else _TITLES.sub(_parted_head, text)


def _of_source(path: Path, text: str) -> str:
    said = _of_book(path, text)
    if path.suffix in _PAGES:
        # Styles and scripts of a saved page are in no book, but much like those of its site.
        heads = f" {SEAM} ".join(map(seen_text, _TITLES.findall(text)))
        said = f"{seen_text(_TITLES.sub(' ', text))} {SEAM} {parted(heads)}"
    # Its title and its day stand one below the other, and in every bibliography too.
    return _BLOCKS.sub(f" {SEAM} ", said)


def _printed_side_by_side(text: str) -> Iterator[str]:
    """Yield the runs from the end of one field of an entry to the beginning of another.

    A bibliography prints them in any order, as the title of a saved page does: “title – site”.
    """
    for entry in re.split(r"^@", text, flags=re.MULTILINE):
        fields = [tokens(value) for value in _FIELD.findall(entry)]
        for first, second in permutations(filter(None, fields), 2):
            yield from (run for _place, run, _alone in runs([*first[-2:], *second[:2]]))


def _parted_head(element: re.Match[str]) -> str:
    """Part the title of a page from its site's name: a bibliography sets them side by side."""
    return parted(element[0])


def _files(root: Path) -> Iterator[Path]:
    places = [root / name for name in _PLACES]
    if not any(path.is_dir() for path in places[1:4]) or (root / "index.md").exists():
        places = [root]
    places += root.glob("*.bib")
    for place in dict.fromkeys(places):
        if place.is_file():
            yield place
        for parent, folders, files in os.walk(place):
            folders[:] = sorted(n for n in folders if n not in _SKIPPED and not n.startswith("."))
            yield from (Path(parent, name) for name in sorted(files))


def _add_path(content: Content, name: str) -> None:
    """Add a file's path as pages and listings may name it, from any of its folders."""
    parts = Path(name).parts
    stem = Path(parts[-1]).stem
    for begin in range(len(parts)):
        folder = "".join(f"{part}/" for part in parts[begin:-1])
        content.paths.add(f"{folder}{parts[-1]}")
        if parts[-1].endswith((".md", ".rst")):
            content.paths.add(f"{folder}{stem}.html")
            content.paths.add(f"{folder}{stem}.xhtml")
            if folder:
                content.paths.add(f"{folder}{stem}")


def _shown(text: str) -> str:
    """Return Markdown roughly as a reader sees it, with seams between blocks."""
    text = _CITE.sub("", text)
    text = _LINK.sub(r"\1", _ROLE.sub(r"\1", text))
    return _BLOCKS.sub(f" {SEAM} ", _MARKUP.sub("", text))


def _made_ids(path: Path, text: str) -> Iterator[str]:
    """Yield the ids that the book makes of labels, headings, entries, rows and keys."""
    if path.suffix == ".bib":
        yield from (f"ref-{slug(key)}" for key in _BIB_KEY.findall(text))
    if path.name in {"readings.csv", "events.csv"}:
        kind = path.name.removesuffix("s.csv")
        yield from (f"{kind}-{line.partition(',')[0]}" for line in text.splitlines()[1:])
    if path.suffix != ".md":
        return
    found = _PREFIX.search(text[:2000]) if text.startswith("---") else None
    if found:
        yield from (f"{found[1]}-n-{slug(label)}" for label in _NOTE.findall(text))
        yield from (f"{found[1]}-{slug(words)}" for words in _HEADING.findall(text))
    for topic, entries in _GLOSSARY.findall(text):
        for head in _HEAD.findall(entries):
            yield f"term-{slug(topic)}-{slug(head.split('|')[0])}"
