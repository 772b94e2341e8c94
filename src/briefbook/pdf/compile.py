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


# Paragraphs that call notes: name, and whether its last line is alone at the head of a page.
_ENDS = """{
let marks(part) = query(metadata).filter(m => type(m.value) == dictionary and part in m.value)
let starts = (:)
for m in marks("starts") { starts.insert(m.value.starts, m.location().page()) }
marks("ends").map(m => (
  m.value.ends,
  m.location().page() > starts.at(m.value.ends) and m.location().position().y < 33mm + 15pt,
))
}"""
_MOST_PASSES = 4
"""Keeping one paragraph together moves the ones after it; this many rounds settle real books."""
_MOST_MENDED = 2000
"""With more paragraphs that call notes, a second layout would cost a large book its minute."""


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
        self._kept: set[str] = set()
        self._keep(set())

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
        """Lay out until no line that calls a note is alone at the head of a page."""
        for _ in range(_MOST_PASSES):
            ends = json.loads(self._compiler.eval(_ENDS))
            alone = {key for key, is_alone in ends if is_alone} - self._kept
            if not alone or len(ends) > _MOST_MENDED:
                return
            self._keep(self._kept | alone)

    def _keep(self, paragraphs: set[str]) -> None:
        self._kept = paragraphs
        listed = json.dumps(sorted(paragraphs))
        (self._root / f"{self._name}-kept.json").write_text(listed, encoding="utf-8")


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
