"""Typst: lay out a file of the folder, ask for positions, write the PDF."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

import typst

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]

_POSITIONS = """{
let at(l, name) = (name, l.page(), l.position().y / 1pt, l.position().x / 1pt)
let anchors = query(metadata).filter(m => type(m.value) == dictionary and "anchor" in m.value)
let titles = query(heading).filter(h => h.has("label"))
anchors.map(m => at(m.location(), m.value.anchor)) + titles.map(h => at(h.location(), str(h.label)))
}"""


# What a next layout could mend. “alone”: paragraphs that call notes and whose last line is alone at
# the head of a page; “short”: documents with no more than a few lines on their last page. With
# the number of both kinds that there are.
_FLAWS = """{
let marks(part) = query(metadata).filter(m => type(m.value) == dictionary and part in m.value)
let high(mark, space) = mark.location().position().y < 33mm + space
let starts = (:)
for m in marks("starts") { starts.insert(m.value.starts, m.location().page()) }
let ends = marks("ends")
let closes = marks("closes")
let alone = ends.filter(m => m.location().page() > starts.at(m.value.ends) and high(m, 15pt))
(
  paragraphs: ends.len(), alone: alone.map(m => m.value.ends),
  documents: closes.len(), short: closes.filter(m => high(m, 80pt)).map(m => m.value.closes),
)
}"""
_MOST_PASSES = 4
"""Keeping one paragraph together moves the ones after it; this many rounds settle real books."""
_MOST_PARAGRAPHS = 2000
"""With more paragraphs that call notes, a second layout would cost a large book its minute."""
_MOST_DOCUMENTS = 60
"""With more of them, some always end badly, and each book would pay for a second layout."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a label is: page from 1; points from the left and the top edge of the page."""

    label: str
    page: int
    top: float
    left: float


class Typesetter:
    """Lays out one file of the workspace, as often as is wanted.

    One compiler is kept, so that the next layout repeats only what has changed since.
    """

    def __init__(self, root: Path, name: str, fonts: Sequence[Path]) -> None:
        self._root = root
        self._name = name
        self._fonts = [str(path) for path in fonts]
        self._mend(set(), set())

    @cached_property
    def _compiler(self) -> typst.Compiler:
        # Made late: it wants its file to be there.
        return typst.Compiler(
            self._root / f"{self._name}.typ",
            root=self._root,
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=self._fonts),
            # Names the files of what the theme has to know of this one; see anchors.typ.
            sys_inputs={"volume": self._name},
            package_path=self._root / "no-packages",
            package_cache_path=self._root / "no-packages",
        )

    def positions(self) -> tuple[Position, ...]:
        """Lay out the file for good; return where its labels are. Raises ``typst.TypstError``."""
        with _no_network():
            self._settle()
            found = json.loads(self._compiler.eval(_POSITIONS))
        return tuple(Position(*row) for row in found)

    def pdf(self, timestamp: int) -> bytes:
        """Return the PDF of what was laid out. Raises ``typst.TypstError``."""
        with _no_network():
            pdf = self._compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=timestamp)
        return cast("bytes", pdf)

    def _settle(self) -> None:
        """Lay out until nothing more can be mended, or it takes too long."""
        for _ in range(_MOST_PASSES):
            found = json.loads(self._compiler.eval(_FLAWS))
            kept, closer = set(self._kept), set(self._closer)
            if found["paragraphs"] <= _MOST_PARAGRAPHS:
                kept |= set(found["alone"])
            if found["documents"] <= _MOST_DOCUMENTS:
                closer |= set(found["short"])
            if kept == self._kept and closer == self._closer:
                return
            self._mend(kept, closer)

    def _mend(self, kept: set[str], closer: set[str]) -> None:
        """Tell the theme which paragraphs to keep together, which documents to set closer."""
        self._kept, self._closer = kept, closer
        for name, listed in (("kept", kept), ("closer", closer)):
            file = self._root / f"{self._name}-{name}.json"
            file.write_text(json.dumps(sorted(listed)), encoding="utf-8")


@contextmanager
def _no_network() -> Iterator[None]:
    """Point the proxies nowhere: a compile that asks for a package fails instead of fetching."""
    lower = ("http_proxy", "https_proxy", "all_proxy")
    names = (*lower, *(name.upper() for name in lower))
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, "http://127.0.0.1:9"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
