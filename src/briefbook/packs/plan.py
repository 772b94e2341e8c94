"""``packs.toml``: the packs of a book, by name; every mistake is reported with its line."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import pages_folder
from briefbook.core.files.text_files import TextError, read_text
from briefbook.packs.marks import MarkOrder, tlp

NAME = "packs.toml"
_TOP = frozenset({"marks", "unmarked"})
_PACK = frozenset({"mark", "title", "recipients", "gaps", "leaning", "add", "cut", "settings"})
CUT_KEYS = ("ids", "chapters", "notes", "topics", "sources")
"""What a pack can cut by name."""
_GOOD_NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Cuts:
    """What a pack leaves out whatever its mark: ids, chapters, kinds of notes, topics, sources."""

    ids: frozenset[str] = frozenset()
    chapters: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack: the highest mark that it may hold, and what its file says besides.

    ``gaps`` is printed in place of each numbered paragraph that is cut; empty: nothing is.
    ``follow`` says whether what leans on a cut part is cut too; else it stops the pack.
    ``settings`` are settings of conf.py for this pack alone.
    """

    name: str
    mark: str
    title: str
    recipients: tuple[str, ...]
    gaps: str
    follow: bool
    add: frozenset[str]
    cuts: Cuts
    settings: dict[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """All packs of a book, and the order of its marks.

    ``unmarked`` is the mark of what has none; empty: that of the book, ``brief_handling``.
    """

    path: str
    order: MarkOrder
    unmarked: str
    packs: dict[str, Pack]

    def pack(self, name: str) -> Pack:
        """Return a pack. Raises :class:`BriefbookError` with the names that there are."""
        if name not in self.packs:
            known = ", ".join(self.packs) or "none yet"
            raise BriefbookError(f"{self.path}: no pack is called {name!r}; there are: {known}")
        return self.packs[name]


def read_plan(root: Path) -> Plan:
    """Read the packs of the book in ``root``. Raises :class:`BriefbookError` with file and line."""
    shown = f"{pages_folder(root)}/{NAME}" if pages_folder(root) != "." else NAME
    path = root / shown
    if not path.exists():
        raise BriefbookError(
            f'{shown} is not there; write e.g. three lines into it: unmarked = "TLP:CLEAR", '
            f'[public], mark = "TLP:CLEAR"'
        )
    try:
        text = read_text(path, shown)
        return _Reader(shown, text).plan(tomllib.loads(text))
    except TextError as error:
        raise BriefbookError(error.at(shown)) from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = found[1] if found else "1"
        raise BriefbookError(f"{shown}:{line}: not TOML: {error}; fix this line") from None


class _Reader:
    """Reads the tables of one file, whose text tells the lines."""

    def __init__(self, shown: str, text: str) -> None:
        self.shown, self.lines = shown, text.splitlines()
        self.order = tlp()

    def plan(self, data: dict[str, Any]) -> Plan:
        own = self._texts(data, "marks")
        if own:
            self.order = MarkOrder(own)
        unmarked = self._text(data, "unmarked")
        self._check_mark(unmarked, "unmarked")
        packs = {name: self._pack(name, value) for name, value in data.items() if name not in _TOP}
        return Plan(self.shown, self.order, unmarked, packs)

    def _pack(self, name: str, data: object) -> Pack:
        if not isinstance(data, dict):
            problem = f"{name} is neither a pack nor a setting; write [{name}] for a pack"
            raise self._error(name, problem)
        if not _GOOD_NAME.fullmatch(name):
            raise self._error(name, f"{name!r} is not a name for a pack; use a-z, 0-9 and -")
        for key in data:
            if key not in _PACK:
                expected = ", ".join(sorted(_PACK))
                raise self._error(key, f"{key!r} is unknown; a pack has {expected}")
        mark = self._text(data, "mark")
        if not mark:
            raise self._error(name, f"the pack {name!r} has no mark; give the highest it may hold")
        self._check_mark(mark, "mark")
        return Pack(
            name, mark,
            title=self._text(data, "title"),
            recipients=self._texts(data, "recipients"),
            gaps=self._text(data, "gaps"),
            follow=self._leaning(data) == "cut",
            add=frozenset(self._texts(data, "add")),
            cuts=self._cuts(data.get("cut", {})),
            settings=self._settings(data.get("settings", {})),
        )  # fmt: skip

    def _cuts(self, data: object) -> Cuts:
        if not isinstance(data, dict):
            raise self._error("cut", f"cut = {data!r}: expected a table of {', '.join(CUT_KEYS)}")
        for key in data:
            if key not in CUT_KEYS:
                raise self._error(key, f"{key!r} cannot be cut; known are {', '.join(CUT_KEYS)}")
        return Cuts(*(frozenset(self._texts(data, key)) for key in CUT_KEYS))

    def _leaning(self, data: dict[str, Any]) -> str:
        value = self._text(data, "leaning")
        if value not in {"", "stop", "cut"}:
            raise self._error("leaning", f'leaning = {value!r}: expected "stop" or "cut"')
        return value

    def _settings(self, data: object) -> dict[str, str]:
        if not isinstance(data, dict) or not all(isinstance(v, str) for v in data.values()):
            raise self._error("settings", "settings: expected texts by the names of conf.py")
        return dict(data)

    def _check_mark(self, mark: str, key: str) -> None:
        if mark and not self.order.known(mark):
            raise self._error(
                key, f"{mark!r} is not a mark; the marks are {self.order.shown()}", mark
            )

    def _text(self, data: dict[str, Any], key: str) -> str:
        value = data.get(key, "")
        if not isinstance(value, str):
            raise self._error(key, f"{key} = {value!r}: expected text in quotation marks")
        return value

    def _texts(self, data: dict[str, Any], key: str) -> tuple[str, ...]:
        value = data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self._error(key, f"{key} = {value!r}: expected a list of texts")
        return tuple(value)

    def _error(self, key: str, message: str, value: str = "") -> BriefbookError:
        hits = [n for n, line in enumerate(self.lines, 1) if key in line and value in line]
        return BriefbookError(f"{self.shown}:{hits[0] if hits else 1}: {message}")
