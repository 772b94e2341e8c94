"""Find the sources that a sentence of a draft names, in any usual form.

Citations of Pandoc and MyST, author and year, numbers of a list of works, notes, links and plain
addresses, titles, names of files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from briefbook.checks.evidence.prose import Prose
from briefbook.core.words.text import normalise
from briefbook.drafts.sources import FolderSource

_BRACKETED = re.compile(r"\[[^\[\]]*@[\w][^\[\]]*\]")
_KEY = re.compile(r"(?<![\w.@])-?@([\w](?:[\w:.#$%&+?<>~/-]*[\w])?)")
_NAME = r"[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][\w’'-]+"
_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTHS = frozenset(
    "january february march april may june july august september october november december in "
    "since until by from before after during".split()
)
#: (Smith 2025), (see Smith and Lee, 2025a, p. 4; Brown 2024), Smith et al. (2025).
_PARENTHESIS = re.compile(
    rf"\([^()]{{0,200}}?{_NAME}[^()\d]{{0,80}}?,?\s{_YEAR}[a-z]?(?![\d-])[^()]{{0,200}}\)"
)
_TEXTUAL = re.compile(
    rf"{_NAME}(?:\s+(?:and|&|und|et|y|и)\s+{_NAME}|\s+et\s+al\.?)?\s+\({_YEAR}[a-z]?(?:,[^()]*)?\)"
)
_AUTHOR_YEAR = re.compile(rf"({_NAME})[^;()\d]{{0,80}}?,?\s+\(?({_YEAR})[a-z]?")
_NUMBERED = re.compile(r"\[(\d{1,3}(?:\s*[,–-]\s*\d{1,3})*)\]")
_ADDRESS = re.compile(r"https?://[^\s<>)\]\"”’]+")
_WORD = re.compile(r"[^\W_]+")
#: A title of fewer words must be all of a note, a parenthesis or brackets.
_FEWEST_WORDS = 3
_FILLED = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)|\[([^\[\]]*)\]")
#: What may be between a quotation and the mark of its own source.
_RIGHT_BEHIND = re.compile(r"\s?[.,;]?\s?")


@dataclass(frozen=True, slots=True)
class Named:
    """A source named from ``start`` to ``end`` of a text; without a key it is not in the folder."""

    start: int
    end: int
    shown: str
    key: str = ""
    locator: str = ""


class SourceNames:
    """The names by which drafts may refer to the sources of a folder."""

    def __init__(self, sources: Mapping[str, FolderSource]) -> None:
        self._keys: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        #: By their first words, all of a title and its source.
        self._titles: dict[tuple[str, ...], list[tuple[list[str], str]]] = {}
        #: By all their words, the sources of each title.
        self._whole: dict[tuple[str, ...], list[str]] = {}
        self._authors: dict[tuple[str, str], str] = {}
        for key, source in sources.items():
            path = PurePosixPath(source.path)
            for name in (key, source.path, path.name, path.stem):
                self._keys.setdefault(_plain_key(name), key)
            for address in (source.metadata.url, source.metadata.archive_url):
                if address:
                    self._addresses.setdefault(_plain_address(address), key)
            title = _WORD.findall(normalise(source.metadata.title).lower())
            if title:
                self._whole.setdefault(tuple(title), []).append(key)
            if len(title) >= _FEWEST_WORDS:
                self._titles.setdefault(tuple(title[:_FEWEST_WORDS]), []).append((title, key))
            for author in source.metadata.authors:
                surname = (author.split(",")[0] if "," in author else author.split()[-1]).lower()
                self._authors.setdefault((surname, source.metadata.date[:4]), key)

    def in_passage(self, prose: Prose, notes: Mapping[str, str]) -> list[Named]:
        """Return what a passage names, in order; ``notes`` are those of the draft by label."""
        text = prose.passage.text
        found = list(self._in_text(text))
        for number in _NUMBERED.finditer(text):
            for label in _numbers(number[1]):
                inside = list(self._in_note(label, notes, number.start(), number.end()))
                found += inside or [Named(number.start(), number.end(), f"[{label}]")]
        for link in prose.passage.links:
            if link.target.startswith("#"):
                label = link.target.removeprefix("#")
                found += self._in_note(label, notes, link.start, link.end)
            elif named := self._by_address(link.target, link.start, link.end):
                found.append(named)
        return sorted(set(found), key=lambda each: (each.start, each.end, each.key))

    def _in_note(
        self, label: str, notes: Mapping[str, str], start: int, end: int
    ) -> Iterator[Named]:
        note = notes.get(label, "")
        for each in (*self._in_text(note), *self._by_whole_title(note, 0, len(note))):
            if each.key:
                yield Named(start, end, each.shown, each.key, each.locator)

    def _in_text(self, text: str) -> Iterator[Named]:
        brackets = list(_BRACKETED.finditer(text))
        for group in brackets:
            for part in group[0].strip("[]").split(";"):
                if key := _KEY.search(part):
                    locator = part[key.end() :].strip(" ,")
                    yield self._by_key(key[1], group.start(), group.end(), locator)
        for bare in _KEY.finditer(text):
            inside = any(group.start() <= bare.start() < group.end() for group in brackets)
            if not inside and _plain_key(bare[1]) in self._keys:
                yield self._by_key(bare[1], bare.start(), bare.end())
        for pattern in (_PARENTHESIS, _TEXTUAL):
            for match in pattern.finditer(text):
                yield from self._by_authors(match)
        for address in _ADDRESS.finditer(text):
            shown = address[0].rstrip(".,;:")
            named = self._by_address(shown, address.start(), address.start() + len(shown))
            yield named or Named(address.start(), address.start() + len(shown), shown)
        yield from self._by_title(text)
        for filled in _FILLED.finditer(text):
            said = filled[1] or filled[2] or ""
            yield from self._by_whole_title(said, filled.start(), filled.end())

    def _by_key(self, key: str, start: int, end: int, locator: str = "") -> Named:
        return Named(start, end, key, self._keys.get(_plain_key(key), ""), locator)

    def _by_authors(self, match: re.Match[str]) -> Iterator[Named]:
        for name, year in _AUTHOR_YEAR.findall(match[0]):
            if name.lower() in _MONTHS:
                continue
            key = self._authors.get((name.lower(), year)) or self._keys.get(
                _plain_key(name + year), ""
            )
            yield Named(match.start(), match.end(), f"{name} {year}", key)

    def _by_address(self, address: str, start: int, end: int) -> Named | None:
        key = self._addresses.get(_plain_address(address)) or self._keys.get(
            _plain_key(PurePosixPath(address).name), ""
        )
        return Named(start, end, address, key) if key else None

    def _by_title(self, text: str) -> Iterator[Named]:
        words = list(_WORD.finditer(text))
        plain = [normalise(word[0]).lower() for word in words]
        for at in range(len(plain) - _FEWEST_WORDS + 1):
            for title, key in self._titles.get(tuple(plain[at : at + _FEWEST_WORDS]), ()):
                if plain[at : at + len(title)] == title:
                    last = words[at + len(title) - 1]
                    yield Named(words[at].start(), last.end(), " ".join(title), key)

    def _by_whole_title(self, text: str, start: int, end: int) -> Iterator[Named]:
        """Yield the sources whose title is all that a note or a parenthesis says."""
        words = tuple(normalise(word).lower() for word in _WORD.findall(text))
        for key in self._whole.get(words, ()):
            yield Named(start, end, " ".join(words), key)


def named_behind(prose: Prose, end: int, named: Iterable[Named]) -> list[Named] | None:
    """Return the sources named right after a quotation, which belong to it alone.

    The list is empty where a note is there that names none of the folder; ``None`` where
    nothing does.
    """
    text = prose.passage.text
    gap = _RIGHT_BEHIND.match(text, end)
    last = gap.end() if gap else end
    if found := [each for each in named if end <= each.start <= last]:
        return found
    links = prose.passage.links
    noted = any(end <= link.start <= last and link.target.startswith("#") for link in links)
    return [] if noted else None


def named_for(prose: Prose, offset: int, named: Iterable[Named]) -> list[Named]:
    """Return the sources to which the words at an offset are attributed.

    Those of its own sentence; where one sentence of the passage alone names any, it does so for
    those before it too.
    """
    found = list(named)
    own = prose.sentence_at(offset)
    inside = [each for each in found if own.start <= each.start < max(own.end, own.start + 1)]
    if inside:
        return inside
    naming = [s for s in prose.sentences if any(s.start <= each.start < s.end for each in found)]
    last = prose.sentences[-1]
    behind = [each for each in found if each.start >= last.end]
    if len(naming) == 1 and offset < naming[0].end:
        return [each for each in found if naming[0].start <= each.start < naming[0].end]
    return behind if not naming else []


def _numbers(listed: str) -> Iterator[str]:
    for part in listed.split(","):
        first, _dash, last = re.sub(r"\s*[–-]\s*", "-", part.strip()).partition("-")
        for number in range(int(first), int(last or first) + 1):
            yield str(number)


def _plain_key(name: str) -> str:
    return "".join(_WORD.findall(name.lower()))


def _plain_address(address: str) -> str:
    bare = re.sub(r"^https?://(?:www\.)?", "", address.lower())
    return re.split(r"[#?]", bare)[0].rstrip("/")
